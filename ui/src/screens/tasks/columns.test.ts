import { describe, expect, test } from 'vitest';
import type { TaskRow } from '../../api/types';
import { setLanguage } from '../../words/words.svelte';
import { gridColumns, headings, textOf, USUAL, widened } from './columns';

describe('a row of headings', () => {
  test('names columns as offices write them', () => {
    expect(headings(['STT', 'Nội dung nhiệm vụ', 'CƠ QUAN CHỦ TRÌ', ' Thời hạn\nhoàn thành ', 'Ghi chú'])).toEqual([undefined, 'statement', 'agency', 'deadline', 'note']);
    setLanguage('en');
    expect(headings(['Task', 'Lead agency', 'Due date'])).toEqual(['statement', 'agency', 'deadline']);
    setLanguage('vi');
  });
  test('is told from a row of cells', () => {
    expect(headings(['Trình Chính phủ', 'Bộ Công an', '30/09/2024'])).toBeUndefined();
    expect(headings(['Nhiệm vụ'])).toBeUndefined();
    expect(headings(['Nhiệm vụ', 'Khác'])).toBeUndefined();
    expect(headings([])).toBeUndefined();
  });
});

describe('columns', () => {
  test('begin with boxes to tick and the code, and keep their widths', () => {
    const columns = gridColumns(widened(USUAL, 'agency', 240), false);
    expect(columns.slice(0, 2).map((column) => column.key)).toEqual(['check', 'code']);
    expect(columns.find((column) => column.key === 'agency')).toMatchObject({ width: 240, edit: 'choice', sorts: true });
    expect(columns.filter((column) => column.grows).map((column) => column.key)).toEqual(['statement']);
    expect(gridColumns([{ key: 'note', width: null }], false).map((column) => column.key)).toEqual(['check', 'code', 'note']);
  });
  test('beside the detail are few', () => expect(gridColumns(USUAL, true).map((column) => column.key)).toEqual(['check', 'code', 'statement', 'deadline', 'status']));
});

test('a cell as text is what is pasted back', () => {
  const row = {
    code: 'N03', statement: 'Trình', leads: [{ short_name: 'Bộ A' }, { short_name: 'Bộ B' }], agency_group_name: null, focus_areas: [{ mark: 'ĐM1', main: true }],
    deadline: { text: 'trước 30/5/2024' }, due: '2024-09-30', extended: 0, assigned_on: '2024-04-24', tags: ['a', 'b'], priority: 'high',
    latest: { percent: 12.5, words: 'đang soạn' }, standing: { status: 'open_overdue', late_days: 2 }, done: 0, of: 1, documents: ['1018/QĐ-TTg'],
  } as unknown as TaskRow;
  const texts = ['agency', 'focus_area', 'deadline', 'assigned_on', 'tags', 'priority', 'progress', 'late', 'done', 'document', 'owner'].map((column) => textOf(row, column) ?? '');
  expect(texts).toEqual(['Bộ A; Bộ B', 'ĐM1', 'trước 30/5/2024', '24/04/2024', 'a; b', 'Cao', '12,5% · đang soạn', '2', '0/1', '1018/QĐ-TTg', '']);
  expect(textOf({ ...row, extended: 1 }, 'deadline')).toBe('30/09/2024');
  // One agency never speaks for all of them.
  expect(textOf({ ...row, agency_group: 'g', done: 2, of: 63 }, 'progress')).toBe('2/63 cơ quan hoàn thành');
});
