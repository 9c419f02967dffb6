// A book of its own for each test file: a session of the bridge, seeded through the commands themselves.
import { expect, type Page, test as base } from '@playwright/test';

/** Where the window is served: two copies of the project may be tested at once. */
export const SITE = `http://localhost:${process.env.SO35_PORT ?? 5136}`;

export const DAY = '2024-06-01';

type Wire = { value: unknown; changed?: string[] };

/** Runs a command in a session, as the window would. */
export async function rpc<T = unknown>(session: string, name: string, body: unknown): Promise<T> {
  const response = await fetch(`${SITE}/rpc?session=${session}`, { method: 'POST', body: JSON.stringify({ id: 'test', name, body }) });
  const last = (await response.text()).trim().split('\n').at(-1) ?? '';
  const line = JSON.parse(last) as { ok?: Wire; error?: unknown };
  if (!line.ok) throw new Error(`${name}: ${JSON.stringify(line.error)}`);
  return line.ok.value as T;
}

/** A fresh session's name. */
export function newSession(name: string): string {
  return `${name}-${Date.now().toString(36)}-${Math.random().toString(36).slice(2, 7)}`;
}

export async function seed(session: string) {
  await rpc(session, 'book_create', { office: 'Văn phòng Sở Thông tin và Truyền thông', person: 'Nguyễn Thị Hòa', seed: 'khung-3-5' });
}

/** Opens a place of the window and waits until it shows something. */
export async function visit(page: Page, session: string, hash: string) {
  await page.goto(`/?session=${session}${hash}`);
  await page.locator('main').waitFor();
}

/** A test with a seeded book shared by the file's tests, and a page whose errors fail the test. */
export const test = base.extend<{ allowed: RegExp | undefined; clean: void }, { session: string }>({
  /** Complaints of the browser that a test provokes. */
  allowed: [undefined, { option: true }],
  session: [
    async ({}, use, info) => {
      const session = newSession(`w${info.workerIndex}`);
      await seed(session);
      await use(session);
    },
    { scope: 'worker' },
  ],
  clean: [
    async ({ page, allowed }, use) => {
      const wrong: string[] = [];
      page.on('pageerror', (error) => wrong.push(error.message));
      page.on('console', (message) => {
        if (message.type() === 'error' && !allowed?.test(message.text())) wrong.push(message.text());
      });
      await use();
      expect(wrong).toEqual([]);
    },
    { auto: true },
  ],
});

export { expect };
