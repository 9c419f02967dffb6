import { expect, test } from 'vitest';
import type { Counts, RateRow } from '../../api/types';
import { doorParams, nextSort, points, readStep, sorted } from './rates';

const none: Counts = { done_on_time: 0, done_late: 0, done_no_deadline: 0, open_in_time: 0, open_overdue: 0, open_no_deadline: 0, ongoing: 0 };
const row = (key: string, total: number, percent: number | null): RateRow => ({
  key,
  name: key,
  detail: null,
  counts: { ...none, open_overdue: total },
  total,
  rates: [
    { kind: 'overdue', numerator: 1, denominator: 1, percent, last_year_numerator: 0, last_year_denominator: 0, last_year_percent: null, points: null },
  ],
  door: {},
});

test('a door asks for the statuses that are there, and for "none" by a word', () => {
  const params = doorParams({ ...row('', 2, 50), door: { lead: '', due_from: '2024-03-15' } }, ['open_overdue', 'open_in_time'], 'original');
  expect(params).toMatchObject({ status: 'open_overdue', lead: 'none', from: '2024-03-15', basis: 'original', area: undefined });
});

test('rows are ordered by a rate, those without one last', () => {
  const rows = [row('a', 1, null), row('b', 2, 20), row('c', 3, 80)];
  const keys = (sort: string) => sorted(rows, readStep(sort), 'agency').map((one) => one.key);
  expect(keys('-overdue')).toEqual(['c', 'b', 'a']);
  expect(keys('overdue')).toEqual(['b', 'c', 'a']);
  expect(keys('-total')).toEqual(['c', 'b', 'a']);
  expect(keys('')).toEqual(['a', 'b', 'c']);
});

test('a heading goes from largest to smallest to as it was', () => {
  expect([undefined, '-late', 'late'].map((now) => nextSort(now, 'late'))).toEqual(['-late', 'late', undefined]);
  expect(nextSort(undefined, 'name')).toBe('name');
});

test('a change is told in points', () => {
  expect([7.14, -3, 0].map(points)).toEqual(['+7,14', '−3,00', '0,00']);
});
