// The bars of the timeline, fetched in pages as they are scrolled to.
import { asWireError, call, onWrite } from '../../api/call';
import type { TaskBar, Timeline, TimelineRequest, WireError } from '../../api/types';

const PAGE = 200;

/** What is asked for, without which bars. */
export type Question = TimelineRequest;

/** Bars by their place; what is on screen stays until the new ones are there. */
export class Bars {
  /** The last answer without its bars: totals, range, groups. */
  whole = $state.raw<Timeline | undefined>();
  error = $state.raw<WireError | undefined>();
  slow = $state(false);
  private pages = $state.raw<ReadonlyMap<number, TaskBar[]>>(new Map());
  private question: Question = {};
  private sight = { first: 0, last: PAGE - 1 };
  private waiting = new Set<number>();
  private turn = 0;

  bar = (index: number): TaskBar | undefined => this.pages.get(Math.floor(index / PAGE))?.[index % PAGE];

  /** Asks another question, or the same again after a write. */
  ask = (question: Question = this.question) => {
    this.question = question;
    this.turn += 1;
    this.waiting.clear();
    void this.load(this.inSight(), true);
  };

  /** Says which bars are in sight; missing pages are fetched. */
  range = (first: number, last: number) => {
    this.sight = { first, last };
    const missing = this.inSight().filter((page) => !this.pages.has(page) && !this.waiting.has(page));
    if (missing.length && this.whole) void this.load(missing, false);
  };

  private inSight(): number[] {
    const [from, to] = [Math.floor(this.sight.first / PAGE), Math.floor(this.sight.last / PAGE)];
    return Array.from({ length: Math.max(1, to - from + 1) }, (_, n) => from + n);
  }

  private async load(pages: number[], afresh: boolean) {
    const turn = this.turn;
    const timer = setTimeout(() => (this.slow = turn === this.turn), 200);
    pages.forEach((page) => this.waiting.add(page));
    try {
      const answers = await Promise.all(
        pages.map((page) => call('timeline', { ...this.question, filter: { ...this.question.filter, offset: page * PAGE, limit: PAGE } })),
      );
      if (turn !== this.turn) return;
      const next = new Map(afresh ? [] : this.pages);
      pages.forEach((page, n) => next.set(page, answers[n]?.bars ?? []));
      this.pages = next;
      this.whole = answers[0];
      this.error = undefined;
    } catch (thrown) {
      if (turn === this.turn) this.error = asWireError(thrown);
    } finally {
      clearTimeout(timer);
      pages.forEach((page) => this.waiting.delete(page));
      if (turn === this.turn) this.slow = false;
    }
  }
}

/** Bars that follow a question and every write, for the life of a component. */
export function bars(question: () => Question): Bars {
  const made = new Bars();
  let before = '';
  $effect(() => {
    const now = question();
    const said = JSON.stringify(now);
    if (said === before) return;
    before = said;
    made.ask(now);
  });
  $effect(() => onWrite((written) => written.changed.length > 0 && made.ask()));
  return made;
}
