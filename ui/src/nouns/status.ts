// How statuses and lights are marked: one shape and one colour each (never colour alone).
import type { Band, Counts, Standing, Status } from '../api/types';
import type { Shape } from '../parts/Mark.svelte';

export type Look = { shape: Shape; tone: string };

/** Every status, in the order in which tables print them. */
export const STATUSES: Status[] = [
  'done_on_time', 'done_late', 'done_no_deadline', 'open_in_time', 'open_overdue', 'open_no_deadline', 'ongoing',
];

export const STATUS_LOOKS: Record<Status, Look> = {
  done_on_time: { shape: 'full', tone: 'done-on-time' },
  done_late: { shape: 'bar', tone: 'done-late' },
  done_no_deadline: { shape: 'full', tone: 'done' },
  open_in_time: { shape: 'half', tone: 'in-time' },
  open_overdue: { shape: 'triangle', tone: 'overdue' },
  open_no_deadline: { shape: 'ring', tone: 'no-deadline' },
  ongoing: { shape: 'square', tone: 'no-deadline' },
};

export const DUE_SOON: Look = { shape: 'hollow-triangle', tone: 'due-soon' };

export const LIGHTS: Record<Band, Look> = {
  achieved: { shape: 'full', tone: 'done-on-time' },
  on_track: { shape: 'half', tone: 'in-time' },
  speed_up: { shape: 'hollow-triangle', tone: 'due-soon' },
  slow: { shape: 'triangle', tone: 'overdue' },
  moving_away: { shape: 'arrow', tone: 'overdue' },
  missed: { shape: 'cross', tone: 'overdue' },
  no_data: { shape: 'dash', tone: 'no-data' },
  not_due: { shape: 'ring', tone: 'no-data' },
  cannot_assess: { shape: 'hatch', tone: 'no-data' },
};

/** How a piece of work is marked: due soon stands out from the rest that is in time. */
export function lookOf(standing: Standing): Look {
  return standing.due_soon !== null && standing.status === 'open_in_time' ? DUE_SOON : STATUS_LOOKS[standing.status];
}

/** All tasks of some counts, the ongoing ones too. */
export function everyTask(counts: Counts): number {
  return STATUSES.reduce((sum, status) => sum + counts[status], 0);
}
