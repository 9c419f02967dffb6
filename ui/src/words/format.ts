// Days and figures as an office writes them. Intl gives "27 Tr" and "6/5/24", which no report would.
import { language, type Language } from './words.svelte';

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** `2024-05-06` as 06/05/2024, or 6 May 2024 in English. */
export function day(iso: string | null | undefined, as: Language = language()): string {
  const parts = /^(\d{4})-(\d{2})-(\d{2})/.exec(iso ?? '');
  if (!parts) return iso ?? '';
  const [, year, month, date] = parts;
  return as === 'vi' ? `${date}/${month}/${year}` : `${Number(date)} ${MONTHS[Number(month) - 1]} ${year}`;
}

/** A day as it is typed and edited, the same in both languages: 06/05/2024. */
export function dayTyped(iso: string | null | undefined): string {
  return day(iso, 'vi');
}

/** What was typed, as `2024-05-06`; undefined when it is not a day of the calendar. */
export function readDay(typed: string): string | undefined {
  const text = typed.trim();
  const parts = /^(\d{1,2})[/.\- ](\d{1,2})[/.\- ](\d{4})$/.exec(text) ?? /^(\d{2})(\d{2})(\d{4})$/.exec(text);
  if (!parts) return undefined;
  const [date, month, year] = [Number(parts[1]), Number(parts[2]), Number(parts[3])];
  const real = new Date(Date.UTC(year, month - 1, date));
  if (real.getUTCMonth() !== month - 1 || real.getUTCDate() !== date || year < 1900 || year > 2200) return undefined;
  return real.toISOString().slice(0, 10);
}

/** Whether a text is a whole day, `2024-05-31`, and not one that is still being typed. */
export const isDay = (text: string) => /^\d{4}-\d\d-\d\d$/.test(text);

/** A day so many days later. */
export function daysLater(day: string, days: number): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);
}

/** A number in the notation of the language: 1.234.567,5. */
export function number(value: number, decimals?: number, as: Language = language()): string {
  const fixed = decimals === undefined ? String(Number(value.toFixed(6))) : value.toFixed(decimals);
  if (!/^-?[\d.]+$/.test(fixed)) return fixed;
  const [whole = '', fraction] = fixed.replace('-', '').split('.');
  const [group, point] = as === 'vi' ? ['.', ','] : [',', '.'];
  const grouped = whole.replace(/\B(?=(\d{3})+$)/g, group);
  const sign = value < 0 ? '−' : '';
  return sign + grouped + (fraction ? point + fraction : '');
}

/** A percentage with two decimals: 98,63%. */
export function percent(value: number): string {
  return `${number(value, 2)}%`;
}

/** Size of a file: 1,2 MB. */
export function bytes(size: number): string {
  return size < 1024 * 1024 ? `${number(Math.max(1, Math.round(size / 1024)))} KB` : `${number(size / 1024 / 1024, 1)} MB`;
}

/** A moment in Vietnam, where all offices are: 06/05/2024 14:30. */
export function moment(milliseconds: number): string {
  const there = new Date(milliseconds + 7 * 3_600_000).toISOString();
  return `${day(there.slice(0, 10))} ${there.slice(11, 16)}`;
}

/** Text without marks and in lower case, for finding: "Đẩy mạnh" and "day manh" meet. */
export function fold(text: string): string {
  return text.toLowerCase().normalize('NFD').replace(/\p{M}/gu, '').replace(/đ/g, 'd');
}
