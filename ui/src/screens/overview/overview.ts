// How the numbers of the overview are opened: every number is a door to the list behind it.
import type { RateShown, Status } from '../../api/types';
import { linkTo, route } from '../../app/route.svelte';

/** The list of tasks of one status (or several), in one focus area, of one agency, one group or nobody, by the same deadline. */
export function tasksLink(filter: { status?: Status[]; area?: string; lead?: string; obliged?: string; group?: string; chase?: boolean }): string {
  return linkTo('tasks', {
    status: filter.status?.join(','),
    area: filter.area,
    lead: filter.lead,
    obliged: filter.obliged,
    group: filter.group,
    chase: filter.chase ? '1' : undefined,
    basis: route.params.basis,
  });
}

/** Statuses that stand above the line of a rate, for the list behind it. */
export const RATE_STATUSES: Record<RateShown['kind'], Status[]> = {
  overdue: ['open_overdue'],
  completion: ['done_on_time', 'done_late', 'done_no_deadline'],
  on_time: ['done_on_time'],
  late: ['done_late', 'open_overdue'],
};
