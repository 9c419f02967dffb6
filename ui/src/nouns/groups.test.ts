import { expect, test } from 'vitest';
import type { AgencyGroup } from '../api/types';
import { groupOn } from './groups';

const group = (id: string, from_day: string | null, to_day: string | null, members = 3): AgencyGroup => ({ id, key: id, name: id, expected_count: null, note: null, members, from_day, to_day });

test('a group is proposed on days on which its members are there', () => {
  const groups = [group('34', '2025-07-01', null), group('none', null, null, 0), group('63', null, '2025-06-30'), group('22', null, '2025-02-28')];
  expect(groupOn(groups, '2024-06-01')?.id).toBe('63');
  expect(groupOn(groups, '2026-11-22')?.id).toBe('34');
  expect(groupOn(groups.slice(0, 3), '2025-06-30')?.id).toBe('63');
  expect(groupOn(groups.slice(2), '2025-07-01')?.id).toBe('63');
  expect(groupOn(groups.slice(0, 1), '2024-06-01')?.id).toBe('34');
  expect(groupOn([], '2024-06-01')).toBeUndefined();
});
