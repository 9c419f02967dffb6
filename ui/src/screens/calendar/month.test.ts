import { expect, test } from 'vitest';
import { monthLater, moved } from './month';

test.each([
  ['2024-06-01', 'ArrowLeft', '2024-05-31'],
  ['2024-02-28', 'ArrowRight', '2024-02-29'],
  ['2024-06-05', 'Home', '2024-06-03'],
  ['2024-06-05', 'End', '2024-06-09'],
  ['2024-06-09', 'Home', '2024-06-03'],
  ['2024-12-28', 'ArrowDown', '2025-01-04'],
  ['2024-03-31', 'PageUp', '2024-02-29'],
  ['2024-05-31', 'PageDown', '2024-06-30'],
  ['2024-12-15', 'PageDown', '2025-01-15'],
])('%s %s', (day, key, to) => expect(moved(day, key)).toBe(to));

test('other keys move nothing', () => expect(moved('2024-06-01', 'a')).toBeUndefined());

test('months follow each other over the year', () => {
  expect([monthLater('2024-12', 1), monthLater('2024-01', -1), monthLater('2024-01', 25)]).toEqual(['2025-01', '2023-12', '2026-02']);
});
