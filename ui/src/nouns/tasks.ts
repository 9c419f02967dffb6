// What tasks are marked with, in the order in which it is offered.
import type { Flag, Priority } from '../api/types';

/** How much a task may press, most first. */
export const PRIORITIES: Priority[] = ['high', 'normal', 'low'];

/** What the sources leave unclear about a task. */
export const FLAGS: Flag[] = [
  'lead_missing', 'lead_unclear', 'two_leads', 'agencies_unnamed', 'deadline_implied', 'deadline_disputed', 'scope_disputed', 'subject_missing', 'several_products',
];
