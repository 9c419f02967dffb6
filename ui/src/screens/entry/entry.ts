// The sheet of figures: what the address asks for, what a cell is called, and the blocks that are made of cells.
import type { Calendar, EntryBlock, EntryCell, EntryChecked, EntryGrid, EntryGridRequest, EntryHead, EntryLayout, EntryTyped } from '../../api/types';
import type { GridColumn, Span } from '../../parts/grid';
import { type Kind, KINDS, kindOf, periodOn } from '../../nouns/period';

export const LAYOUTS: EntryLayout[] = ['indicator_by_period', 'agency_by_period', 'agency_by_indicator'];
export const CALENDARS: Calendar[] = ['statistical', 'administrative'];
/** How many periods are offered to be seen side by side; an address may ask for any number up to the last. */
const COUNTS = [1, 2, 3, 4, 6, 8, 12, 24, 36];
const USUAL_COUNT = 6;
const MOST = 36;
export const countsWith = (count: number) => (COUNTS.includes(count) ? COUNTS : [...COUNTS, count].sort((a, b) => a - b));
const readCount = (text: string | undefined) => (/^\d{1,2}$/.test(text ?? '') ? Math.min(MOST, Math.max(1, Number(text))) : USUAL_COUNT);

/** What an address asks for. A sheet always has a last period: the one of the day things are seen from. */
export type Asked = EntryGridRequest & { layout: EntryLayout; kind: Kind; calendar: Calendar; until: string; count: number };

/** An indicator as the sheet chooses its calendar by it. */
type Kept = { id: string; code: string; calendar: Calendar; focus_area: { code: string } | null };

/** The calendar that a sheet opens in: that of its indicator, or the one that most of those it shows follow. */
export function usualCalendar(params: Record<string, string>, indicators: Kept[]): Calendar {
  const one = params.layout === 'agency_by_period' ? indicators.find((row) => row.code === params.indicator || row.id === params.indicator) : undefined;
  if (one) return one.calendar;
  const shown = params.area ? indicators.filter((row) => row.focus_area?.code === params.area) : indicators;
  return shown.filter((row) => row.calendar === 'administrative').length * 2 > shown.length ? 'administrative' : 'statistical';
}

export function readAsked(params: Record<string, string>, asOf: string, usual: Calendar = 'statistical'): Asked {
  const layout = LAYOUTS.find((one) => one === params.layout) ?? 'indicator_by_period';
  const kind = KINDS.find((one) => one === params.kind) ?? 'quarter';
  const calendar = CALENDARS.find((one) => one === params.calendar) ?? usual;
  return {
    layout,
    kind,
    calendar,
    until: params.until && kindOf(params.until) === kind ? params.until : periodOn(asOf, kind, calendar),
    count: readCount(params.count),
    indicator: layout === 'agency_by_period' ? params.indicator || null : null,
    agency: layout === 'indicator_by_period' ? params.agency || null : null,
    group: layout === 'indicator_by_period' ? null : params.group || null,
    focus_area: layout === 'agency_by_period' ? null : params.area || null,
    text: layout === 'agency_by_period' ? null : params.text || null,
  };
}

/** A row of the sheet. */
export type Row = { head: EntryHead; cells: (EntryCell | null)[] };

export const LABEL = 'label';
const keyOf = (place: number) => `c${place}`;
/** Which figure column a column is; -1 for the names at the left. */
export const placeOf = (key: string) => (key === LABEL ? -1 : Number(key.slice(1)));

/** The columns of the sheet; those of a closed period are only read. */
export function columnsOf(grid: EntryGrid, label: string, widths: Record<string, number>): GridColumn[] {
  const wide = grid.rows.some((row) => row.indicator !== null);
  const figures = grid.columns.map((head, place): GridColumn => {
    const key = keyOf(place);
    return { key, label: head.label, width: widths[key] ?? 132, align: 'right', edit: head.locked ? undefined : 'text' };
  });
  return [{ key: LABEL, label, width: widths[LABEL] ?? (wide ? 300 : 220), grows: !widths[LABEL] }, ...figures];
}

/** What a cell is: its row and its column, and what is the same for the whole sheet. */
export function subjectOf(row: EntryHead | undefined, column: EntryHead | undefined, asked: Asked): Omit<EntryTyped, 'typed'> | undefined {
  if (!row || !column) return undefined;
  const indicator = row.indicator ?? column.indicator ?? asked.indicator;
  if (!indicator) return undefined;
  return { indicator, period: row.period ?? column.period ?? asked.until, agency: row.agency ?? column.agency ?? asked.agency ?? null };
}

/** Cells of the sheet with what is to be written into them. `at` names them in the same order. */
export type Wanted = { cells: EntryTyped[]; at: { row: number; place: number }[] };

/** Every cell of a block for which there is a text; undefined leaves a cell as it is. */
export function wanted(grid: EntryGrid, asked: Asked, span: Span, text: (row: number, place: number) => string | undefined): Wanted {
  const found: Wanted = { cells: [], at: [] };
  for (let row = Math.max(0, span.top); row <= Math.min(span.bottom, grid.rows.length - 1); row += 1) {
    for (let column = Math.max(1, span.left); column <= Math.min(span.right, grid.columns.length); column += 1) {
      const subject = subjectOf(grid.rows[row], grid.columns[column - 1], asked);
      const typed = subject && text(row, column - 1);
      if (subject && typed !== undefined) {
        found.cells.push({ ...subject, typed });
        found.at.push({ row, place: column - 1 });
      }
    }
  }
  return found;
}

/** A number that alone could be a thousand and some, or one and a bit. */
const TWO_WAYS = /^\D*\d{1,3}[.,]\d{3}\D*$/;
export const readsTwoWays = (typed: string) => TWO_WAYS.test(typed.trim());

/** Whether a pasted block is shown before it is saved: something is unclear, looks odd or would be taken away,
    or the block itself decided how a number is read. */
export function asksFirst(block: EntryBlock, checked: EntryChecked): boolean {
  const decided = checked.proof.proof !== 'undecided' && block.cells.some((cell) => readsTwoWays(cell.typed));
  return checked.unclear > 0 || checked.removed > 0 || decided || checked.cells.some((cell) => cell.warnings.length > 0);
}

/** The drafts among the cells of a block. */
export function drafts(grid: EntryGrid, span: Span): string[] {
  const found: string[] = [];
  for (const cells of grid.cells.slice(Math.max(0, span.top), span.bottom + 1)) {
    for (const cell of cells.slice(Math.max(0, span.left - 1), span.right)) if (cell?.approval === 'draft') found.push(cell.id);
  }
  return found;
}
