// What a table is made of, and the arithmetic of showing only the rows in sight.

export type Column = {
  key: string;
  label: string;
  /** A CSS grid track: `5rem`, `minmax(20rem, 1fr)`. */
  width: string;
  align?: 'right';
  /** Whether a click on the heading sorts. */
  sorts?: boolean;
  /** Goes where there is no room for all columns, the largest first; without it the column always stays. */
  spare?: number;
};

export type Sort = { key: string; descending: boolean };

/** How a heading says which way its column is sorted. */
export function ariaSort(sort: Sort[], key: string): 'ascending' | 'descending' | undefined {
  const step = sort.find((one) => one.key === key);
  return step && (step.descending ? 'descending' : 'ascending');
}

/** The least width of a row in rem: what the columns ask for at the least. */
export function leastWidth(columns: Column[]): number {
  return columns.reduce((sum, column) => sum + parseFloat(/[\d.]+/.exec(column.width)?.[0] ?? '0'), 0);
}

/** The columns for which there is room, in rem: those that can be spared go first. */
export function fitting(columns: Column[], room: number): Column[] {
  const most = Math.max(...columns.map((column) => column.spare ?? 0), 0);
  if (most === 0 || leastWidth(columns) <= room) return columns;
  return fitting(columns.filter((column) => column.spare !== most), room);
}

/** First and last row to draw, both included, with some more on either side so that scrolling stays smooth. */
export function inSight(top: number, height: number, row: number, total: number, more = 12): { first: number; last: number } {
  const first = Math.max(0, Math.floor(top / row) - more);
  const last = Math.min(total - 1, Math.ceil((top + height) / row) + more);
  return { first, last };
}

/** Where the chosen cell goes for a key; undefined when the key moves nothing. */
export function moved(at: { row: number; column: number }, key: string, ctrl: boolean, size: { rows: number; columns: number; page: number }) {
  const to = { ...at };
  switch (key) {
    case 'ArrowUp': to.row = ctrl ? 0 : at.row - 1; break;
    case 'ArrowDown': to.row = ctrl ? size.rows - 1 : at.row + 1; break;
    case 'ArrowLeft': to.column = ctrl ? 0 : at.column - 1; break;
    case 'ArrowRight': to.column = ctrl ? size.columns - 1 : at.column + 1; break;
    case 'PageUp': to.row = at.row - size.page; break;
    case 'PageDown': to.row = at.row + size.page; break;
    case 'Home': to.column = 0; if (ctrl) to.row = 0; break;
    case 'End': to.column = size.columns - 1; if (ctrl) to.row = size.rows - 1; break;
    default: return undefined;
  }
  to.row = Math.max(0, Math.min(size.rows - 1, to.row));
  to.column = Math.max(0, Math.min(size.columns - 1, to.column));
  return to;
}

/** The sort after a click on a heading; with `add` it becomes a further step. */
export function resorted(sort: Sort[], key: string, add: boolean): Sort[] {
  const now = sort.find((step) => step.key === key);
  if (add) {
    if (!now) return [...sort, { key, descending: false }];
    if (!now.descending) return sort.map((step) => (step.key === key ? { key, descending: true } : step));
    return sort.filter((step) => step.key !== key);
  }
  if (!now || sort.length > 1) return [{ key, descending: false }];
  return now.descending ? [] : [{ key, descending: true }];
}
