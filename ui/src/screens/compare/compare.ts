// Agencies side by side: each one's course over some periods, in one scale, and the same numbers as a table.
import type { Rollup } from '../../api/types';
import { number } from '../../words/format';

/** One agency's course: a number, or none, for each period. */
export type Course = { key: string; name: string; full: string; numbers: (number | null)[]; written: (string | null)[]; last: number | null; why?: string };

/** What the courses are drawn in: every number, zero and the goal are in sight. */
export type Scale = { least: number; most: number };

/** The courses of a roll-up over several periods, in the order of its agencies. */
export function coursesOf(found: Rollup): Course[] {
  const first = found.periods[0];
  return (first?.rows ?? []).map((row, at) => {
    const rows = found.periods.map((period) => period.rows[at]);
    const numbers = rows.map((one) => one?.number ?? null);
    return {
      key: row.agency.id,
      name: row.agency.short_name,
      full: row.agency.name,
      numbers,
      written: rows.map((one) => one?.written ?? null),
      last: numbers.findLast((one) => one !== null) ?? null,
    };
  });
}

/** Best first, those without a number last; the lowest is best where less is better. */
export function ranked(courses: Course[], lower: boolean): Course[] {
  const value = (course: Course) => (course.last === null ? -Infinity : lower ? -course.last : course.last);
  return [...courses].sort((a, b) => value(b) - value(a));
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

/** The courses as a table to copy: agency, then each period. */
export function asTable(found: Rollup, courses: Course[], names: string[], head: string): { header: string[]; cells: string[][] } {
  const whole = [found.group_name, ...found.periods.map((period) => (period.whole.number === null ? '–' : number(period.whole.number)))];
  return { header: [head, ...names], cells: [...courses.map((course) => [course.full, ...course.numbers.map((one) => (one === null ? '–' : number(one)))]), whole] };
}
