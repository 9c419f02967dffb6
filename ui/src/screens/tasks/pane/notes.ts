// Notes of progress: which periods they report on, and the order in which they are read.
import type { Assignment, PeriodKind, ProgressNote } from '../../../api/types';

/** What a note may be for; `day` stands for itself. */
export const NOTE_PERIODS: PeriodKind[] = ['day', 'month', 'quarter', 'half_year', 'year'];

/** The texts of a note, in the order in which reports give them. */
export const TEXTS = ['words', 'difficulties', 'proposals', 'next_steps'] as const;

/** The kind of a period by its code: `2024-Q2` is a quarter. */
export function kindOf(code: string): PeriodKind {
  if (/-Q\d$/.test(code)) return 'quarter';
  if (/-H\d$/.test(code)) return 'half_year';
  if (code.endsWith('-9M')) return 'nine_months';
  if (/^\d{4}$/.test(code)) return 'year';
  return /^\d{4}-\d{2}$/.test(code) ? 'month' : 'day';
}

/** A note and the part it is about. */
export type Said = { note: ProgressNote; part: Assignment };

/** All notes of some parts, newest first. */
export function allNotes(parts: Assignment[]): Said[] {
  const all = parts.flatMap((part) => part.notes.map((note) => ({ note, part })));
  return all.sort((a, b) => b.note.day.localeCompare(a.note.day));
}
