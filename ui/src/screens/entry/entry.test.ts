import { expect, test } from 'vitest';
import type { EntryBlock, EntryChecked, EntryGrid, EntryHead } from '../../api/types';
import { asksFirst, columnsOf, drafts, readAsked, subjectOf, usualCalendar, wanted } from './entry';

const head = (more: Partial<EntryHead>): EntryHead => ({ label: '', detail: '', indicator: null, agency: null, period: null, locked: false, other_calendar: false, ...more });
const grid: EntryGrid = {
  calendar: 'statistical',
  rows: [head({ label: 'CT1 Một', indicator: 'a' }), head({ label: 'CT2 Hai', indicator: 'b' })],
  columns: [head({ label: 'quý I/2024', period: '2024-Q1', locked: true }), head({ label: 'quý II/2024', period: '2024-Q2' })],
  cells: [
    [null, { id: 'm1', written: '7', typed: '7', state: 'value', approval: 'draft', others: 0, warnings: [] }],
    [null, null],
  ],
};

test('an address is read, and what it leaves out is usual', () => {
  const asked = readAsked({}, '2024-06-01');
  expect(asked).toMatchObject({ layout: 'indicator_by_period', kind: 'quarter', calendar: 'statistical', until: '2024-Q2', count: 6, group: null });
  // A period of another length is not the last one of these.
  expect(readAsked({ kind: 'month', until: '2023-Q4' }, '2024-06-01').until).toBe('2024-06');
  expect([{ count: '2' }, { count: '99' }, { count: '0' }, { count: 'x' }].map((params) => readAsked(params, '2024-06-01').count)).toEqual([2, 36, 1, 6]);
  expect(readAsked({ layout: 'agency_by_period', indicator: 'CT1', agency: 'x', text: 'số', group: 'g' }, '2024-06-01')).toMatchObject({ indicator: 'CT1', agency: null, text: null, group: 'g' });
});

test('a cell is named by its row, its column and what the whole sheet is about', () => {
  const asked = readAsked({ agency: 'x' }, '2024-06-01');
  expect(subjectOf(grid.rows[0], grid.columns[1], asked)).toEqual({ indicator: 'a', agency: 'x', period: '2024-Q2' });
  const across = readAsked({ layout: 'agency_by_indicator', group: 'g', until: '2024-Q1' }, '2024-06-01');
  expect(subjectOf(head({ agency: 'x' }), grid.rows[0], across)).toEqual({ indicator: 'a', agency: 'x', period: '2024-Q1' });
  // The whole beside agencies has no agency.
  expect(subjectOf(head({}), grid.rows[0], across)?.agency).toBeNull();
  expect(subjectOf(undefined, grid.columns[1], asked)).toBeUndefined();
});

test('a block keeps to the sheet, and a closed column is only read', () => {
  const asked = readAsked({}, '2024-06-01');
  expect(columnsOf(grid, 'Chỉ tiêu', {}).map((column) => column.edit)).toEqual([undefined, undefined, 'text']);
  const found = wanted(grid, asked, { top: 1, bottom: 5, left: 0, right: 9 }, (row, place) => (place === 0 ? undefined : `${row}`));
  expect(found).toEqual({ cells: [{ indicator: 'b', agency: null, period: '2024-Q2', typed: '1' }], at: [{ row: 1, place: 1 }] });
  expect(drafts(grid, { top: 0, bottom: 1, left: 0, right: 2 })).toEqual(['m1']);
  expect(drafts(grid, { top: 0, bottom: 1, left: 1, right: 1 })).toEqual([]);
});

test('a pasted block is shown first where it decided how a number is read', () => {
  const block = (...typed: string[]): EntryBlock => ({ cells: typed.map((one) => ({ indicator: 'a', period: '2024-Q2', typed: one })) });
  const checked = (proof: EntryChecked['proof'], more: Partial<EntryChecked> = {}): EntryChecked => ({ proof, cells: [], new: 1, changed: 0, removed: 0, unclear: 0, ...more });
  expect(asksFirst(block('7', '8,5'), checked({ proof: 'vietnamese' }))).toBe(false);
  expect(asksFirst(block('1.234', '8,5'), checked({ proof: 'vietnamese' }))).toBe(true);
  expect(asksFirst(block('gần 1.234 thẻ', '8,5'), checked({ proof: 'vietnamese' }))).toBe(true);
  expect(asksFirst(block('1.234.567'), checked({ proof: 'vietnamese' }))).toBe(false);
  expect(asksFirst(block('7'), checked({ proof: 'undecided' }))).toBe(false);
  expect(asksFirst(block('', '7'), checked({ proof: 'undecided' }, { removed: 1 }))).toBe(true);
});

test('a sheet opens in the calendar of what it shows', () => {
  const one = (code: string, calendar: 'statistical' | 'administrative', area = 'TC1') => ({ id: `id-${code}`, code, calendar, focus_area: { code: area } });
  const all = [one('X1', 'administrative'), one('X2', 'administrative'), one('X3', 'statistical', 'DM1')];
  expect(usualCalendar({}, all)).toBe('administrative');
  expect(usualCalendar({ area: 'DM1' }, all)).toBe('statistical');
  expect(usualCalendar({ layout: 'agency_by_period', indicator: 'X3' }, all)).toBe('statistical');
  expect(usualCalendar({ layout: 'agency_by_period', indicator: 'id-X1' }, all)).toBe('administrative');
  expect(usualCalendar({}, [])).toBe('statistical');
  // What the address says stands; else the last period is one of that calendar.
  expect(readAsked({}, '2024-06-20', 'administrative')).toMatchObject({ calendar: 'administrative', until: '2024-Q3' });
  expect(readAsked({ calendar: 'statistical' }, '2024-06-20', 'administrative')).toMatchObject({ calendar: 'statistical', until: '2024-Q2' });
});
