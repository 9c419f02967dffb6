import { expect, test } from 'vitest';
import { sparkPoints } from './spark';

test('points fill the box, upwards for more', () => {
  expect(sparkPoints([{ x: 0, y: 36 }, { x: 10, y: 41 }], 72, 20, 3)).toEqual([{ x: 3, y: 17 }, { x: 69, y: 3 }]);
});
test('equal values run through the middle, one point stands at the end', () => {
  expect(sparkPoints([{ x: 0, y: 5 }, { x: 1, y: 5 }], 72, 20, 3).map((point) => point.y)).toEqual([10, 10]);
  expect(sparkPoints([{ x: 0, y: 5 }], 72, 20, 3)).toEqual([{ x: 72 - 3, y: 10 }]);
  expect(sparkPoints([], 72, 20, 3)).toEqual([]);
});
