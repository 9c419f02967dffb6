// Names of periods from their codes, as reports write them.
import { dayTyped } from '../words/format';
import { t } from '../words/words.svelte';

const ROMAN = ['I', 'II', 'III', 'IV'];

/** `2024-Q2` as "quý II/2024"; a code of no known form as it is. */
export function periodName(code: string): string {
  const [year = '', rest] = code.split('-', 2);
  if (/^\d{4}-\d{2}-\d{2}$/.test(code)) return t('period.day', { date: dayTyped(code) });
  if (rest === undefined) return t('period.year', { year });
  if (rest === '9M') return t('period.nine_months', { year });
  const number = Number(rest.slice(1));
  if (rest.startsWith('Q')) return t('period.quarter', { number, roman: ROMAN[number - 1] ?? number, year });
  if (rest.startsWith('H')) return t(number === 1 ? 'period.first_half' : 'period.second_half', { year });
  return t('period.month', { number: Number(rest), year });
}
