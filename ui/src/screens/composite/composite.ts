// Composite indexes: what the address asks for, the columns of the ranking and of the points, their texts.
import type { AgencyName, Composite, CompositeItem, CompositeRanking, CompositeScore, RankRow, RankingRequest, ScoredBy } from '../../api/types';
import type { GridColumn } from '../../parts/grid';
import type { Column } from '../../parts/table';
import { number, percent } from '../../words/format';
import { t } from '../../words/words.svelte';

export const TABS = ['rank', 'points', 'structure'] as const;
export type Tab = (typeof TABS)[number];

/** The tab an address names. */
export const readTab = (params: Record<string, string>): Tab => TABS.find((tab) => tab === params.tab) ?? 'rank';

export const readBy = (params: Record<string, string>): ScoredBy | null => (params.by === 'self' || params.by === 'verified' ? params.by : null);

/** The ranking an address asks for. */
export function readRanking(params: Record<string, string>, composite: string, year: number): RankingRequest {
  return { composite, year, by: readBy(params), group: params.group || null, agency_group: params.agencies || null, incomplete: params.all ? true : null };
}

/** Points as they are shown: at most two decimals. */
export const points = (value: number | null | undefined): string => (value === null || value === undefined ? '–' : number(Number(value.toFixed(2))));

/** A difference with its sign. */
export const signed = (value: number): string => (value > 0 ? `+${points(value)}` : points(value));

/** "1.2. Cáp quang (tối đa 15)". */
export const itemLabel = (item: { code: string; name: string }): string => `${item.code}. ${item.name}`;

/** The columns of the ranking; beside a detail only what tells agencies apart. */
export function rankColumns(ranking: CompositeRanking, beside: boolean): Column[] {
  const columns: Column[] = [
    { key: 'rank', label: t('ui.composite.rank'), width: '4rem', align: 'right' },
    { key: 'agency', label: t('ui.agency'), width: 'minmax(14rem, 1fr)' },
  ];
  if (!beside) {
    for (const column of ranking.columns) {
      columns.push({ key: `column-${column.id}`, label: t('ui.composite.column', { code: column.code, name: column.name, most: points(column.most) }), width: 'minmax(6.5rem, 9rem)', align: 'right' });
    }
  }
  columns.push(
    { key: 'points', label: t('ui.composite.total', { most: points(ranking.most) }), width: '7.5rem', align: 'right' },
    { key: 'share', label: t('ui.composite.share'), width: '6rem', align: 'right' },
    { key: 'scored', label: t('ui.composite.scored'), width: '9.5rem' },
  );
  if (!beside && ranking.rows.some((row) => row.gap !== null)) columns.push({ key: 'gap', label: t('ui.composite.gap'), width: '10.5rem', align: 'right' });
  if (!beside && ranking.before) columns.push({ key: 'before', label: t(ranking.before.differing.length ? 'ui.composite.before.differs' : 'ui.composite.before', { year: ranking.before.year }), width: ranking.before.differing.length ? '12rem' : '8.5rem', align: 'right' });
  return columns;
}

/** What a cell of the ranking says. */
export function rankText(row: RankRow, column: string, ranking: CompositeRanking): string {
  switch (column) {
    case 'rank': return row.rank === null ? '–' : number(row.rank);
    case 'agency': return row.agency.name;
    case 'points': return points(row.points);
    case 'share': return row.share === null ? '–' : percent(row.share);
    case 'scored': return row.scored === row.of ? `${row.scored}/${row.of}` : t('ui.composite.lacks', { scored: row.scored, of: row.of });
    case 'gap': return row.gap === null ? '–' : signed(row.gap);
    case 'before': return row.before ? t('ui.composite.before.cell', { share: percent(row.before.share), rank: row.before.rank }) : '–';
    default: {
      const at = ranking.columns.findIndex((one) => `column-${one.id}` === column);
      return points(row.columns[at]?.points);
    }
  }
}

/** An agency with its points, a row of the grid of points. */
export type PointRow = { agency: AgencyName; total: RankRow; scores: Map<string, CompositeScore> };

/** The rows of the grid, in the order of the list of agencies, which stays while points are given. */
export function pointRows(ranking: CompositeRanking, order: string[], scores: CompositeScore[]): PointRow[] {
  const place = new Map(order.map((id, at) => [id, at]));
  const of = new Map<string, Map<string, CompositeScore>>();
  for (const score of scores) {
    const own = of.get(score.agency.id) ?? new Map<string, CompositeScore>();
    own.set(score.item, score);
    of.set(score.agency.id, own);
  }
  return ranking.rows
    .map((total) => ({ agency: total.agency, total, scores: of.get(total.agency.id) ?? new Map<string, CompositeScore>() }))
    .sort((a, b) => (place.get(a.agency.id) ?? 0) - (place.get(b.agency.id) ?? 0));
}

/** The items of a group of the index, or all. */
export function itemsOf(composite: Composite, group: string | undefined): CompositeItem[] {
  const at = composite.items.findIndex((item) => item.most === null && (item.code === group || item.id === group));
  const head = composite.items[at];
  const rest = head ? composite.items.slice(at + 1) : composite.items;
  const end = head ? rest.findIndex((item) => item.depth <= head.depth) : -1;
  return (end < 0 ? rest : rest.slice(0, end)).filter((item) => item.most !== null);
}

export const pointColumns = (items: CompositeItem[]): GridColumn[] => [
  { key: 'agency', label: t('ui.agency'), width: 190 },
  { key: 'total', label: t('ui.composite.sum'), width: 120, align: 'right' },
  ...items.map((item): GridColumn => ({ key: item.id, label: t('ui.composite.item.head', { code: item.code, most: points(item.most) }), width: 92, align: 'right', edit: 'text' })),
];

export const pointOf = (score: CompositeScore | undefined, by: ScoredBy): number | null => (by === 'self' ? score?.self_points : score?.verified_points) ?? null;

/** What a cell of the grid holds as text. */
export function pointText(row: PointRow, column: string, by: ScoredBy): string {
  if (column === 'agency') return row.agency.short_name;
  if (column === 'total') return row.total.points === null ? '' : points(row.total.points);
  const given = pointOf(row.scores.get(column), by);
  return given === null ? '' : number(given);
}
