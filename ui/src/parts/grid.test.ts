import { describe, expect, test } from 'vitest';
import { fitWidth, Lines, reordered, spanOf, spread, tracksOf, within } from './grid';

describe('lines with groups', () => {
  const groups = [{ key: 'a', first: 0, count: 3 }, { key: 'b', first: 3, count: 1 }, { key: 'c', first: 4, count: 2 }];
  const text = (lines: Lines) => Array.from({ length: lines.length }, (_, n) => lines.at(n)).map((line) => (line?.group ? line.group.key : line?.row));

  test('stand under their headings', () => expect(text(new Lines(6, groups, new Set()))).toEqual(['a', 0, 1, 2, 'b', 3, 'c', 4, 5]));
  test('fold away', () => expect(text(new Lines(6, groups, new Set(['a', 'c'])))).toEqual(['a', 'b', 3, 'c']));
  test('without groups every line is a row', () => expect(text(new Lines(2, [], new Set(['a'])))).toEqual([0, 1]));
  test('a row is found again, folded ones at their heading', () => {
    const lines = new Lines(6, groups, new Set(['a']));
    expect([0, 2, 3, 4, 5, 6].map((row) => lines.of(row))).toEqual([0, 0, 2, 4, 5, -1]);
    expect(lines.rowsIn(0, 5)).toEqual([3, 4, 5]);
    expect(lines.at(99)).toBeUndefined();
  });
  test('ten thousand rows in many groups', () => {
    const many = Array.from({ length: 1000 }, (_, n) => ({ key: String(n), first: n * 10, count: 10 }));
    const lines = new Lines(10_000, many, new Set(['500']));
    expect(lines.length).toBe(10_990);
    for (const row of [0, 4999, 5010, 9999]) expect(lines.at(lines.of(row))?.row).toBe(row);
  });
});

test('a block lies between two corners', () => {
  const span = spanOf({ row: 5, column: 1 }, { row: 2, column: 3 });
  expect(span).toEqual({ top: 2, bottom: 5, left: 1, right: 3 });
  expect([within(span, 2, 1), within(span, 5, 3), within(span, 6, 3), within(span, 3, 0)]).toEqual([true, true, false, false]);
});

test('columns change places', () => {
  expect(reordered(['a', 'b', 'c'], 'c', 'a')).toEqual(['c', 'a', 'b']);
  expect(reordered(['a', 'b', 'c'], 'a', undefined)).toEqual(['b', 'c', 'a']);
  expect(reordered(['a', 'b'], 'a', 'a')).toEqual(['a', 'b']);
});

test('widths stay within reason', () => {
  expect([fitWidth(3), fitWidth(120.4), fitWidth(5000)]).toEqual([48, 120, 900]);
  expect(tracksOf([{ key: 'a', label: '', width: 80 }, { key: 'b', label: '', width: 320, grows: true }])).toBe('5rem minmax(20rem, 1fr)');
});

test('a block fills a larger one of whole multiples only', () => {
  expect(spread([['x']], 2, 2)).toEqual([['x', 'x'], ['x', 'x']]);
  expect(spread([['a', 'b']], 2, 2)).toEqual([['a', 'b'], ['a', 'b']]);
  expect(spread([['a', 'b']], 2, 3)).toEqual([['a', 'b']]);
  expect(spread([['a'], ['b']], 1, 1)).toEqual([['a'], ['b']]);
});
