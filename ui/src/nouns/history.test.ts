import { expect, test } from 'vitest';
import { isSilent, said } from './history';

const id = '446b54d4-aca0-5932-964c-43f1d0201bd5';
const names = new Map([[id, 'Bộ Tài chính']]);

test.each([
  ['agency', id, 'Bộ Tài chính'],
  ['agency', '00000000-0000-0000-0000-000000000000', '(đã xóa)'],
  ['ongoing', '1', 'có'],
  ['main', '0', 'không'],
  ['assigned_on', '2024-05-06', '06/05/2024'],
  ['note', null, '(trống)'],
  ['deadline_assumption', 'before_day_inclusive', '“Trước” được hiểu là kể cả ngày đó'],
  ['statement', 'trình Thủ tướng', 'trình Thủ tướng'],
  ['flags', '["two_leads"]', 'Hai cơ quan chủ trì'],
])('%s %s', (field, value, text) => expect(said(field, value, names)).toBe(text));

test('links to the record itself are not told', () => {
  expect(isSilent('task')).toBe(true);
  expect(isSilent('agency')).toBe(false);
});
