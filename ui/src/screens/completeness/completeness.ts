// What the board of completeness says: how many have reported, in words and as a table to copy.
import type { Completeness, CompletenessCell, CompletenessPeriod } from '../../api/types';
import { t } from '../../words/words.svelte';

/** How many have reported: with a figure, or by saying that there is none. */
export function there(cell: CompletenessCell): number {
  return cell.figures + cell.without;
}

/** A cell as it is read aloud: indicator, period, how many of how many. */
export function spoken(indicator: string, period: CompletenessPeriod, cell: CompletenessCell): string {
  return t('ui.completeness.spoken', { indicator, period: period.name, there: there(cell), expected: cell.expected, missing: cell.missing });
}

/** The boards as one table: indicator, group, then each period's k/n. */
export function asTable(told: Completeness): { header: string[]; cells: string[][] } {
  const widest = Math.max(0, ...told.boards.map((board) => board.periods.length));
  const filled = (cells: string[]) => [...cells, ...Array.from({ length: widest + 2 - cells.length }, () => '')];
  const lines = told.boards.flatMap((board) => [
    filled([t(`ui.frequency.${board.frequency}`), '', ...board.periods.map((period) => period.name)]),
    ...board.rows.map((row) => filled([`${row.code} ${row.name}`, row.group_name, ...row.cells.map((cell) => (cell ? `${there(cell)}/${cell.expected}` : '–'))])),
  ]);
  return { header: filled([t('ui.indicator.name'), t('ui.completeness.group')]), cells: lines };
}
