import { expect, test } from 'vitest';
import type { TaskListRequest } from '../api/types';
import { readGroup, readQuery, readSort, writeQuery, writeSort } from './filter';

const set = (query: object) => Object.fromEntries(Object.entries(query).filter(([, value]) => value !== null && value !== undefined));

test('an address asks for what it says', () => {
  expect(set(readQuery({ status: 'open_overdue,done_late', area: 'DM2', from: '2024-05-01', chase: '1', due_in: '7', changed: 'x', sort: '-late,code' }, '2024-06-01'))).toEqual({
    as_of: '2024-06-01',
    status: ['open_overdue', 'done_late'],
    focus_area: 'DM2',
    due_from: '2024-05-01',
    due_in: 7,
    chase: true,
    sort: [{ key: 'late', descending: true }, { key: 'code', descending: false }],
  });
});

test('what nobody is named for is asked for by an empty text', () => {
  expect(readQuery({ lead: 'none', area: 'none', document: 'none', owner: 'none' }, '')).toMatchObject({ lead: '', focus_area: '', document: '', owner: '' });
});

test('sort steps go into an address and come back', () => {
  for (const text of ['', 'code', '-late,deadline,-code']) expect(writeSort(readSort(text))).toBe(text);
});

test('a request goes into an address and comes back', () => {
  const request: TaskListRequest = {
    text: 'hạ tầng', status: ['open_overdue'], focus_area: '', agency: 'a', lead: '', obliged: 'o', agency_group: 'g', document: 'd', basis: 'original',
    flags: ['lead_missing'], due_from: '2024-01-01', due_to: '2024-12-31', due_in: 0, chase: true, mine: true, owner: 'An', assigned_by: 'Dũng',
    tag: 'x', priority: 'high', changed_since: '2024-05-01', changed_within: 7, sort: [{ key: 'late', descending: true }], group_by: 'agency',
  };
  const address = Object.fromEntries(Object.entries(writeQuery(request)).filter(([, value]) => value)) as Record<string, string>;
  expect({ ...readQuery(address, 'd'), group_by: readGroup(address) }).toEqual({ ...request, as_of: 'd' });
  expect(set(writeQuery({}))).toEqual({});
});
