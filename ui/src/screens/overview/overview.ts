// How the numbers of the overview are opened: every number is a door to the list behind it.
import type { AreaCounts, RateShown, Status } from '../../api/types';
import { linkTo } from '../../app/route.svelte';

/** The list of tasks of one status (or several), in one focus area or of one agency. */
export function tasksLink(filter: { status?: Status[]; area?: string; agency?: string; chase?: boolean; text?: string }): string {
  return linkTo('tasks', {
    status: filter.status?.join(','),
    area: filter.area,
    agency: filter.agency,
    chase: filter.chase ? '1' : undefined,
    text: filter.text,
  });
}

/** Statuses that stand above the line of a rate, for the list behind it. */
export const RATE_STATUSES: Record<RateShown['kind'], Status[]> = {
  overdue: ['open_overdue'],
  completion: ['done_on_time', 'done_late', 'done_no_deadline'],
  on_time: ['done_on_time'],
  late: ['done_late', 'open_overdue'],
};

/** Sums over the rows of a table, so that each column adds up where it is read. */
export function columnSum(rows: AreaCounts[], status: Status): number {
  return rows.reduce((sum, row) => sum + row.counts[status], 0);
}
