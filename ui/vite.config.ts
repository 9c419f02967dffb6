import { svelte } from '@sveltejs/vite-plugin-svelte';
import { defineConfig } from 'vitest/config';
import { bridge } from './dev/bridge.ts';

// Mode "browser" builds the same window for a plain browser (tests); every other build talks to the real
// window only, and the way through /rpc is not in it.
export default defineConfig(({ mode, command }) => {
  const browser = mode === 'browser' || (command === 'serve' && mode === 'development');
  return {
    base: './',
    define: { __BROWSER__: JSON.stringify(browser) },
    plugins: [svelte(), bridge()],
    server: { port: 5135, strictPort: true, fs: { allow: ['..'] } },
    preview: { port: Number(process.env.SO35_PORT ?? 5136), strictPort: true },
    build: {
      outDir: browser ? 'test-results/window' : 'dist',
      emptyOutDir: true,
      target: 'es2022',
      // Fonts and icons stay files: the window's policy allows no data: addresses.
      assetsInlineLimit: 0,
      modulePreload: { polyfill: false },
      chunkSizeWarningLimit: 700,
    },
    test: { include: ['src/**/*.test.ts'], environment: 'node' },
  };
});
