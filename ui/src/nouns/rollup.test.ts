import { expect, test } from 'vitest';
import { coverageWords } from './rollup';

test('a figure that a whole cannot use is a figure all the same', () => {
  const words = (having: number, unusable: number, not_applicable = 0) => coverageWords({ with: having, of: 22, missing: 22 - having - unusable, unusable, not_applicable });
  expect(words(20, 0)).toBe('20/22 cơ quan có số liệu');
  expect(words(0, 22)).toBe('22/22 cơ quan có số liệu; 22 không tính gộp được');
  expect(words(3, 1, 2)).toBe('4/22 cơ quan có số liệu; 1 không tính gộp được; 2 không áp dụng');
});
