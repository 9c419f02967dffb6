import { defineConfig } from '@playwright/test';

// The real window in Debian's Chromium, against `so35 rpc`. Nothing is downloaded and nothing leaves the machine.
export default defineConfig({
  testDir: 'tests',
  outputDir: 'test-results/runs',
  timeout: 30_000,
  expect: { timeout: 8_000 },
  workers: 2,
  reporter: [['list']],
  use: {
    baseURL: 'http://localhost:5136',
    locale: 'vi-VN',
    timezoneId: 'Asia/Ho_Chi_Minh',
    viewport: { width: 1366, height: 768 },
    launchOptions: {
      executablePath: process.env.SO35_CHROMIUM ?? '/usr/bin/chromium',
      args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking', '--disable-component-update', '--disable-sync'],
    },
  },
  webServer: { command: 'npx vite preview --mode browser', url: 'http://localhost:5136', reuseExistingServer: false, timeout: 60_000 },
});
