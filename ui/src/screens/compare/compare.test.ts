import { expect, test } from 'vitest';
import { ranked, runs, scaleOf, type Course } from './compare';

const course = (key: string, ...numbers: (number | null)[]): Course => ({ key, name: key, full: key, numbers, written: [], last: numbers.findLast((one) => one !== null) ?? null });

test('the best come first, the silent last', () => {
  const all = [course('a', 1, 2), course('b', null, null), course('c', 9, null)];
  expect(ranked(all, false).map((one) => one.key)).toEqual(['c', 'a', 'b']);
  expect(ranked(all, true).map((one) => one.key)).toEqual(['a', 'c', 'b']);
});

test('one scale for all, with zero and the goal in sight', () => {
  expect(scaleOf([course('a', 3, 8)], 10)).toEqual({ least: 0, most: 10 });
  expect(scaleOf([course('a', -3, null)], null)).toEqual({ least: -3, most: 0 });
  expect(scaleOf([course('a', null)], null)).toEqual({ least: 0, most: 1 });
});

test('what is missing parts the line instead of being drawn as zero', () => {
  const found = runs([0, 10, null, 5], { least: 0, most: 10 }, 120, 50, 0);
  expect(found).toEqual([[{ x: 0, y: 50 }, { x: 40, y: 0 }], [{ x: 120, y: 25 }]]);
});
