// Periods by their codes: their names as reports write them, the one before, the one of a day.
import type { Calendar, PeriodKind } from '../api/types';
import { dayTyped, isDay } from '../words/format';
import { t } from '../words/words.svelte';

const ROMAN = ['I', 'II', 'III', 'IV'];

/** `2024-Q2` as "quý II/2024"; a code of no known form as it is. */
export function periodName(code: string): string {
  const [year = '', rest] = code.split('-', 2);
  if (isDay(code)) return t('period.day', { date: dayTyped(code) });
  if (rest === undefined) return t('period.year', { year });
  if (rest === '9M') return t('period.nine_months', { year });
  const number = Number(rest.slice(1));
  if (rest.startsWith('Q')) return t('period.quarter', { number, roman: ROMAN[number - 1] ?? number, year });
  if (rest.startsWith('H')) return t(number === 1 ? 'period.first_half' : 'period.second_half', { year });
  return t('period.month', { number: Number(rest), year });
}

/** The lengths of the periods that figures are kept by. */
export const KINDS = ['month', 'quarter', 'half_year', 'nine_months', 'year'] as const satisfies PeriodKind[];
export type Kind = (typeof KINDS)[number];
/** Those that divide a year evenly, one after the other. */
export const DIVISIONS = ['month', 'quarter', 'half_year', 'year'] as const satisfies Kind[];

/** How many months a period has, and how many of them a year. Nine months are the first nine. */
const SIZES: Record<Kind, { months: number; inYear: number }> = {
  month: { months: 1, inYear: 12 },
  quarter: { months: 3, inYear: 4 },
  half_year: { months: 6, inYear: 2 },
  nine_months: { months: 9, inYear: 1 },
  year: { months: 12, inYear: 1 },
};

/** The last day of an administrative month; what comes after belongs to the next (NĐ 09/2019/NĐ-CP, Điều 12). */
const CUT_OFF = 14;

type Place = { kind: Kind; year: number; place: number };

function placeOf(code: string): Place | undefined {
  const [, digits, rest] = /^(\d{4})(?:-(\d{2}|Q[1-4]|H[12]|9M))?$/.exec(code) ?? [];
  if (!digits) return undefined;
  const year = Number(digits);
  if (rest === undefined) return { kind: 'year', year, place: 0 };
  if (rest === '9M') return { kind: 'nine_months', year, place: 0 };
  if (rest.startsWith('Q')) return { kind: 'quarter', year, place: Number(rest[1]) - 1 };
  if (rest.startsWith('H')) return { kind: 'half_year', year, place: Number(rest[1]) - 1 };
  const place = Number(rest) - 1;
  return place >= 0 && place < 12 ? { kind: 'month', year, place } : undefined;
}

function codeOf({ kind, year, place }: Place): string {
  const ends: Record<Kind, string> = { month: `-${String(place + 1).padStart(2, '0')}`, quarter: `-Q${place + 1}`, half_year: `-H${place + 1}`, nine_months: '-9M', year: '' };
  return `${String(year).padStart(4, '0')}${ends[kind]}`;
}

/** How long the period of a code is; undefined for days and for what is no code. */
export const kindOf = (code: string | undefined): Kind | undefined => placeOf(code ?? '')?.kind;

/** The period so many places later; earlier when less than 0. */
export function shifted(code: string, by: number): string {
  const found = placeOf(code);
  if (!found) return code;
  const { inYear } = SIZES[found.kind];
  const count = found.year * inYear + found.place + by;
  return codeOf({ kind: found.kind, year: Math.floor(count / inYear), place: ((count % inYear) + inYear) % inYear });
}

/** The period that a day lies in; nine months that are over stay those of their year. */
export function periodOn(day: string, kind: Kind, calendar: Calendar): string {
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number);
  const count = year * 12 + month - 1 + (calendar === 'administrative' && date > CUT_OFF ? 1 : 0);
  const { months, inYear } = SIZES[kind];
  return codeOf({ kind, year: Math.floor(count / 12), place: inYear === 1 ? 0 : Math.floor((count % 12) / months) });
}

/** How far back a list of periods goes. */
const BACK: Record<Kind, number> = { month: 36, quarter: 20, half_year: 12, nine_months: 10, year: 12 };

/** The periods to choose from on a day, newest first: the next one, the one of the day and those before it. */
export function periodsBack(day: string, kind: Kind, calendar: Calendar): string[] {
  const now = periodOn(day, kind, calendar);
  return Array.from({ length: BACK[kind] }, (_, back) => shifted(now, 1 - back));
}

/** The last day of a period; undefined for what is no code of one. */
export function lastDayOf(code: string, calendar: Calendar): string | undefined {
  const found = placeOf(code);
  if (!found) return undefined;
  const { months } = SIZES[found.kind];
  const month = (found.place + 1) * months;
  // The day before the first of the month after.
  const end = new Date(calendar === 'administrative' ? Date.UTC(found.year, month - 1, CUT_OFF) : Date.UTC(found.year, month, 0));
  return end.toISOString().slice(0, 10);
}

/** Whether a period holds another one of the same calendar. */
export function holds(whole: string, part: string): boolean {
  const [a, b] = [placeOf(whole), placeOf(part)];
  if (!a || !b) return whole === part;
  const first = ({ kind, year, place }: Place) => year * 12 + place * SIZES[kind].months;
  return first(a) <= first(b) && first(b) + SIZES[b.kind].months <= first(a) + SIZES[a.kind].months;
}
