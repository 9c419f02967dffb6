// What the board of received files says of an office, in words and shapes.
import type { BoardFile, BoardRow } from '../../api/types';
import type { Shape } from '../../parts/Mark.svelte';
import { number } from '../../words/format';
import { t } from '../../words/words.svelte';

/** What names a file that came: enough to answer it. */
export type Came = Pick<BoardFile, 'kind' | 'id' | 'name' | 'number' | 'received_on'>;

/** "Gói số 3", "Biểu mẫu, bản 2", or the name of a sheet. */
export function fileTitle(file: Came): string {
  if (file.kind === 'package') return t('ui.exchange.package', { number: file.number ?? '' });
  if (file.kind === 'form') return t('ui.exchange.form', { version: file.number ?? '' });
  return file.name ?? t('ui.exchange.sheet');
}

/** Whether an office has sent, in time or late; late is told only where there is a day to send by. */
export function sentWords(row: BoardRow, due: string | null): string {
  if (row.files.length) return due === null ? t('ui.exchange.board.came') : row.days_late > 0 ? t('ui.exchange.board.came_late', { days: number(row.days_late) }) : t('ui.exchange.board.in_time');
  return row.days_late > 0 ? t('ui.exchange.board.not_late', { days: number(row.days_late) }) : t('ui.exchange.board.not_yet');
}

export function sentLook(row: BoardRow, due: string | null): { shape: Shape; tone: string } {
  if (row.files.length) return row.days_late > 0 && due !== null ? { shape: 'bar', tone: 'done-late' } : { shape: 'full', tone: 'done-on-time' };
  return row.days_late > 0 ? { shape: 'triangle', tone: 'overdue' } : { shape: 'ring', tone: 'no-data' };
}

/** What a letter is written as: to be edited on, or to be printed. */
export const LETTER_FILES = ['docx', 'pdf'] as const;
export type LetterFile = (typeof LETTER_FILES)[number];

/** What such files are called, in the dialog of the system too. */
export const LETTER_KINDS: Record<LetterFile, string> = { docx: 'Word', pdf: 'PDF' };
