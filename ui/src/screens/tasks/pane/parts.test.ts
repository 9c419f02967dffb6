import { expect, test } from 'vitest';
import type { Assignment } from '../../../api/types';
import { daysLater } from '../../../words/format';
import { closing, nextSteps, partsOn } from './parts';

const part = (id: string, to_day: string | null, from_day: string | null = null) => ({ id, from_day, to_day }) as Assignment;

test('parts that ended stand apart, by the day they ended', () => {
  const parts = [part('a', null), part('b', '2025-06-30'), part('c', '2024-12-31'), part('d', '2025-06-30'), part('e', null, '2025-07-01')];
  const { now, gone } = partsOn(parts, '2025-07-01');
  expect(now.map((one) => one.id)).toEqual(['a', 'e']);
  expect(gone.map((one) => [one.until, one.parts.map((two) => two.id)])).toEqual([['2025-06-30', ['b', 'd']], ['2024-12-31', ['c']]]);
  expect(partsOn(parts, '2025-06-30').gone).toHaveLength(1);
});

test('the day after crosses months and years', () => {
  expect([daysLater('2025-06-30', 1), daysLater('2024-02-28', 1), daysLater('2025-01-01', -1)]).toEqual(['2025-07-01', '2024-02-29', '2024-12-31']);
});

test('only steps that can follow are offered', () => {
  const on = (started_on: string | null, paused_on: string | null, completed_on: string | null) => nextSteps({ started_on, paused_on, completed_on });
  expect(on(null, null, null)).toEqual(['started', 'done']);
  expect(on('2024-05-01', null, null)).toEqual(['done', 'paused']);
  expect(on('2024-05-01', '2024-05-02', null)).toEqual(['resumed', 'done']);
  expect(on(null, null, '2024-05-02')).toEqual(['reopened']);
});

test('done on a day closes who has a part on that day and is not done', () => {
  const lead = (id: string, kinds: string[], from_day: string | null = null, to_day: string | null = null) =>
    ({ id, role: 'lead', from_day, to_day, steps: kinds.map((kind) => ({ kind, day: '2025-05-01' })) }) as Assignment;
  const parts = [
    lead('open', ['started']), lead('done', ['done']), lead('reopened', ['done', 'reopened']), lead('ended', [], null, '2025-06-30'),
    lead('begins', [], '2025-07-01'), { ...lead('helps', []), role: 'coordinating' as const },
  ];
  expect(closing(parts, '2025-06-20').map((one) => one.id)).toEqual(['open', 'reopened', 'ended']);
  expect(closing(parts, '2025-08-01').map((one) => one.id)).toEqual(['open', 'reopened', 'begins']);
});
