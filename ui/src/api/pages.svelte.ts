// A list too long to ask for at once: its rows come in pages as they are scrolled to. What is on screen stays
// until the new rows are there; late answers are dropped. A short list is a live query (live.svelte.ts).
import { untrack } from 'svelte';
import { asWireError, onWrite } from './call';
import { PATIENCE } from './live.svelte';
import type { WireError } from './types';

/** A stretch of rows to ask for. */
export type Stretch = { offset: number; limit: number };

export abstract class Pages<Q, A, R> {
  /** The last answer, for what it says of the whole list: totals, groups. */
  whole = $state.raw<A | undefined>();
  error = $state.raw<WireError | undefined>();
  /** True once rows have been awaited for longer than {@link PATIENCE}. */
  slow = $state(false);
  private pages = $state.raw<ReadonlyMap<number, R[]>>(new Map());
  private sight = new Set([0]);
  private waiting = new Set<number>();
  private turn = 0;

  /** A list of `size` rows a page. */
  constructor(
    protected question: Q,
    private readonly size: number,
  ) {}

  /** Asks for a stretch of the list; `afresh` when the question is new or the book has changed. */
  protected abstract fetch(stretch: Stretch, afresh: boolean): Promise<A>;
  /** The rows of an answer. */
  protected abstract rowsIn(answer: A): R[];
  /** Called when the list was asked for afresh, with its answer in place. */
  protected renewed(_whole: A | undefined): void {}

  /** Whether any answer has come yet. */
  get ready(): boolean {
    return this.whole !== undefined;
  }

  row = (index: number): R | undefined => this.pages.get(Math.floor(index / this.size))?.[index % this.size];

  /** The rows that are loaded. */
  get loaded(): R[] {
    return [...this.pages.values()].flat();
  }

  /** The place of the first loaded row of a kind; -1 when none is. */
  protected placeOf(is: (row: R) => boolean): number {
    for (const [page, rows] of this.pages) {
      const at = rows.findIndex(is);
      if (at >= 0) return page * this.size + at;
    }
    return -1;
  }

  /** Asks another question, or the same again after a write. */
  ask(question: Q = this.question) {
    this.question = question;
    this.turn += 1;
    this.waiting.clear();
    void this.load([...this.sight], true);
  }

  /** Says which rows are in sight; missing pages are fetched. */
  see = (rows: number[]) => {
    this.sight = this.pagesOf(rows.length ? rows : [0]);
    const missing = [...this.sight].filter((page) => !this.pages.has(page) && !this.waiting.has(page));
    if (missing.length && this.ready) void this.load(missing, false);
  };

  /** Says from which row to which they are in sight. */
  range = (first: number, last: number) => this.see(Array.from({ length: Math.max(0, last - first + 1) }, (_, n) => first + n));

  /** Fetches rows that are needed, in sight or not. */
  need = async (rows: number[]): Promise<void> => {
    const missing = [...this.pagesOf(rows)].filter((page) => !this.pages.has(page));
    if (missing.length) await this.load(missing, false);
  };

  private pagesOf(rows: number[]): Set<number> {
    return new Set(rows.map((row) => Math.floor(row / this.size)));
  }

  private async load(pages: number[], afresh: boolean) {
    const turn = this.turn;
    const timer = setTimeout(() => (this.slow = turn === this.turn), PATIENCE);
    pages.forEach((page) => this.waiting.add(page));
    try {
      const answers = await Promise.all(pages.map((page) => this.fetch({ offset: page * this.size, limit: this.size }, afresh)));
      if (turn !== this.turn) return;
      const next = new Map(afresh ? [] : this.pages);
      pages.forEach((page, n) => {
        const answer = answers[n];
        if (answer) next.set(page, this.rowsIn(answer));
      });
      this.pages = next;
      this.whole = answers[0];
      this.error = undefined;
      if (afresh) this.renewed(answers[0]);
    } catch (thrown) {
      if (turn === this.turn) this.error = asWireError(thrown);
    } finally {
      clearTimeout(timer);
      pages.forEach((page) => this.waiting.delete(page));
      if (turn === this.turn) this.slow = false;
    }
  }
}

/** Lets pages follow a question and every write, for the life of a component. */
export function follow<Q, P extends Pages<Q, unknown, unknown>>(pages: P, question: () => Q): P {
  let before: string | undefined;
  $effect(() => {
    const now = question();
    const said = JSON.stringify(now);
    if (said === before) return;
    before = said;
    untrack(() => pages.ask(now));
  });
  $effect(() => onWrite((written) => written.changed.length > 0 && pages.ask()));
  return pages;
}
