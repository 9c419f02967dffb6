import { expect, test } from 'vitest';
import { type Mark, reading, stepped } from './points';

const at = (x: number, y: number): Mark => ({ label: `${x},${y}`, x, y, width: 10, height: 10 });
// Drawn by status, as stacked bars are: first the left parts, then the right ones.
const bars = [at(0, 0), at(0, 30), at(0, 60), at(40, 1), at(60, 31)];

test('marks are read line by line', () => {
  expect(reading(bars)).toEqual([0, 3, 1, 4, 2]);
  expect(reading([])).toEqual([]);
});

test('right reaches every mark, and left leads back', () => {
  let here = 0;
  const seen = [here];
  for (let turn = 0; turn < bars.length; turn += 1) seen.push((here = stepped(bars, here, 'ArrowRight')!));
  expect(new Set(seen).size).toBe(bars.length);
  expect(here).toBe(2);
  expect(stepped(bars, 4, 'ArrowLeft')).toBe(1);
  expect(stepped(bars, 0, 'ArrowLeft')).toBe(0);
});

test('up and down lead to the next line, ends to the ends', () => {
  expect(stepped(bars, 3, 'ArrowDown')).toBe(4);
  expect(stepped(bars, 4, 'ArrowUp')).toBe(3);
  expect(stepped(bars, 2, 'ArrowDown')).toBe(2);
  expect(stepped(bars, 1, 'Home')).toBe(0);
  expect(stepped(bars, 1, 'End')).toBe(2);
  expect(stepped(bars, 1, 'x')).toBeUndefined();
  expect(stepped([], 0, 'Home')).toBeUndefined();
});
