import { expect, test } from 'vitest';
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

test('a day lies in another period of each calendar', () => {
  const cases: [string, Kind, string, string][] = [
    ['2024-05-14', 'month', '2024-05', '2024-05'],
    ['2024-05-15', 'month', '2024-06', '2024-05'],
    ['2023-12-15', 'quarter', '2024-Q1', '2023-Q4'],
    ['2023-12-15', 'year', '2024', '2023'],
    ['2024-06-15', 'half_year', '2024-H2', '2024-H1'],
    ['2024-11-01', 'nine_months', '2024-9M', '2024-9M'],
  ];
  for (const [day, kind, administrative, statistical] of cases) {
    expect([periodOn(day, kind, 'administrative'), periodOn(day, kind, 'statistical')], `${day} ${kind}`).toEqual([administrative, statistical]);
  }
});

test('a period ends on another day in each calendar', () => {
  const ends = (calendar: 'statistical' | 'administrative') => ['2024-02', '2024-Q1', '2024-H2', '2024-9M', '2024'].map((code) => lastDayOf(code, calendar));
  expect(ends('statistical')).toEqual(['2024-02-29', '2024-03-31', '2024-12-31', '2024-09-30', '2024-12-31']);
  expect(ends('administrative')).toEqual(['2024-02-14', '2024-03-14', '2024-12-14', '2024-09-14', '2024-12-14']);
  expect(lastDayOf('2024-05-06', 'statistical')).toBeUndefined();
});
