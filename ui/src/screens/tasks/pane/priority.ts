import type { Priority } from '../../../api/types';

/** How much a task may press, most first. */
export const PRIORITIES: Priority[] = ['high', 'normal', 'low'];
