// The table of rates: its columns, their order, the doors behind its numbers, and its copy for Word and Excel.
import type { RateKind, RateRow, RateShown, Status, TaskRates } from '../../api/types';
import { linkTo, type Params } from '../../app/route.svelte';
import { percent } from '../../words/format';
import { t } from '../../words/words.svelte';

export type Dimension = TaskRates['by'];
export const DIMENSIONS: Dimension[] = ['agency', 'focus_area', 'document', 'period', 'owner'];

/** The statuses that rates know, in the order of the columns. */
export const COUNTED = ['done_on_time', 'done_late', 'done_no_deadline', 'open_in_time', 'open_overdue', 'open_no_deadline'] as const satisfies Status[];

/** In an address: none is named. */
const NONE = 'none';
const orNone = (text: string | undefined) => (text === '' ? NONE : text);

/** The address of the tasks that a number counts: of those statuses that the row has any of. */
export function doorParams(row: RateRow, statuses: readonly Status[], basis: TaskRates['basis']): Params {
  const { door } = row;
  return {
    status: statuses.filter((status) => row.counts[status] > 0).join(','),
    obliged: door.obliged,
    lead: orNone(door.lead),
    group: door.agency_group,
    area: orNone(door.focus_area),
    document: orNone(door.document),
    owner: orNone(door.owner),
    from: door.due_from,
    to: door.due_to,
    basis: basis === 'original' ? 'original' : undefined,
  };
}

export const doorOf = (row: RateRow, statuses: readonly Status[], basis: TaskRates['basis']) => linkTo('tasks', doorParams(row, statuses, basis));

/** What a row is called; those without a key have a name for each way of dividing. */
export function nameOf(row: RateRow, by: Dimension): string {
  return row.key === '' ? t(`ui.rates.none.${by}`) : row.name;
}

export const rateOf = (row: RateRow, kind: RateKind): RateShown | undefined => row.rates.find((rate) => rate.kind === kind);

/** A difference in points: +7,14 or −3,00. */
export const points = (value: number): string => `${value > 0 ? '+' : ''}${percent(value).slice(0, -1)}`;

type Step = { key: string; descending: boolean };

export const readStep = (text: string | undefined): Step | undefined =>
  text ? { key: text.replace(/^-/, ''), descending: text.startsWith('-') } : undefined;

/** The next order when a heading is pressed: largest first, smallest first, as it was. Names begin with A. */
export function nextSort(now: string | undefined, key: string): string | undefined {
  const [first, second] = key === 'name' ? [key, `-${key}`] : [`-${key}`, key];
  return now === first ? second : now === second ? undefined : first;
}

/** Rows in the order asked for; what has no value or no key stands last. */
export function sorted(rows: RateRow[], step: Step | undefined, by: Dimension): RateRow[] {
  if (!step) return rows;
  const value = (row: RateRow): number | string | null => {
    if (step.key === 'name') return row.key === '' ? null : nameOf(row, by);
    if (step.key === 'total') return row.total;
    const status = COUNTED.find((one) => one === step.key);
    return status ? row.counts[status] : (rateOf(row, step.key as RateKind)?.percent ?? null);
  };
  return rows
    .map((row, at) => ({ row, at, value: value(row) }))
    .sort((a, b) => {
      if (a.value === null || b.value === null) return Number(a.value === null) - Number(b.value === null) || a.at - b.at;
      const order = typeof a.value === 'string' ? a.value.localeCompare(String(b.value), 'vi') : a.value - Number(b.value);
      return (step.descending ? -order : order) || a.at - b.at;
    })
    .map(({ row }) => row);
}

/** The table as text cells: heading and rows, each rate as fraction, percentage and that of the year before. */
export function asTable(rates: TaskRates, rows: RateRow[]): { header: string[]; cells: string[][] } {
  const kinds = rates.formulas.map((formula) => formula.kind);
  const header = [
    t(`ui.rates.by.${rates.by}`),
    t('ui.total'),
    ...COUNTED.map((status) => t(`status.${status}`)),
    ...kinds.flatMap((kind) => [t('ui.rates.fraction', { rate: t(`rate.${kind}`) }), t(`rate.${kind}`), t('ui.rates.last_year.of', { rate: t(`rate.${kind}`) })]),
  ];
  const line = (name: string, row: RateRow) => [
    name,
    String(row.total),
    ...COUNTED.map((status) => String(row.counts[status])),
    ...row.rates.flatMap((rate) => [
      `${rate.numerator}/${rate.denominator}`,
      rate.percent === null ? '–' : percent(rate.percent),
      rate.last_year_percent === null ? '–' : percent(rate.last_year_percent),
    ]),
  ];
  return {
    header,
    cells: [
      ...rows.map((row) => line(row.detail && rates.by !== 'period' ? `${nameOf(row, rates.by)} (${row.detail})` : nameOf(row, rates.by), row)),
      ...rates.groups.map((row) => line(row.name, row)),
      line(t('ui.total'), rates.total),
    ],
  };
}
