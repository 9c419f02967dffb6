import { describe, expect, test } from 'vitest';
import type { Composite, CompositeItem, CompositeRanking, CompositeScore, RankRow } from '../../api/types';
import { itemsOf, pointColumns, pointRows, pointText, points, rankColumns, rankText, readRanking, readTab, signed } from './composite';

const item = (code: string, depth: number, most: number | null): CompositeItem =>
  ({ id: `i${code}`, parent: null, depth, code, name: `Mục ${code}`, most, weight: null, full_weight: 1, weighted_most: most ?? 0, items: 1, indicator: null });
const composite = { items: [item('1', 0, null), item('1.1', 1, 10), item('1.2', 1, 5), item('2', 0, null), item('2.1', 1, 8)] } as unknown as Composite;
const row = (id: string, over: Partial<RankRow>): RankRow =>
  ({ agency: { id, short_name: id, name: `Tỉnh ${id}` }, rank: null, points: null, share: null, share_of_scored: null, scored: 0, of: 3, columns: [], gap: null, gap_items: 0, before: null, ...over });
const ranking = (rows: RankRow[], over: Partial<CompositeRanking> = {}): CompositeRanking =>
  ({ composite: 'c', code: 'BCS', name: 'Bộ chỉ số', year: 2024, by: 'self', group: null, most: 23, of: 3, columns: [{ id: 'i1', code: '1', name: 'Nhóm', is_group: true, most: 15, items: 2 }], rows, complete: 0, incomplete_ranked: false, outside: 0, unverified: 0, before: null, ...over });
const score = (agency: string, code: string, self_points: number | null, verified_points: number | null): CompositeScore =>
  ({ item: `i${code}`, agency: { id: agency, short_name: agency, name: agency }, self_points, verified_points, evidence: null, document: null, document_label: null, day: '2024-06-01' });

test('an address asks for a ranking', () => {
  expect(readTab({ tab: 'points' })).toBe('points');
  expect(readTab({ tab: 'x' })).toBe('rank');
  expect(readRanking({ by: 'verified', all: '1', agencies: '63-dia-phuong' }, 'c', 2024)).toEqual({ composite: 'c', year: 2024, by: 'verified', group: null, agency_group: '63-dia-phuong', incomplete: true });
});

test('zero and nothing are told apart', () => {
  expect([points(0), points(null), points(8.888), signed(1.5), signed(-1.5)]).toEqual(['0', '–', '8,89', '+1,5', '−1,5']);
  const row = { agency: { id: 'a', short_name: 'a', name: 'a' }, total: {} as RankRow, scores: new Map([['i1.1', score('a', '1.1', 0, null)]]) };
  expect([pointText(row, 'i1.1', 'self'), pointText(row, 'i1.1', 'verified'), pointText(row, 'i1.2', 'self')]).toEqual(['0', '', '']);
});

describe('the ranking', () => {
  const lacking = row('B', { points: 12, share_of_scored: 80, scored: 2, columns: [{ points: 12, scored: 2, of: 2 }] });
  const full = row('A', { rank: 1, points: 20, share: 86.96, scored: 3, columns: [{ points: 12.5, scored: 2, of: 2 }], gap: 0.5 });
  const shown = ranking([full, lacking]);

  test('says who lacks points', () => {
    expect(['rank', 'points', 'share', 'scored', 'column-i1'].map((column) => rankText(full, column, shown))).toEqual(['1', '20', '86,96%', '3/3', '12,5']);
    expect(['rank', 'share', 'scored'].map((column) => rankText(lacking, column, shown))).toEqual(['–', '–', '2/3 mục có điểm']);
  });
  test('has a column for the gap and the year before only where there is one', () => {
    const keys = (one: CompositeRanking) => rankColumns(one, false).map((column) => column.key);
    expect(keys(shown)).toContain('gap');
    expect(keys(ranking([lacking]))).not.toContain('gap');
    expect(keys(ranking([], { before: { year: 2023, differing: [] } }))).toContain('before');
    expect(rankColumns(shown, true).map((column) => column.key)).toEqual(['rank', 'agency', 'points', 'share', 'scored']);
  });
});

describe('the grid of points', () => {
  test('keeps the order of the list of agencies', () => {
    const rows = pointRows(ranking([row('A', { rank: 1 }), row('B', {})]), ['B', 'A'], [score('A', '1.1', 5, null)]);
    expect(rows.map((one) => [one.agency.id, one.scores.size])).toEqual([['B', 0], ['A', 1]]);
  });
  test('has a column for each item, of one group where asked', () => {
    expect(pointColumns(itemsOf(composite, undefined)).map((column) => column.key)).toEqual(['agency', 'total', 'i1.1', 'i1.2', 'i2.1']);
    expect(itemsOf(composite, '1').map((one) => one.code)).toEqual(['1.1', '1.2']);
    expect(itemsOf(composite, '2').map((one) => one.code)).toEqual(['2.1']);
  });
});
