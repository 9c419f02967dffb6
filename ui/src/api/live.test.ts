import { beforeEach, describe, expect, test, vi } from 'vitest';

const answers = vi.hoisted(() => ({ waiting: [] as { done: (value: unknown) => void; fail: (error: unknown) => void }[] }));
vi.mock('./call', async (original) => ({
  ...(await original<typeof import('./call')>()),
  call: () => new Promise((done, fail) => answers.waiting.push({ done, fail })),
}));
vi.stubGlobal('__BROWSER__', true);
const { Live, touches } = await import('./live.svelte');

const settle = () => new Promise((done) => setTimeout(done, 0));

beforeEach(() => (answers.waiting.length = 0));

describe('a live query', () => {
  test('drops late answers and keeps the old one meanwhile', async () => {
    const query = new Live('search', () => ({ text: 'a' }));
    void query.again();
    answers.waiting[0]?.done(['first']);
    await settle();
    void query.again();
    void query.again();
    expect(query.value).toEqual(['first']);
    answers.waiting[2]?.done(['third']);
    await settle();
    answers.waiting[1]?.done(['second']);
    await settle();
    expect(query.value).toEqual(['third']);
  });

  test('keeps what it has when an answer fails', async () => {
    const query = new Live('search', () => ({ text: 'a' }));
    void query.again();
    answers.waiting[0]?.done(['kept']);
    await settle();
    void query.again();
    answers.waiting[1]?.fail({ code: 'store.busy', kind: 'failed', message: 'bận' });
    await settle();
    expect(query.value).toEqual(['kept']);
    expect(query.error?.code).toBe('store.busy');
  });

  test('asks nothing while there is nothing to ask', async () => {
    const query = new Live('search', () => undefined);
    await query.again();
    expect(answers.waiting).toHaveLength(0);
  });
});

test('a query is asked again when what it rests on changed', () => {
  expect(touches('setting_list', ['task'])).toBe(false);
  expect(touches('setting_list', ['setting'])).toBe(true);
  expect(touches('task_list', ['agency'])).toBe(true);
  expect(touches('task_list', [])).toBe(false);
});
