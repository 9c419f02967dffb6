// Charts on screen: where a mark leads, and the numbers of a chart as cells.
import type { ChartDoor, ChartTable } from '../api/types';
import { linkTo } from '../app/route.svelte';
import { writeQuery } from './filter';

/** The address of the records behind a number; the day of a comparison travels along. */
export function doorLink(door: ChartDoor | null | undefined): string | undefined {
  if (!door) return undefined;
  if (door.kind === 'tasks') return linkTo('tasks', { ...writeQuery(door.filter), ...(door.filter.as_of ? { as_of: door.filter.as_of } : {}) });
  if (door.kind === 'task') return linkTo('tasks', { sel: door.id });
  if (door.kind === 'indicator') return linkTo('indicators', { sel: door.id });
  if (door.kind === 'agency') return linkTo('tasks', { obliged: door.id });
  return linkTo('documents', { sel: door.id });
}

/** The heading of each column, with its unit. */
export const headings = (table: ChartTable) => table.columns.map((column) => (column.unit ? `${column.heading} (${column.unit})` : column.heading));

/** The numbers of a chart as they are written, to be copied. */
export const cellsOf = (table: ChartTable) => table.rows.map((row) => row.cells.map((cell) => cell.written));

/** A picture as bytes, from the base64 it travelled in. */
export const bytesOf = (base64: string) => Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
