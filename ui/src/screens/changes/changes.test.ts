import { expect, test } from 'vitest';
import type { ChangeLine, Changes, StatusMove } from '../../api/types';
import { asTable, lineWords, moveWords, placeOf, sections, startOf } from './changes';

test.each([
  ['yesterday', '2024-06-01', '2024-05-31'],
  ['week', '2024-03-03', '2024-02-25'],
  ['month', '2024-06-30', '2024-06-01'],
  ['period', '2024-06-14', '2024-05-15'],
  ['period', '2024-06-15', '2024-06-15'],
  ['period', '2024-01-03', '2023-12-15'],
] as const)('%s before %s is %s', (preset, until, since) => expect(startOf(preset, until)).toBe(since));

const line: ChangeLine = { change: null, table: 'task', part: null, kind: 'update', field: 'note', name: 'Ghi chú', from: null, to: 'một', restorable: false };
const move: StatusMove = {
  id: 'a', code: 'N03', statement: 'Trình Chiến lược', kind: 'overdue', from: 'open_in_time', to: 'open_overdue', late_days: 2, completed_on: null, by_time: true, actors: [],
};
const changes: Changes = {
  before: '2024-05-31', after: '2024-06-02', from_op: 1, to_op: 2, actors: ['An'],
  counts: { completed: 0, overdue: 1, reopened: 0, relieved: 0, new: 0, changed: 1, removed: 0 },
  moves: [move],
  records: [{ noun: 'task', id: 'b', label: 'N04', title: 'Rà soát', kind: 'update', actors: ['An'], at: 0, lines: [line] }],
};

test('lines and moves are told in words', () => {
  expect(lineWords(line)).toBe('Ghi chú: (trống) → một');
  expect(lineWords({ ...line, kind: 'insert', part: 'Bộ Công an', to: 'hoàn thành ngày 21/09/2024' })).toBe('Bộ Công an – thêm: hoàn thành ngày 21/09/2024');
  expect(moveWords(move)).toBe('Đang thực hiện, trong hạn → Quá hạn chưa hoàn thành; trễ 2 ngày; đến hạn theo thời gian');
});

test('only sections that hold something are shown, and all of it is copied', () => {
  expect(sections(changes).map((section) => section.key)).toEqual(['overdue', 'changed']);
  expect(asTable(changes).cells).toEqual([
    ['Thành quá hạn', 'N03', 'Trình Chiến lược', moveWords(move), ''],
    ['Đã sửa', 'nhiệm vụ N04', 'Rà soát', 'Ghi chú: (trống) → một', 'An'],
  ]);
});

test('what was removed has no place to go to', () => {
  expect(placeOf({ ...changes.records[0]!, kind: 'delete' })).toBeUndefined();
  expect(placeOf(changes.records[0]!)).toContain('sel=N04');
});
