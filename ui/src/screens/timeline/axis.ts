// The arithmetic of a time axis: days become pixels, and pixels months, quarters and years.
import type { TimelineGroup } from '../../api/types';

const DAY = 86_400_000;

/** How much is seen at once. */
export type Zoom = 'month' | 'quarter' | 'year';
export const ZOOMS: Zoom[] = ['month', 'quarter', 'year'];

/** Pixels of a day at the usual size of text. */
const WIDTH: Record<Zoom, number> = { month: 5, quarter: 2, year: 0.62 };
/** Months of a piece in the upper and the lower row of the axis. */
const PIECES: Record<Zoom, [number, number]> = { month: [3, 1], quarter: [12, 3], year: [12, 3] };

/** A day as a number that grows by one each day. */
export function dayNumber(iso: string): number {
  return Math.round(Date.parse(`${iso}T00:00:00Z`) / DAY);
}

/** A named piece of the axis. */
export type Band = { key: string; from: number; to: number; year: number; quarter: number; month: number };

export class Axis {
  /** The first day drawn, and how many there are. */
  readonly first: number;
  readonly days: number;
  readonly scale: number;

  /**
   * Whole months around the days given, so that the first and the last bar do not touch the rim; `size` is that
   * of text, and `room` what there is to fill, in pixels.
   */
  constructor(
    firstDay: string,
    lastDay: string,
    readonly zoom: Zoom,
    size: number,
    room = 0,
  ) {
    const [from, to] = [new Date(`${firstDay}T00:00:00Z`), new Date(`${lastDay}T00:00:00Z`)];
    this.first = Date.UTC(from.getUTCFullYear(), from.getUTCMonth() - 1, 1) / DAY;
    this.scale = WIDTH[zoom] * size;
    const asked = Date.UTC(to.getUTCFullYear(), to.getUTCMonth() + 3, 1) / DAY - this.first;
    this.days = Math.max(asked, Math.ceil(room / this.scale));
  }

  get width(): number {
    return this.days * this.scale;
  }

  /** Where a day begins. */
  begin(iso: string): number {
    return (dayNumber(iso) - this.first) * this.scale;
  }

  /** Where a day ends. */
  end(iso: string): number {
    return this.begin(iso) + this.scale;
  }

  /** The day at a place. */
  dayAt(place: number): number {
    return this.first + place / this.scale;
  }

  /** Where a day, given as a number, begins. */
  placeOf(day: number): number {
    return (day - this.first) * this.scale;
  }

  /** The pieces of the upper (0) or lower (1) row that can be seen between two places. */
  bands(row: 0 | 1, left: number, right: number): Band[] {
    const size = PIECES[this.zoom][row];
    const start = new Date(this.dayAt(Math.max(0, left)) * DAY);
    const bands: Band[] = [];
    let month = start.getUTCFullYear() * 12 + Math.floor(start.getUTCMonth() / size) * size;
    for (;;) {
      const from = this.placeOf(Date.UTC(Math.floor(month / 12), month % 12, 1) / DAY);
      if (from >= Math.min(right, this.width)) return bands;
      const to = this.placeOf(Date.UTC(Math.floor((month + size) / 12), (month + size) % 12, 1) / DAY);
      bands.push({
        key: `${row}-${month}`,
        from: Math.max(0, from),
        to: Math.min(this.width, to),
        year: Math.floor(month / 12),
        quarter: Math.floor((month % 12) / 3) + 1,
        month: (month % 12) + 1,
      });
      month += size;
    }
  }
}

/** A line of the timeline: the heading of a group, or the bar of a task by its place among the bars. */
export type Line = { heading: TimelineGroup } | { bar: number };

/** Lines of all groups; a group without words has no heading. */
export class Lines {
  readonly total: number;
  private starts: { line: number; bar: number; group: TimelineGroup }[] = [];

  constructor(groups: TimelineGroup[]) {
    let [line, bar] = [0, 0];
    for (const group of groups) {
      this.starts.push({ line, bar, group });
      line += group.count + (group.label ? 1 : 0);
      bar += group.count;
    }
    this.total = line;
  }

  at(line: number): Line | undefined {
    const start = this.starts.findLast((one) => one.line <= line);
    if (!start || line < 0 || line >= this.total) return undefined;
    const after = line - start.line - (start.group.label ? 1 : 0);
    return after < 0 ? { heading: start.group } : { bar: start.bar + after };
  }

  /** The line of a bar. */
  of(bar: number): number {
    const start = this.starts.findLast((one) => one.bar <= bar);
    return start ? start.line + (start.group.label ? 1 : 0) + bar - start.bar : 0;
  }

  /** The nearest line of a task from `line` on, going by `step`; where there is none, the other way. */
  task(line: number, step: 1 | -1): number {
    const within = Math.max(0, Math.min(this.total - 1, line));
    for (const way of [step, -step]) {
      for (let at = within; at >= 0 && at < this.total; at += way) {
        const found = this.at(at);
        if (found && 'bar' in found) return at;
      }
    }
    return within;
  }
}
