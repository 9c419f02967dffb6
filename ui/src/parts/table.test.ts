import { describe, expect, test } from 'vitest';
import { fitting, inSight, leastWidth, moved, resorted } from './table';

test('only rows in sight and a few more are drawn', () => {
  expect(inSight(0, 320, 32, 10_000, 10)).toEqual({ first: 0, last: 20 });
  expect(inSight(32 * 5000, 320, 32, 10_000, 10)).toEqual({ first: 4990, last: 5020 });
  expect(inSight(32 * 9995, 320, 32, 10_000, 10)).toEqual({ first: 9985, last: 9999 });
  expect(inSight(0, 320, 32, 0)).toEqual({ first: 0, last: -1 });
});

describe('the chosen cell', () => {
  const size = { rows: 100, columns: 5, page: 10 };
  test.each([
    ['ArrowDown', false, { row: 51, column: 2 }],
    ['ArrowUp', true, { row: 0, column: 2 }],
    ['PageDown', false, { row: 60, column: 2 }],
    ['Home', false, { row: 50, column: 0 }],
    ['End', true, { row: 99, column: 4 }],
    ['ArrowRight', false, { row: 50, column: 3 }],
  ])('%s', (key, ctrl, to) => expect(moved({ row: 50, column: 2 }, key, ctrl, size)).toEqual(to));

  test('stays inside, and other keys move nothing', () => {
    expect(moved({ row: 0, column: 0 }, 'ArrowUp', false, size)).toEqual({ row: 0, column: 0 });
    expect(moved({ row: 99, column: 0 }, 'PageDown', false, size)).toEqual({ row: 99, column: 0 });
    expect(moved({ row: 1, column: 1 }, 'a', false, size)).toBeUndefined();
  });
});

test('a heading sorts up, down and not at all; Shift adds steps', () => {
  const up = resorted([], 'code', false);
  expect(up).toEqual([{ key: 'code', descending: false }]);
  const down = resorted(up, 'code', false);
  expect(down).toEqual([{ key: 'code', descending: true }]);
  expect(resorted(down, 'code', false)).toEqual([]);
  const two = resorted(down, 'late', true);
  expect(two.map((step) => step.key)).toEqual(['code', 'late']);
  expect(resorted(resorted(two, 'late', true), 'late', true)).toEqual(down);
  expect(resorted(two, 'agency', false)).toEqual([{ key: 'agency', descending: false }]);
});

test('a row is at least as wide as its columns ask for', () => {
  expect(leastWidth([{ key: 'a', label: '', width: '5rem' }, { key: 'b', label: '', width: 'minmax(18.5rem, 1fr)' }])).toBe(23.5);
});

test('what can be spared goes where there is no room, the largest first', () => {
  const columns = [{ key: 'a', label: '', width: 'minmax(10rem, 1fr)' }, { key: 'b', label: '', width: '5rem', spare: 1 }, { key: 'c', label: '', width: '5rem', spare: 2 }];
  const kept = (room: number) => fitting(columns, room).map((column) => column.key).join('');
  expect([kept(20), kept(19), kept(14), kept(5)]).toEqual(['abc', 'ab', 'a', 'a']);
});
