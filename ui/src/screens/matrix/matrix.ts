// Common tasks: what a cell says in few words, what may be recorded of it, and the arithmetic of a grid of
// which only the part in sight is drawn.
import type { Matrix, MatrixCell, MatrixLine, MatrixRequest, MatrixTask, StepKind } from '../../api/types';
import { DUE_SOON, lookOf, type Look } from '../../nouns/status';
import { day } from '../../words/format';
import { t } from '../../words/words.svelte';

/** A cell by its place: row and column, the heads being −1. */
export type At = { row: number; column: number };

/** The request an address asks for. */
export function readRequest(params: Record<string, string>, asOf: string): MatrixRequest {
  return {
    as_of: asOf,
    agency_group: params.group || null,
    tasks: params.only ? params.only.split(',') : null,
    structure: params.before ? 'before' : 'current',
    basis: params.basis === 'original' ? 'original' : 'current',
    text: params.text || null,
    open_only: params.open ? true : null,
  };
}

/** The shape of a cell: paused work stands out from work that goes on. */
export function cellLook(cell: MatrixCell): Look {
  const { standing } = cell;
  return standing.due_soon !== null && standing.status === 'open_in_time' ? DUE_SOON : lookOf(standing);
}

/** How a part stands, short enough for a cell; the shape beside it says done or open. */
export function cellWord({ standing }: MatrixCell): string {
  const { status, late_days } = standing;
  if (status === 'done_on_time') return t('ui.matrix.cell.on_time');
  if (status === 'done_late') return t('ui.matrix.cell.done_late', { days: late_days });
  if (status === 'done_no_deadline') return t('ui.matrix.cell.done');
  if (status === 'ongoing') return t('ui.status.ongoing');
  if (status === 'open_overdue') return t('ui.matrix.cell.overdue', { days: late_days });
  if (standing.paused) return t('ui.matrix.cell.paused');
  if (standing.due_soon !== null && standing.due_in !== null) return standing.due_in === 0 ? t('ui.due.today') : t('ui.due.in', { days: standing.due_in });
  return t(standing.not_started ? 'ui.matrix.cell.not_started' : 'ui.matrix.cell.going_on');
}

/** The day that belongs to the state of a part. */
export function cellDay(cell: MatrixCell): string | null {
  return cell.completed_on ?? cell.paused_on ?? cell.started_on;
}

/** A cell read aloud: whose, which task, how it stands, since when, by what. */
export function cellTitle(line: MatrixLine, task: MatrixTask, cell: MatrixCell | null | undefined): string {
  if (!cell) return `${line.label}, ${task.code}: ${t('ui.matrix.no_part')}`;
  const since = cellDay(cell);
  return [`${line.label}, ${task.code}: ${t(`status.${cell.standing.status}`)}`, cell.standing.late_days ? t('ui.late', { days: cell.standing.late_days }) : '', since ? day(since) : '', cell.evidence ?? '']
    .filter(Boolean)
    .join(', ');
}

/** Whether a step can be recorded of a part as it stands; the book has the last word. */
export function takes(kind: StepKind, cell: MatrixCell): boolean {
  const done = cell.completed_on !== null;
  switch (kind) {
    case 'started': return !done && cell.started_on === null && cell.paused_on === null;
    case 'paused': return !done && cell.paused_on === null;
    case 'resumed': return !done && cell.paused_on !== null;
    case 'done': return !done;
    case 'reopened': return done;
  }
}

/** The cell of a part, and where it stands. */
export function findPart(matrix: Matrix | undefined, part: string | undefined) {
  if (!matrix || !part) return undefined;
  for (const line of matrix.lines) {
    const column = line.cells.findIndex((cell) => cell?.assignment === part);
    const [cell, task] = [line.cells[column], matrix.tasks[column]];
    if (cell && task) return { line, task, cell };
  }
  return undefined;
}

/** All parts between two cells, both included. */
export function partsBetween(matrix: Matrix, from: At, to: At): string[] {
  const [top, bottom] = [Math.min(from.row, to.row), Math.max(from.row, to.row)];
  const [left, right] = [Math.min(from.column, to.column), Math.max(from.column, to.column)];
  return matrix.lines.slice(Math.max(0, top), bottom + 1).flatMap((line) => line.cells.slice(Math.max(0, left), right + 1).flatMap((cell) => (cell ? [cell.assignment] : [])));
}

/** The parts of a whole row or column. */
export const partsOfRow = (line: MatrixLine): string[] => line.cells.flatMap((cell) => (cell ? [cell.assignment] : []));
export const partsOfColumn = (matrix: Matrix, column: number): string[] => matrix.lines.flatMap((line) => line.cells[column]?.assignment ?? []);
