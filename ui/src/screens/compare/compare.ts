// Agencies side by side: each one's course over some periods, in one scale, and the same numbers as a table.
import type { Rollup, RollupRow } from '../../api/types';
import { figuresOf, whyNone } from '../../nouns/rollup';
import { number } from '../../words/format';

/** One agency's course: for each period a number, or none, and what is printed: why there is none, where there is
    none. `here` is its number in the period that all are ranked by. */
export type Course = { key: string; name: string; full: string; numbers: (number | null)[]; written: string[]; copied: string[]; here: number | null; written_here: string; why: string };

/** What the courses are drawn in: every number, zero and the goal are in sight. */
export type Scale = { least: number; most: number };

/** Why an agency has no figure in a period. What it became later does not matter here: it was there then. */
const why = (row: RollupRow | undefined) => whyNone({ state: row?.state ?? 'missing', counted_in: row?.counted_in });

/** What an agency says of a period: its figure with "gần" or "hơn", or why there is none. */
const said = (row: RollupRow | undefined) => row?.written ?? why(row);

/** The courses of a roll-up over several periods, in the order of its agencies; `at` is the period to rank by, and
    before `begins` nobody was asked, so silence is no omission. */
export function coursesOf(found: Rollup, at: number, begins = 0): Course[] {
  const first = found.periods[0];
  return (first?.rows ?? []).map((agency, place) => {
    const rows = found.periods.map((period) => period.rows[place]);
    const numbers = rows.map((one) => one?.number ?? null);
    const written = rows.map((one, period) => (period < begins && one?.state === 'missing' ? '–' : said(one)));
    const here = numbers[at] ?? null;
    return {
      key: agency.agency.id,
      name: agency.agency.short_name,
      full: agency.agency.name,
      numbers,
      written,
      // A plain number can be reckoned with where it is pasted; "gần 54" would lose its word.
      copied: rows.map((one, period) => (one && one.number !== null && !one.approximate ? number(one.number) : (written[period] ?? ''))),
      here,
      written_here: written[at] ?? '',
      why: here === null ? (written[at] ?? '') : '',
    };
  });
}

/** Best first in the period that all are ranked by, those without a number last; the lowest is best where less is
    better. */
export function ranked(courses: Course[], lower: boolean): Course[] {
  const value = (course: Course) => (course.here === null ? -Infinity : lower ? -course.here : course.here);
  return [...courses].sort((a, b) => value(b) - value(a));
}

/** The period to rank by: the one asked for, else the last that is over and has figures, else the last that is over. */
export function placeOf(spans: { period: string; last_day: string }[], found: Rollup | undefined, asOf: string, wanted: string | undefined): number {
  const asked = spans.findIndex((span) => span.period === wanted);
  if (asked >= 0) return asked;
  const over = spans.map((span, at) => ({ at, over: span.last_day < asOf, told: Boolean(found?.periods[at] && figuresOf(found.periods[at].whole.coverage)) })).filter((one) => one.over);
  return (over.findLast((one) => one.told) ?? over.at(-1))?.at ?? 0;
}

/** The scale that all courses share. */
export function scaleOf(courses: Course[], goal: number | null): Scale {
  const all = courses.flatMap((course) => course.numbers).filter((one): one is number => one !== null);
  const values = [0, ...all, ...(goal === null ? [] : [goal])];
  const [least, most] = [Math.min(...values), Math.max(...values)];
  return { least, most: most === least ? least + 1 : most };
}

/** Where the numbers lie in a box; a period without a number parts the line. */
export function runs(numbers: (number | null)[], scale: Scale, width: number, height: number, inset: number): { x: number; y: number }[][] {
  const step = numbers.length > 1 ? (width - 2 * inset) / (numbers.length - 1) : 0;
  const found: { x: number; y: number }[][] = [[]];
  numbers.forEach((value, at) => {
    if (value === null) {
      found.push([]);
      return;
    }
    const y = height - inset - ((value - scale.least) / (scale.most - scale.least)) * (height - 2 * inset);
    found.at(-1)?.push({ x: Math.round((inset + at * step) * 10) / 10, y: Math.round(y * 10) / 10 });
  });
  return found.filter((run) => run.length > 0);
}

/** The courses as a table to copy: agency, then each period; what is no number says why. */
export function asTable(found: Rollup, courses: Course[], names: string[], head: string): { header: string[]; cells: string[][] } {
  const whole = [found.group_name, ...found.periods.map(({ whole }) => (whole.number !== null && !whole.approximate ? number(whole.number) : (whole.written ?? '–')))];
  return { header: [head, ...names], cells: [...courses.map((course) => [course.full, ...course.copied]), whole] };
}
