// What of a figure falls to the items of a dimension: what was typed for each, what they make, and what is left.
import type { FigureRead, Observation, PartsOf, PartSet } from '../../api/types';
import { number } from '../../words/format';
import { t } from '../../words/words.svelte';

/** A part as it is typed again. */
export function partTyped(part: PartsOf['parts'][number] | undefined): string {
  if (!part) return '';
  const value = part.value !== null ? number(part.value) : `${number(part.numerator ?? 0)}/${number(part.denominator ?? 0)}`;
  return [part.qualifier, value].filter(Boolean).join(' ');
}

/** The parts to keep: items of which nothing was read have none. */
export function partsToSet(items: { id: string }[], read: ReadonlyMap<string, FigureRead>): PartSet[] {
  return items.flatMap(({ id }) => {
    const part = read.get(id);
    return part ? [{ item: id, value: part.value, numerator: part.numerator, denominator: part.denominator, qualifier: part.qualifier }] : [];
  });
}

/** What the parts make and what is left of the whole, where parts and whole are plain numbers of the same kind. */
export function sumOf(figure: Pick<Observation, 'value' | 'numerator' | 'denominator'>, parts: readonly FigureRead[]): { sum: number; rest: number } | undefined {
  const whole = figure.value ?? figure.numerator;
  const own = parts.map((part) => (figure.value !== null ? part.value : part.numerator));
  if (whole === null || !own.length || own.some((value) => value === null)) return undefined;
  const sum = own.reduce<number>((total, value) => total + (value ?? 0), 0);
  // Sums of decimals are not exact: 5,8 + 2,4 is 8,2.
  const exact = (value: number) => Number(value.toPrecision(12));
  const rest = exact(whole - sum);
  return { sum: exact(sum), rest: Math.abs(rest) <= Math.abs(whole) * 1e-6 ? 0 : rest };
}

/** How saved parts stand beside the whole, in words. */
export function standingWords(parts: PartsOf): string {
  switch (parts.standing) {
    case 'whole': return t('ui.parts.whole');
    case 'not_additive': return t('ui.parts.not_additive');
    case 'incomplete': return parts.rest ? t('ui.parts.left', { rest: parts.rest }) : t('ui.parts.none_left');
    case 'differ': return t('ui.parts.differ', { rest: parts.rest ?? '' });
  }
}
