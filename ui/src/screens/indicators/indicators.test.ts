import { expect, test } from 'vitest';
import { readQuery, readSort, writeSort } from './indicators';

test('only known columns sort', () => {
  expect(readQuery({ sort: '-age', target: '1' }, '2024-06-01')).toEqual({
    as_of: '2024-06-01', text: null, focus_area: null, with_target: true, sort: 'age', descending: true,
  });
  expect(readQuery({ sort: '-drop' }, '2024-06-01').sort).toBeNull();
});

test('one step, the last one clicked', () => {
  expect(writeSort([{ key: 'code', descending: false }, { key: 'name', descending: true }])).toBe('-name');
  expect(writeSort([])).toBeUndefined();
  expect(readSort('-name')).toEqual([{ key: 'name', descending: true }]);
});
