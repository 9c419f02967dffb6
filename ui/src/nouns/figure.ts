// A figure as it is typed, and as the commands take it. Zero, no data and not applicable are three things.
import { call } from '../api/call';
import type { Indicator, Observation, ObservationState } from '../api/types';
import { number } from '../words/format';

/** What an edit field shows for a figure: the qualifier and the number in the language's notation, without the unit. */
export function figureTyped(figure: Observation): string {
  if (figure.state !== 'value') return '';
  if (figure.text) return figure.text;
  const value =
    figure.numerator !== null && figure.denominator !== null ? `${number(figure.numerator)}/${number(figure.denominator)}`
    : figure.value === null ? ''
    : number(figure.value);
  return [figure.qualifier, value].filter(Boolean).join(' ');
}

type Fields = {
  state: ObservationState;
  value: number | null;
  numerator: number | null;
  denominator: number | null;
  text: string | null;
  qualifier: string | null;
};

const NOTHING: Omit<Fields, 'state'> = { value: null, numerator: null, denominator: null, text: null, qualifier: null };

/** The fields of a figure from what was typed, in the indicator's unit. Throws what the core says of words it cannot read. */
export async function readFigure(typed: string, indicator: Indicator, state: ObservationState): Promise<Fields> {
  if (state !== 'value') return { state, ...NOTHING };
  if (indicator.kind === 'qualitative') return { state, ...NOTHING, text: typed.trim() || null };
  const { value, numerator, denominator, qualifier } = await call('figure_read', { indicator: indicator.id, text: typed });
  return { state, text: null, value, numerator, denominator, qualifier };
}

/** A plain number from what was typed, read as the figures of an indicator are; none when nothing was typed. */
export async function readNumber(typed: string, indicator: string): Promise<number | null> {
  if (!typed.trim()) return null;
  return (await call('figure_read', { text: typed, indicator })).value;
}
