// The real window in Debian's Chromium, against `so35 rpc`. Nothing is downloaded and nothing leaves the machine.
import { accessSync } from 'node:fs';
import { delimiter, isAbsolute, join } from 'node:path';
import { defineConfig } from '@playwright/test';

function there(path: string): boolean {
  try {
    accessSync(path);
    return true;
  } catch {
    return false;
  }
}

/** The browser: a path, or a name to be found on PATH. */
function browser(): string {
  const named = process.env.SO35_CHROMIUM ?? '/usr/bin/chromium';
  if (isAbsolute(named)) return named;
  return (process.env.PATH ?? '').split(delimiter).map((folder) => join(folder, named)).find(there) ?? named;
}

const site = `http://localhost:${process.env.SO35_PORT ?? 5136}`;

export default defineConfig({
  testDir: 'tests',
  outputDir: 'test-results/runs',
  timeout: 120_000, // an accessibility check of a full table takes its time on a busy machine
  expect: { timeout: 8_000 },
  workers: 2,
  retries: 1, // a busy machine may lose a moment; what needed a second try is told as flaky
  reporter: [['list']],
  use: {
    baseURL: site,
    locale: 'vi-VN',
    timezoneId: 'Asia/Ho_Chi_Minh',
    viewport: { width: 1366, height: 768 },
    launchOptions: {
      executablePath: browser(),
      args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking', '--disable-component-update', '--disable-sync'],
    },
  },
  webServer: { command: 'npx vite preview --mode browser', url: site, reuseExistingServer: false, timeout: 60_000 },
});
