import { expect, test } from 'vitest';
import { periodName } from './period';

test('codes of periods are said as reports write them', () => {
  const names = ['2024-05', '2024-Q2', '2024-H1', '2024-H2', '2024-9M', '2024', '2024-05-06'].map(periodName);
  expect(names).toEqual(['tháng 5/2024', 'quý II/2024', '6 tháng đầu năm 2024', '6 tháng cuối năm 2024', '9 tháng năm 2024', 'năm 2024', 'ngày 06/05/2024']);
});
