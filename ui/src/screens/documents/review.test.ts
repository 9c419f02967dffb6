import { expect, test } from 'vitest';
import type { Draft, DraftTask } from '../../api/types';
import { added, merge, type Row, rowsOf, settled, split, stretches, toEnter } from './review';

const place = (paragraph: number, from: number, to: number) => ({ paragraph, from, to });
const agency = (id: string) => ({ id, short_name: id, name: id });
const task = (fields: Partial<DraftTask>): DraftTask => ({
  place: place(0, 0, 10), statement: 'Rà soát quy định, xây dựng đề án', leads: [], group: null, coordinating: [], coordinating_words: null, deadline: null,
  ongoing: false, focus_area: null, product: null, alike: [], doubts: [], certainty: 'sure', ...fields,
});
const draft: Draft = {
  day: '2024-05-06',
  document: { existing: null, number_symbol: null, day: null, issuer: null, subject: null },
  paragraphs: [{ locator: 'mục 1', text: '🙂 Bộ Công an rà soát' }, { locator: 'mục 2', text: 'Bộ Nội vụ số hóa.' }, { locator: 'mục 3', text: 'Bộ Y tế kết nối.' }],
  tasks: [
    task({ leads: [{ agency: agency('ca'), place: place(0, 2, 12), certainty: 'sure' }], doubts: ['alike', 'lead_missing'], alike: [{ id: 'x', code: 'N03', statement: 's', likeness: 0.9 }] }),
    task({ statement: 'Kết nối', place: place(2, 0, 7), deadline: { text: 'sớm', place: place(2, 8, 11), read: null, problem: null } }),
  ],
};
const rows = () => rowsOf(draft);
const first = (): Row => rows()[0] as Row;

test('proposals become rows with their doubts in the order of weight', () => {
  expect(rows().map((row) => [row.key, row.locator, row.statement, row.leads, row.deadline])).toEqual([
    [1, 'mục 1', 'Rà soát quy định, xây dựng đề án', ['ca'], ''],
    [2, 'mục 3', 'Kết nối', [], 'sớm'],
  ]);
  expect(first().doubts).toEqual(['lead_missing', 'alike']);
});

test('a split keeps who and by when in both halves', () => {
  const after = split(rows(), 1, 'Rà soát quy định,'.length);
  expect(after.map((row) => [row.key, row.statement, row.leads])).toEqual([[1, 'Rà soát quy định', ['ca']], [3, 'Xây dựng đề án', ['ca']], [2, 'Kết nối', []]]);
  expect(after[0]?.doubts).toEqual(['lead_missing']);
  // At either end there is nothing to split.
  expect(split(rows(), 1, 0)).toHaveLength(2);
  expect(split(rows(), 1, 999)).toHaveLength(2);
});

test('a merge keeps the agencies of the row above', () => {
  const [row, ...rest] = merge(rows(), 2);
  expect(rest).toEqual([]);
  expect([row?.statement, row?.leads, row?.deadline]).toEqual(['Rà soát quy định, xây dựng đề án; kết nối', ['ca'], 'sớm']);
  expect(merge(rows(), 1)).toHaveLength(2);
});

test('a task is added where its paragraph stands', () => {
  expect(added(rows(), draft, 1).map((row) => [row.key, row.statement, row.locator])).toEqual([[1, 'Rà soát quy định, xây dựng đề án', 'mục 1'], [3, 'Bộ Nội vụ số hóa', 'mục 2'], [2, 'Kết nối', 'mục 3']]);
});

test('what a person settled is no longer doubtful, what a person opened is', () => {
  const row = first();
  expect(settled({ ...row, leads: ['ca', 'nv'] }, { leads: ['ca', 'nv'] })).toEqual(['two_leads', 'alike']);
  expect(settled({ ...row, leads: [] }, { leads: [] })).toEqual(['lead_missing', 'alike']);
  expect(settled({ ...row, leads: [], group: 'g', doubts: ['lead_missing'] }, { leads: [], group: 'g' })).toEqual([]);
  expect(settled({ ...row, doubts: ['deadline_unread'] }, { deadline: 'trong tháng 5/2024' })).toEqual([]);
});

test('a row is sent as confirmed', () => {
  const row = { ...first(), withWords: 'các cơ quan liên quan', area: 'DM1', deadline: ' ' };
  expect(toEnter(row, (words) => `Phối hợp: ${words}`)).toMatchObject({ leads: ['ca'], agency_group: null, deadline: null, note: 'Phối hợp: các cơ quan liên quan', focus_areas: [{ focus_area: 'DM1', proposed: true }], alike: null });
  expect(toEnter({ ...row, group: 'g', linked: true }, String)).toMatchObject({ leads: [], agency_group: 'g', alike: ['x'] });
});

test('a paragraph is cut at its marks, counted in characters', () => {
  const text = draft.paragraphs[0]?.text ?? '';
  expect(stretches(text, 0, first()).map((one) => [one.text, one.inside, one.mark?.kind])).toEqual([
    ['🙂 ', true, undefined], ['Bộ Công ', true, 'lead'], ['an', false, 'lead'], [' rà soát', false, undefined],
  ]);
  expect(stretches(text, 1, first()).map((one) => one.text)).toEqual([text]);
  expect(stretches('', 0, undefined)).toEqual([]);
});
