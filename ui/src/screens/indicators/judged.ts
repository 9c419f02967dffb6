// A light's formula with the numbers put in, line by line.
import type { Judgement, Thresholds } from '../../api/types';
import { number, percent } from '../../words/format';
import { t } from '../../words/words.svelte';

/** A number short enough to read: two decimals, more only where these would hide it; with its sign where asked for. */
export function rounded(value: number, signed = false): string {
  const digits = value === 0 || Math.abs(value) >= 0.01 ? 2 : 6;
  const text = number(Number(value.toFixed(digits)));
  return signed && value > 0 ? `+${text}` : text;
}

/** A written number with its unit; only the percent sign stands close. */
export function withUnit(written: string, unit: string): string {
  return unit.startsWith('%') ? `${written}${unit}` : `${written} ${unit}`.trim();
}

/** A ratio beside the thresholds: with as many decimals as it takes not to seem to have reached one that it has not. */
export function ratioBeside(ratio: number, { on_track, speed_up, slow }: Thresholds): string {
  const crosses = (digits: number) => [on_track, speed_up, slow].some((bound) => ratio < bound && Number(ratio.toFixed(digits)) >= bound);
  let digits = 2;
  while (digits < 6 && crosses(digits)) digits += 1;
  return number(ratio, digits);
}

/** A number inside a formula: a negative one in brackets, nothing rounded away. */
function inside(value: number): string {
  return value < 0 ? `(${number(value)})` : number(value);
}

/** The formula in symbols, then with its numbers. None when no ratio could be formed. */
export function formulaLines(judgement: Judgement): string[] {
  const { formula, ratio } = judgement;
  if (formula === null || ratio === null) return [];
  const [b, v, target] = [formula.baseline, formula.observed, formula.target].map(inside);
  const result = ratioBeside(ratio, judgement.thresholds);
  if (formula.kind === 'linear') {
    const put = { v: v ?? '', b: b ?? '', target: target ?? '', passed: number(formula.days_passed), whole: number(formula.days_whole), result };
    return [t('ui.formula.linear'), t('ui.formula.linear.put', put)];
  }
  const growth = (key: 'ui.formula.cagr.observed' | 'ui.formula.cagr.required', to: string, years: number, rate: number) =>
    t(key, { to, from: b ?? '', years: number(Number(years.toFixed(3))), rate: percent(rate * 100) });
  const rates = { observed: percent(formula.observed_growth * 100), required: percent(formula.required_growth * 100), result };
  return [
    t(formula.kind === 'cagr' ? 'ui.formula.cagr' : 'ui.formula.chart'),
    growth('ui.formula.cagr.observed', v ?? '', formula.years_passed, formula.observed_growth),
    growth('ui.formula.cagr.required', target ?? '', formula.years_whole, formula.required_growth),
    formula.kind === 'cagr' ? t('ui.formula.cagr.put', { sign: inside(formula.sign), ...rates }) : t('ui.formula.chart.put', rates),
  ];
}

/** From which ratio on an indicator gets which light. */
export function bandLines({ on_track, speed_up, slow }: Thresholds): string[] {
  const [high, middle, low] = [on_track, speed_up, slow].map((one) => number(one));
  return [t('ui.judged.bands', { high: high ?? '', middle: middle ?? '', low: low ?? '' })];
}
