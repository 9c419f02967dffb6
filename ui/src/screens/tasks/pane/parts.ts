// The agencies' parts of a task, as they count on the day looked at.
import type { Assignment, Role, StepKind } from '../../../api/types';

export type Gone = { until: string; parts: Assignment[] };

/** Parts that count on a day, and apart from them those that ended before, newest end first. Parts yet to come are among the former. */
export function partsOn(parts: Assignment[], day: string): { now: Assignment[]; gone: Gone[] } {
  const ended = parts.filter((part) => part.to_day !== null && part.to_day < day);
  const days = [...new Set(ended.map((part) => part.to_day ?? ''))].sort().reverse();
  return {
    now: parts.filter((part) => !ended.includes(part)),
    gone: days.map((until) => ({ until, parts: ended.filter((part) => part.to_day === until) })),
  };
}

/** The leads' parts that saying a task is done on a day closes: they count on that day and are not done by now. */
export function closing(parts: Assignment[], day: string): Assignment[] {
  const done = (part: Assignment) => part.steps.filter(({ kind }) => kind === 'done' || kind === 'reopened').at(-1)?.kind === 'done';
  const counts = ({ from_day, to_day }: Assignment) => (from_day ?? day) <= day && (to_day ?? day) >= day;
  return withRole(parts, 'lead').filter((part) => counts(part) && !done(part));
}

/** What can be said of a part next, the usual one first. */
export function nextSteps(part: Pick<Assignment, 'started_on' | 'paused_on' | 'completed_on'>): StepKind[] {
  if (part.completed_on) return ['reopened'];
  if (part.paused_on) return ['resumed', 'done'];
  return part.started_on ? ['done', 'paused'] : ['started', 'done'];
}

/** Leads whose work is followed; those who only coordinate are named. */
export const withRole = (parts: Assignment[], role: Role): Assignment[] => parts.filter((part) => part.role === role);
