// The arithmetic of a grid that works like a spreadsheet: lines with groups that fold, blocks of cells,
// and where the chosen cell goes. No drawing and no data here.
import type { Column } from './table';

/** A column of a grid; its width is in pixels at the text size "vừa". */
export type GridColumn = Omit<Column, 'width'> & {
  width: number;
  /** Takes the room that is left over. */
  grows?: boolean;
  /** How a cell is edited; without it the column is only read. */
  edit?: 'text' | 'lines' | 'choice' | 'day';
  /** Of a choice: other words than those offered are taken too. */
  free?: boolean;
};

const NARROWEST = 48;
const WIDEST = 900;

/** A width that a person gave, kept within reason. */
export const fitWidth = (width: number) => Math.round(Math.max(NARROWEST, Math.min(WIDEST, width)));

/** The CSS tracks of a row. */
export function tracksOf(columns: GridColumn[]): string {
  return columns.map((column) => (column.grows ? `minmax(${column.width / 16}rem, 1fr)` : `${column.width / 16}rem`)).join(' ');
}

/** Rows that belong together: how many, and where the first stands among all rows. */
export type Group = { key: string; first: number; count: number };

/** What stands on a line of the grid. */
export type Line<G extends Group> = { group: G; row?: undefined } | { group?: undefined; row: number };

/** The lines of a grid: every row, or a heading for each group with its rows unless it is folded. */
export class Lines<G extends Group = Group> {
  readonly length: number;
  /** The line of each group's heading. */
  private readonly starts: number[] = [];

  constructor(private rows: number, readonly groups: G[], private folded: ReadonlySet<string>) {
    let line = 0;
    for (const group of groups) {
      this.starts.push(line);
      line += 1 + (folded.has(group.key) ? 0 : group.count);
    }
    this.length = groups.length ? line : rows;
  }

  private groupAt(line: number): number {
    let [low, high] = [0, this.starts.length - 1];
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((this.starts[middle] ?? 0) <= line) low = middle;
      else high = middle - 1;
    }
    return low;
  }

  at(line: number): Line<G> | undefined {
    if (line < 0 || line >= this.length) return undefined;
    if (!this.groups.length) return { row: line };
    const place = this.groupAt(line);
    const group = this.groups[place];
    if (!group) return undefined;
    const inside = line - (this.starts[place] ?? 0);
    return inside === 0 ? { group } : { row: group.first + inside - 1 };
  }

  /** The line of a row; the heading of its group when that is folded. */
  of(row: number): number {
    if (!this.groups.length) return row < this.rows ? row : -1;
    const place = this.groups.findIndex((group) => row >= group.first && row < group.first + group.count);
    const [group, start] = [this.groups[place], this.starts[place]];
    if (!group || start === undefined) return -1;
    return this.folded.has(group.key) ? start : start + 1 + row - group.first;
  }

  /** The rows on the lines from one to another, headings left out. */
  rowsIn(from: number, to: number): number[] {
    const rows: number[] = [];
    for (let line = Math.max(0, from); line <= Math.min(to, this.length - 1); line += 1) {
      const row = this.at(line)?.row;
      if (row !== undefined) rows.push(row);
    }
    return rows;
  }
}

export type Cell = { row: number; column: number };
export type Span = { top: number; bottom: number; left: number; right: number };

/** The block between two corners. */
export function spanOf(a: Cell, b: Cell): Span {
  return { top: Math.min(a.row, b.row), bottom: Math.max(a.row, b.row), left: Math.min(a.column, b.column), right: Math.max(a.column, b.column) };
}

export const within = (span: Span, row: number, column: number) => row >= span.top && row <= span.bottom && column >= span.left && column <= span.right;

/** The order of keys after one is moved to stand before another; at the end when there is no other. */
export function reordered(keys: string[], key: string, before: string | undefined): string[] {
  if (key === before) return keys;
  const rest = keys.filter((one) => one !== key);
  const place = before === undefined ? rest.length : rest.indexOf(before);
  return [...rest.slice(0, place), key, ...rest.slice(place)];
}

/** A block of texts repeated until it fills a larger one of whole multiples; as it is when it does not fit. */
export function spread(block: string[][], rows: number, columns: number): string[][] {
  const [high, wide] = [block.length, block[0]?.length ?? 0];
  if (!high || !wide || rows < high || columns < wide || rows % high || columns % wide) return block;
  return Array.from({ length: rows }, (_, row) => Array.from({ length: columns }, (_, column) => block[row % high]?.[column % wide] ?? ''));
}
