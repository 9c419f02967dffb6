import { expect, test } from 'vitest';
import type { Rollup, RollupRow } from '../../api/types';
import { asTable, coursesOf, placeOf, ranked, runs, scaleOf, type Course } from './compare';

const course = (key: string, ...numbers: (number | null)[]): Course => ({ key, name: key, full: key, numbers, written: [], copied: [], here: numbers.at(-1) ?? null, written_here: '', why: '' });

const row = (name: string, state: RollupRow['state'], number: number | null = null, approximate = false): RollupRow =>
  ({ agency: { id: name, short_name: name, name }, state, number, written: number === null ? null : `${approximate ? 'gần ' : ''}${number}%`, approximate, made_of: null, counted_in: null, became: null }) as unknown as RollupRow;
const rolled = (...periods: RollupRow[][]): Rollup =>
  ({ group_name: 'Nhóm', periods: periods.map((rows) => ({ rows, whole: { number: null, written: null, approximate: false, coverage: { with: rows.filter((one) => one.number !== null).length, unusable: 0 } } })) }) as unknown as Rollup;

test('all are ranked by one period, best first, and who has none in it stands last', () => {
  const found = rolled([row('a', 'figure', 90), row('b', 'figure', 10), row('c', 'figure', 50)], [row('a', 'missing'), row('b', 'figure', 20), row('c', 'figure', 15)]);
  const order = (at: number, lower = false) => ranked(coursesOf(found, at), lower).map((one) => one.key);
  expect([order(0), order(1), order(1, true)]).toEqual([['a', 'c', 'b'], ['b', 'c', 'a'], ['c', 'b', 'a']]);
});

test('no data, not applicable and silence are three things in the table and in the copy', () => {
  const found = rolled([row('a', 'no_data'), row('b', 'not_applicable'), row('c', 'missing'), row('d', 'figure', 0), row('e', 'figure', 54, true)]);
  const courses = coursesOf(found, 0);
  expect(courses.map((one) => one.written_here)).toEqual(['chưa có số liệu', 'không áp dụng', 'chưa báo cáo', '0%', 'gần 54%']);
  expect(asTable(found, courses, ['quý I/2024'], 'Cơ quan').cells.map((cells) => cells[1])).toEqual(['chưa có số liệu', 'không áp dụng', 'chưa báo cáo', '0', 'gần 54%', '–']);
});

test('before the first period asked for, silence is not an omission', () => {
  const found = rolled([row('a', 'missing'), row('b', 'no_data')], [row('a', 'missing'), row('b', 'figure', 3)]);
  expect(coursesOf(found, 1, 1).map((one) => one.written)).toEqual([['–', 'chưa báo cáo'], ['chưa có số liệu', '3%']]);
});

test('the period to rank by is the last that is over, unless another is asked for', () => {
  const spans = [{ period: '2024-Q1', last_day: '2024-03-31' }, { period: '2024-Q2', last_day: '2024-06-30' }, { period: '2024-Q3', last_day: '2024-09-30' }];
  const silent = [row('a', 'missing')];
  const told = [row('a', 'figure', 1)];
  expect(placeOf(spans, rolled(told, told, told), '2024-07-15', undefined)).toBe(1);
  expect(placeOf(spans, rolled(told, told, told), '2024-07-15', '2024-Q3')).toBe(2);
  expect(placeOf(spans, rolled(told, silent, silent), '2024-07-15', undefined)).toBe(0);
  expect(placeOf(spans, rolled(silent, silent, silent), '2024-07-15', undefined)).toBe(1);
});

test('one scale for all, with zero and the goal in sight', () => {
  expect(scaleOf([course('a', 3, 8)], 10)).toEqual({ least: 0, most: 10 });
  expect(scaleOf([course('a', -3, null)], null)).toEqual({ least: -3, most: 0 });
  expect(scaleOf([course('a', null)], null)).toEqual({ least: 0, most: 1 });
});

test('what is missing parts the line instead of being drawn as zero', () => {
  const found = runs([0, 10, null, 5], { least: 0, most: 10 }, 120, 50, 0);
  expect(found).toEqual([[{ x: 0, y: 50 }, { x: 40, y: 0 }], [{ x: 120, y: 25 }]]);
});
