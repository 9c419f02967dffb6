// What changed since a day: where the comparison begins, its sections, and its copy for Word and Excel.
import type { ChangeLine, Changes, MoveKind, RecordChange, StatusMove } from '../../api/types';
import { linkTo, type Screen } from '../../app/route.svelte';
import { day } from '../../words/format';
import { known, say, t, type Key } from '../../words/words.svelte';

const PRESETS = ['yesterday', 'week', 'month', 'period'] as const;
type Preset = (typeof PRESETS)[number];

const iso = (date: Date) => date.toISOString().slice(0, 10);

/** The first day of a comparison that ends on `until`: yesterday, seven days back, the first of the month, or
    the first day of the administrative month, which ends on the 14th (NĐ 09/2019/NĐ-CP, Điều 12). */
export function startOf(preset: Preset, until: string): string {
  const date = new Date(`${until}T00:00:00Z`);
  if (preset === 'yesterday') date.setUTCDate(date.getUTCDate() - 1);
  else if (preset === 'week') date.setUTCDate(date.getUTCDate() - 7);
  else if (preset === 'month') date.setUTCDate(1);
  else {
    if (date.getUTCDate() < 15) date.setUTCMonth(date.getUTCMonth() - 1, 15);
    else date.setUTCDate(15);
  }
  return iso(date);
}

export const presets = (until: string) => PRESETS.map((preset) => ({ preset, since: startOf(preset, until) }));

export type Section = { key: string; title: Key; count: number; moves: StatusMove[]; records: RecordChange[] };

/** The sections in the order in which they are read; those without anything are left out. */
export function sections(changes: Changes): Section[] {
  const { counts } = changes;
  const moves = (kind: MoveKind) => changes.moves.filter((one) => one.kind === kind);
  const records = (kind: RecordChange['kind']) => changes.records.filter((one) => one.kind === kind);
  const all: Section[] = [
    { key: 'new', title: 'ui.changes.new', count: counts.new, moves: [], records: records('insert') },
    { key: 'completed', title: 'ui.changes.completed', count: counts.completed, moves: moves('completed'), records: [] },
    { key: 'overdue', title: 'ui.changes.overdue', count: counts.overdue, moves: moves('overdue'), records: [] },
    { key: 'reopened', title: 'ui.changes.reopened', count: counts.reopened, moves: moves('reopened'), records: [] },
    { key: 'relieved', title: 'ui.changes.relieved', count: counts.relieved, moves: moves('relieved'), records: [] },
    { key: 'changed', title: 'ui.changes.changed', count: counts.changed, moves: [], records: records('update') },
    { key: 'removed', title: 'ui.changes.removed', count: counts.removed, moves: [], records: records('delete') },
  ];
  return all.filter((section) => section.count > 0);
}

/** Where a record is shown; nothing for what has no place of its own. */
export function placeOf(record: RecordChange): string | undefined {
  const to: Record<string, [Screen, Record<string, string>]> = {
    task: ['tasks', { sel: record.label }],
    indicator: ['indicators', { sel: record.label }],
    composite: ['composite', { index: record.label }],
    agency: ['catalog', { tab: 'agencies', sel: record.id }],
    document: ['documents', { sel: record.id }],
    contradiction: ['catalog', { tab: 'contradictions', sel: record.id }],
  };
  const place = record.kind === 'delete' ? undefined : to[record.noun];
  return place && linkTo(...place);
}

/** What a status move says beside the task. */
export function moveWords(move: StatusMove): string {
  const words = [move.from ? `${t(`status.${move.from}`)} → ${t(`status.${move.to}`)}` : t(`status.${move.to}`)];
  if (move.completed_on) words.push(t('ui.changes.done_on', { day: day(move.completed_on) }));
  else if (move.late_days > 0) words.push(t('ui.changes.late', { days: move.late_days }));
  if (move.by_time) words.push(t('ui.changes.by_time'));
  return words.join('; ');
}

const noun = (name: string) => (known(`noun.${name}`) ? say(`noun.${name}`) : name);

/** One changed line as a sentence: "Bộ Công an – ghi: hoàn thành ngày 21/09/2024". */
export function lineWords(line: ChangeLine): string {
  const part = line.part ? `${line.part} – ` : '';
  const nothing = t('ui.history.nothing');
  if (line.kind === 'insert') return `${part}${t('ui.history.added')}${line.to ? `: ${line.to}` : ''}`;
  if (line.kind === 'delete') return `${part}${t('ui.history.removed')}${line.from ? `: ${line.from}` : ''}`;
  return `${part}${line.name ?? ''}: ${line.from ?? nothing} → ${line.to ?? nothing}`;
}

/** The whole comparison as text cells, one line for each change. */
export function asTable(changes: Changes): { header: string[]; cells: string[][] } {
  const header = ['ui.changes.column.kind', 'ui.changes.column.what', 'ui.changes.column.title', 'ui.changes.column.change', 'ui.changes.column.who'] as const;
  const cells = sections(changes).flatMap((section) => [
    ...section.moves.map((move) => [t(section.title), move.code, move.statement, moveWords(move), move.actors.join(', ')]),
    ...section.records.flatMap((record) => {
      const lines = record.lines.length ? record.lines.map(lineWords) : [''];
      return lines.map((line) => [t(section.title), `${noun(record.noun)} ${record.label}`, record.title ?? '', line, record.actors.join(', ')]);
    }),
  ]);
  return { header: header.map((key) => t(key)), cells };
}
