import { expect, test } from 'vitest';
import { readQuery, readSort, writeSort } from './tasks.svelte';

test('an address asks for what it says', () => {
  expect(readQuery({ status: 'open_overdue,done_late', area: 'DM2', from: '2024-05-01', chase: '1', sort: '-late,code' }, '2024-06-01')).toEqual({
    as_of: '2024-06-01',
    text: null,
    status: ['open_overdue', 'done_late'],
    focus_area: 'DM2',
    agency: null,
    lead: null,
    obliged: null,
    agency_group: null,
    document: null,
    owner: null,
    basis: null,
    flags: null,
    due_from: '2024-05-01',
    due_to: null,
    chase: true,
    sort: [{ key: 'late', descending: true }, { key: 'code', descending: false }],
  });
});

test('nobody named is asked for by an empty lead', () => {
  expect(readQuery({ lead: 'none', group: 'g' }, '')).toMatchObject({ lead: '', agency_group: 'g' });
  expect(readQuery({ area: 'none', document: 'none', owner: 'none' }, '')).toMatchObject({ focus_area: '', document: '', owner: '' });
});

test('sort steps go into an address and come back', () => {
  for (const text of ['', 'code', '-late,deadline,-code']) expect(writeSort(readSort(text))).toBe(text);
});
