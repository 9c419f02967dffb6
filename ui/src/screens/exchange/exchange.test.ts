import { expect, test } from 'vitest';
import type { Decision, ExchangeField, ExchangeRow } from '../../api/types';
import { aboutOf, asksOf, chosen, decided, isOpen, kindOfFile, linePlace, placesText, readOther, rowSummary, undecided } from './exchange';

const field = (name: string, more: Partial<ExchangeField> = {}): ExchangeField => ({
  field: name, part_of: name, name: name.toUpperCase(), base: null, base_known: true, mine: 'a', theirs: 'b', result: 'a', raw: 'b', other: 'text', asking: null, choice: null, ...more,
});
const row = (fields: ExchangeField[], more: Partial<ExchangeRow> = {}): ExchangeRow => ({
  table: 'task', noun: 'nhiệm vụ', place: { sheet: 'task.csv', row: 3 }, record: '1', label: 'N01', about: null, outcome: 'conflict', fields, asking: null, choice: null, refusals: [], warnings: [], along: [], named: null, ...more,
});

test('what is asked is decided field by field, and what waits for a question is not', () => {
  const one = row([field('note', { asking: 'both_changed' }), field('product'), field('period', { asking: 'unclear' })]);
  expect(asksOf(one).map((ask) => ask.field?.field)).toEqual(['note']);
  expect(asksOf(row([], { asking: 'removed_there' }))).toEqual([{ field: null, along: [], asking: 'removed_there', choice: null }]);
});

test('columns that only make sense together are asked about as one, by what may be written', () => {
  const set = (name: string, other: ExchangeField['other']) => field(name, { part_of: 'state', asking: 'both_changed', other });
  const one = row([set('state', null), set('value', 'number'), set('qualifier', 'text'), field('note', { asking: 'both_changed' })]);
  expect(asksOf(one).map((ask) => [ask.field?.field, ask.along.map((part) => part.field)])).toEqual([['value', ['state', 'qualifier']], ['note', []]]);
  expect(rowSummary(one)).toBe('VALUE, NOTE');
});

test('a decision replaces one about the same, and the plan says the rest', () => {
  const one = row([field('note', { asking: 'both_changed' }), field('product', { asking: 'not_theirs', choice: 'mine' })]);
  const [note, product] = asksOf(one);
  const say = (choice: Decision['choice']): Decision => ({ ...aboutOf(one, note!), choice });
  let decisions = decided(decided([], say('theirs')), say('later'));
  expect(decisions).toHaveLength(1);
  expect([chosen(decisions, one, note!), chosen(decisions, one, product!)]).toEqual(['later', 'mine']);
  expect(isOpen(decisions, one)).toBe(false);
  decisions = undecided(decisions, say('later'));
  expect(isOpen(decisions, one)).toBe(true);
});

test('what was decided about all that are alike counts at once, before the plan says so', () => {
  const one = row([field('note', { asking: 'both_changed' })]);
  const [ask] = asksOf(one);
  const alike: Decision = { ...aboutOf(one, ask!), record: null, choice: 'mine' };
  expect(isOpen([alike], one)).toBe(false);
  expect(chosen([alike, { ...aboutOf(one, ask!), choice: 'theirs' }], one, ask!)).toBe('theirs');
});

test('a removal that takes records of this office along is decided knowing how many', () => {
  const along = ['1', '2'].map((record) => ({ table: 'step', noun: 'bước', record, label: record }));
  const one = row([], { asking: 'removed_there', along });
  const [ask] = asksOf(one);
  const remove = (along: number | null): Decision => ({ ...aboutOf(one, ask!), choice: 'theirs', along });
  expect([null, 1, 2].map((known) => isOpen([remove(known)], one))).toEqual([true, true, false]);
  expect(isOpen([{ ...remove(null), choice: 'mine' }], one)).toBe(false);
});

test('places stand together, neighbours drawn into one', () => {
  const at = (sheet: string, ...rows: number[]) => rows.map((row) => ({ sheet, row }));
  expect(placesText([...at('a', 9, 3, 4, 5), ...at('b', 2)])).toBe('a: dòng 3–5, 9; b: dòng 2');
  expect(placesText(at('', 2))).toBe('dòng 2');
  expect(placesText([...at('data/task.csv', 12), ...at('data/task_tag.csv', 3)])).toBe('Nhiệm vụ: dòng 12; Nhãn: dòng 3');
  const [here] = at('data/task.csv', 12);
  expect(linePlace(row([], { place: here! }))).toBe('dòng 12');
  expect(linePlace(row([], { place: { sheet: 'Bảng 1', row: 4 } }))).toBe('Bảng 1: dòng 4');
});

test.each([
  ['number', '1234,5', '1234.5'],
  ['number', '-3', '-3'],
  ['number', '1.234', undefined],
  ['number', '1.234,5', undefined],
  ['day', '31/05/2024', '2024-05-31'],
  ['day', '31/02/2024', undefined],
  ['text', ' a b ', 'a b'],
  ['number', '', ''],
] as const)('another value: %s %s', (kind, typed, read) => expect(readOther(kind, typed, 'vi')).toBe(read));

test('in English a point divides', () => expect([readOther('number', '12.5', 'en'), readOther('number', '12,5', 'en')]).toEqual(['12.5', undefined]));

test('a row says in one line what becomes of it', () => {
  expect(rowSummary(row([field('note', { result: 'b' })], { outcome: 'changed' }))).toBe('NOTE: a → b');
  expect(rowSummary(row([field('note', { asking: 'both_changed' })]))).toBe('NOTE');
  const refusal = { field: 'value', name: 'Giá trị', column: 'E', raw: 'x', code: 'c', message: 'Không phải số.', accepted: null };
  expect(rowSummary(row([], { outcome: 'refused', refusals: [refusal] }))).toBe('Giá trị: Không phải số.');
});

test('what a dropped file is to the exchange', () => {
  expect(['/a/gói.GOI35', 'b.xlsx', 'c.phieu35', 'danh-thiep.json', 'x.pdf', 'no'].map(kindOfFile)).toEqual(['receive', 'receive', 'slip', 'card', undefined, undefined]);
});
