import { describe, expect, test } from 'vitest';
import type { Matrix, MatrixCell, Standing } from '../../api/types';
import { cellWord, findPart, partsBetween, partsOfColumn, readRequest, takes } from './matrix';

const standing = (fields: Partial<Standing>): Standing => ({ status: 'open_in_time', late_days: 0, due_in: 20, due_soon: null, not_started: false, paused: false, chase: false, ...fields });
const cell = (assignment: string, fields: Partial<MatrixCell> = {}): MatrixCell => ({ assignment, standing: standing({}), started_on: null, paused_on: null, completed_on: null, result: null, evidence: null, ...fields });

describe('a cell says how it stands in few words', () => {
  test.each<[Partial<Standing>, string]>([
    [{ status: 'done_on_time' }, 'Đúng hạn'],
    [{ status: 'done_late', late_days: 10 }, 'Xong, trễ 10 ngày'],
    [{ status: 'open_overdue', late_days: 31, not_started: true }, 'Trễ 31 ngày'],
    [{ status: 'open_in_time', not_started: true }, 'Chưa bắt đầu'],
    [{ status: 'open_in_time', due_in: 3, due_soon: 3 }, 'còn 3 ngày'],
    [{ status: 'open_in_time', paused: true }, 'Tạm dừng'],
    [{ status: 'open_no_deadline' }, 'Đang thực hiện'],
    [{ status: 'ongoing' }, 'Thường xuyên'],
  ])('%o', (fields, word) => expect(cellWord(cell('a', { standing: standing(fields) }))).toBe(word));
});

test('only what can follow is recorded', () => {
  const open = cell('a');
  const done = cell('b', { completed_on: '2024-05-20' });
  const paused = cell('c', { started_on: '2024-05-01', paused_on: '2024-05-10' });
  expect(['started', 'paused', 'resumed', 'done', 'reopened'].map((kind) => takes(kind as 'done', open))).toEqual([true, true, false, true, false]);
  expect(['started', 'paused', 'resumed', 'done', 'reopened'].map((kind) => takes(kind as 'done', done))).toEqual([false, false, false, false, true]);
  expect(['started', 'paused', 'resumed', 'done', 'reopened'].map((kind) => takes(kind as 'done', paused))).toEqual([false, false, true, true, false]);
});

test('parts are found by their place', () => {
  const matrix = { tasks: [{ code: 'N01' }, { code: 'N33' }], lines: [{ cells: [cell('a'), null] }, { cells: [cell('b'), cell('c')] }, { cells: [null, cell('d')] }] } as unknown as Matrix;
  expect(partsBetween(matrix, { row: 2, column: 1 }, { row: 0, column: 0 })).toEqual(['a', 'b', 'c', 'd']);
  expect(partsBetween(matrix, { row: 1, column: 1 }, { row: 2, column: 1 })).toEqual(['c', 'd']);
  expect(partsOfColumn(matrix, 0)).toEqual(['a', 'b']);
  expect(findPart(matrix, 'c')?.task.code).toBe('N33');
  expect(findPart(matrix, 'x')).toBeUndefined();
});

test('an address is a request', () => {
  const request = readRequest({ only: 'N12,N33', open: '1', before: '1' }, '2024-06-01');
  expect(request).toMatchObject({ tasks: ['N12', 'N33'], open_only: true, structure: 'before', as_of: '2024-06-01', text: null });
});
