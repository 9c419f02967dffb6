// How much longer work takes, told from how far it has come.
import type { Step } from '../api/call';
import { t } from '../words/words.svelte';

/** Sooner than this nobody knows. */
const TOO_SOON = 1500;

/** Seconds that are left; undefined while nobody can know. */
export function secondsLeft(elapsed: number, done: number, of: number): number | undefined {
  if (elapsed < TOO_SOON || done <= 0 || of <= 0 || done / of < 0.02) return undefined;
  return Math.max(0, Math.round((elapsed * (of - done)) / done / 1000));
}

/** "còn khoảng 2 phút"; whole tens of seconds, so that the word does not flicker. */
export function leftWords(seconds: number): string {
  if (seconds >= 90) return t('ui.progress.minutes', { count: Math.round(seconds / 60) });
  return t('ui.progress.seconds', { count: Math.max(5, seconds < 20 ? Math.ceil(seconds / 5) * 5 : Math.round(seconds / 10) * 10) });
}

/** Follows the steps of one piece of work. What is begun anew is timed anew. */
export class Pace {
  private what = '';
  private since = 0;
  private last = 0;

  /** What is left after a step, in words; empty while nobody can know. */
  after({ what, done, of }: Step, now = Date.now()): string {
    if (what !== this.what || done < this.last) [this.what, this.since] = [what, now];
    this.last = done;
    const seconds = secondsLeft(now - this.since, done, of);
    return seconds === undefined ? '' : leftWords(seconds);
  }
}
