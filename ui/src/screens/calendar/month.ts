// The arithmetic of a month's sheet.
import { daysLater } from '../../words/format';

const at = (iso: string) => new Date(`${iso}T00:00:00Z`);
const iso = (time: number) => new Date(time).toISOString().slice(0, 10);

/** The month of a day: `2024-06`. */
export function monthOf(day: string): string {
  return day.slice(0, 7);
}

/** The month so many months later. */
export function monthLater(month: string, months: number): string {
  const first = at(`${month}-01`);
  return iso(Date.UTC(first.getUTCFullYear(), first.getUTCMonth() + months, 1)).slice(0, 7);
}

/** Where the chosen day goes for a key; undefined when the key moves nothing. */
export function moved(day: string, key: string): string | undefined {
  const weekday = (at(day).getUTCDay() + 6) % 7;
  switch (key) {
    case 'ArrowLeft': return daysLater(day, -1);
    case 'ArrowRight': return daysLater(day, 1);
    case 'ArrowUp': return daysLater(day, -7);
    case 'ArrowDown': return daysLater(day, 7);
    case 'Home': return daysLater(day, -weekday);
    case 'End': return daysLater(day, 6 - weekday);
    case 'PageUp': return sameDay(day, -1);
    case 'PageDown': return sameDay(day, 1);
    default: return undefined;
  }
}

/** The same day of another month, or that month's last one. */
function sameDay(day: string, months: number): string {
  const month = monthLater(monthOf(day), months);
  const last = daysLater(`${monthLater(month, 1)}-01`, -1);
  const wanted = `${month}-${day.slice(8)}`;
  return wanted > last ? last : wanted;
}
