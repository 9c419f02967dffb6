import { expect, test } from 'vitest';
import { leftWords, Pace, secondsLeft } from './pace';

test.each([
  [1000, 500, 1000, undefined],
  [10_000, 0, 1000, undefined],
  [10_000, 10, 1000, undefined],
  [10_000, 250, 1000, 30],
  [10_000, 1000, 1000, 0],
])('after %i ms at %i of %i', (elapsed, done, of, left) => expect(secondsLeft(elapsed, done, of)).toBe(left));

test('what is left is told in round figures', () => {
  expect([0, 3, 12, 34, 89, 90, 200].map(leftWords)).toEqual([
    'còn khoảng 5 giây', 'còn khoảng 5 giây', 'còn khoảng 15 giây', 'còn khoảng 30 giây', 'còn khoảng 90 giây', 'còn khoảng 2 phút', 'còn khoảng 3 phút',
  ]);
});

test('work that begins anew is timed anew', () => {
  const pace = new Pace();
  const step = (what: string, done: number) => ({ what, done, of: 100 });
  expect(pace.after(step('a', 1), 0)).toBe('');
  expect(pace.after(step('a', 50), 10_000)).toBe('còn khoảng 10 giây');
  expect(pace.after(step('b', 50), 10_100)).toBe('');
  expect(pace.after(step('b', 10), 30_000)).toBe('');
});
