import { expect, test } from 'vitest';
import cases from '../../../tests/files/periods.json';
import { holds, type Kind, lastDayOf, periodName, periodOn, shifted } from './period';

test('codes of periods are said as reports write them', () => {
  const names = ['2024-05', '2024-Q2', '2024-H1', '2024-H2', '2024-9M', '2024', '2024-05-06'].map(periodName);
  expect(names).toEqual(['tháng 5/2024', 'quý II/2024', '6 tháng đầu năm 2024', '6 tháng cuối năm 2024', '9 tháng năm 2024', 'năm 2024', 'ngày 06/05/2024']);
});

test('a period knows the ones beside it and the one that holds it', () => {
  const before = ['2024-01', '2024-Q1', '2024-H1', '2024-9M', '2024', '2024-05-06'].map((code) => shifted(code, -1));
  expect(before).toEqual(['2023-12', '2023-Q4', '2023-H2', '2023-9M', '2023', '2024-05-06']);
  expect([shifted('2023-11', 3), shifted('2024-Q1', -9)]).toEqual(['2024-02', '2021-Q4']);
  const cases: [string, string, boolean][] = [['2024-Q1', '2024-03', true], ['2024-Q1', '2024-04', false], ['2024-9M', '2024-Q3', true], ['2024-9M', '2024', false], ['2024', '2024-H2', true], ['2024-Q1', '2024-Q1', true], ['2024-Q1', '2024-H1', false]];
  for (const [whole, part, expected] of cases) expect(holds(whole, part), `${whole} ${part}`).toBe(expected);
});

test('screens and book reckon alike', () => {
  for (const { day, kind, administrative, statistical } of cases.latest) {
    expect([periodOn(day, kind as Kind, 'administrative'), periodOn(day, kind as Kind, 'statistical')], `${day} ${kind}`).toEqual([administrative, statistical]);
  }
  for (const { period, administrative, statistical } of cases.last_day) {
    expect([lastDayOf(period, 'administrative'), lastDayOf(period, 'statistical')], period).toEqual([administrative, statistical]);
  }
  for (const { period, before } of cases.before) expect(shifted(period, -1)).toBe(before);
  expect(lastDayOf('2024-05-06', 'statistical')).toBeUndefined();
});
