// A roll-up as it is shown: agencies ranked, and those without a figure with the reason.
import type { AgencyRule, Coverage, Direction, RollupRow, TargetShown } from '../api/types';
import type { Bar } from '../parts/RankedBars.svelte';
import { number } from '../words/format';
import { t } from '../words/words.svelte';

/** The bound of a target that a line can be drawn at; none for a change or words. */
function boundOf(target: TargetShown): number | null {
  return target.bound === 'change_at_least' ? null : (target.value_min ?? target.value_max);
}

/** The target for the whole, where one agency's figure can be set against it: a share or a mean, not a sum. */
export function goalOf(target: TargetShown | null, rule: AgencyRule | undefined): { value: number; label: string } | null {
  if (!target || !rule || rule === 'sum' || rule === 'none') return null;
  const value = boundOf(target);
  return value === null ? null : { value, label: t('ui.rollup.target', { target: target.written }) };
}

function noteOf(row: RollupRow): string | undefined {
  const notes = [
    row.made_of && (row.made_of.of > 1 || row.made_of.missing > 0) ? t('ui.rollup.made_of', { with: row.made_of.with, of: row.made_of.of }) : '',
    row.counted_in ? t('ui.rollup.counted_in', { agency: row.counted_in.short_name }) : '',
    row.target ? t(row.meets === null ? 'ui.rollup.own' : row.meets ? 'ui.rollup.own.met' : 'ui.rollup.own.missed', { target: row.target.written }) : '',
  ];
  return notes.filter(Boolean).join(' · ') || undefined;
}

/** The agencies with a figure, the best first; the lowest where less is better. */
export function bars(rows: RollupRow[], direction: Direction): Bar[] {
  const known = rows.flatMap((row) => (row.number === null ? [] : [{ row, value: row.number }]));
  known.sort((a, b) => (direction === 'lower' ? a.value - b.value : b.value - a.value));
  return known.map(({ row, value }) => ({
    key: row.agency.id,
    label: row.agency.short_name,
    note: noteOf(row),
    value,
    written: row.written ?? '',
    goal: row.target ? boundOf(row.target) : null,
    met: row.meets,
  }));
}

/** Why an agency has no figure: none yet, not applicable, nothing said, or counted elsewhere. */
export function whyNone(row: Pick<RollupRow, 'state'> & Partial<Pick<RollupRow, 'counted_in' | 'became'>>): string {
  if (row.counted_in) return t('ui.rollup.counted_in', { agency: row.counted_in.short_name });
  if (row.became) return t('ui.rollup.became', { agency: row.became.short_name });
  return t(`ui.row_state.${row.state}`);
}

/** The agencies without a figure, each with why. */
export function silent(rows: RollupRow[]): { key: string; label: string; why: string }[] {
  const none = rows.filter((row) => row.number === null);
  return none.map((row) => ({ key: row.agency.id, label: row.agency.short_name, why: whyNone(row) }));
}

/** How many agencies have a figure, also one that the whole cannot use. */
export function figuresOf(coverage: Coverage): number {
  return coverage.with + coverage.unusable;
}

/** "31/34 cơ quan có số liệu", of how many it cannot be used, and to how many it does not apply. */
export function coverageWords(coverage: Coverage): string {
  const words = [t('ui.rollup.coverage', { with: number(figuresOf(coverage)), of: number(coverage.of) })];
  if (coverage.unusable) words.push(t('ui.rollup.left_out', { count: number(coverage.unusable) }));
  if (coverage.not_applicable) words.push(t('ui.rollup.not_applicable', { count: number(coverage.not_applicable) }));
  return words.join('; ');
}
