import { beforeEach, expect, test, vi } from 'vitest';

const core = vi.hoisted(() => ({ plans: [] as object[], applied: [] as unknown[], refusing: undefined as object | undefined, said: null as object | null }));
vi.mock('../../api/call', async (original) => ({
  ...(await original<typeof import('../../api/call')>()),
  call: async (name: string) => {
    if (name === 'exchange_plan') return core.plans.shift();
    return name === 'exchange_draft' ? { sha256: 'a'.repeat(64), said: core.said } : null;
  },
  send: async (_: string, body: unknown) => {
    core.applied.push(body);
    if (core.refusing) throw core.refusing;
    return { value: { files: [], left: [] }, op: 7 };
  },
}));
vi.stubGlobal('__BROWSER__', true);
const { Receiving } = await import('./receiving.svelte');

const counts = { read: 1, added: 1, changed: 0, unchanged: 0, conflict: 0, refused: 0, open: 0 };
const plan = (sha256: string, ...questions: string[]) => ({ sha256, source: { package: null, form: null, sheet: null }, counts, problems: [], questions: questions.map((key) => ({ key })), total: 0, rows: [] });

beforeEach(() => Object.assign(core, { plans: [], applied: [], refusing: undefined, said: null }));

test('what is asked no more is gone unless it was answered', async () => {
  core.plans = [plan('1', 'notation', 'unit/3'), plan('1', 'unit/3'), plan('1', 'unit/4')];
  const file = new Receiving('a.csv');
  await file.look({});
  file.answer('notation', 'english');
  await file.look({});
  expect([file.questions.map(({ key }) => key), file.unanswered]).toEqual([['notation', 'unit/3'], 1]);
  // The sheet is read in another way: its column is another, and so is the question about it.
  file.read({ sheet: 'b' });
  await file.look({});
  expect([file.questions.map(({ key }) => key), file.unanswered]).toEqual([['notation', 'unit/4'], 1]);
});

test('what is written is what was looked at; another file in its place is looked at as if it had just come', async () => {
  core.plans = [plan('1', 'notation')];
  const file = new Receiving('a.csv');
  await file.look({});
  file.answer('notation', 'english');
  file.seen = true;
  core.plans = [plan('1')];
  await file.look({});
  core.refusing = { code: 'exchange.file_changed', kind: 'refused', message: '' };
  await expect(file.apply({})).rejects.toEqual(core.refusing);
  expect(core.applied).toMatchObject([{ files: [{ path: 'a.csv', sha256: '1' }] }]);
  expect([file.plan, file.stale, file.seen, file.spoken.answers.questions]).toEqual([undefined, true, false, []]);
  core.refusing = undefined;
  core.plans = [plan('2')];
  await file.look({});
  await file.apply({});
  expect(core.applied[1]).toMatchObject({ files: [{ sha256: '2' }] });
  expect(file.written?.op).toBe(7);
});
