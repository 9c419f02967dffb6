// Questions that stay answered: a live query asks again when its request changes or when a write changed
// something it rests on, keeps the old answer while the new one is on its way, and drops late answers.
import { untrack } from 'svelte';
import { asWireError, call, onWrite, type ReadName, type Reply, type Request } from './call';
import type { WireError } from './types';

/**
 * Queries that rest on few tables. Every other query rests on the whole book: names of agencies, documents
 * and focus areas stand in almost every answer.
 */
const RESTS_ON: Partial<Record<ReadName, string[]>> = {
  setting_list: ['setting', 'agency'],
  agency_group_list: ['agency_group', 'agency_group_member'],
  framework_list: ['framework', 'focus_group', 'focus_area', 'citation', 'document'],
};

/** Whether an answer to `name` may be old after a write that changed these nouns. */
export function touches(name: ReadName, changed: string[]): boolean {
  const nouns = RESTS_ON[name];
  return changed.length > 0 && (nouns === undefined || changed.some((noun) => nouns.includes(noun)));
}

/** How long an answer may take before the screen says that it is waiting. */
export const PATIENCE = 200;

export class Live<N extends ReadName> {
  /** The last answer; kept while the next one is on its way. */
  value = $state.raw<Reply<N> | undefined>();
  error = $state.raw<WireError | undefined>();
  /** True once an answer has been awaited for longer than {@link PATIENCE}. */
  slow = $state(false);
  /** Whether the answer belongs to an older request. */
  stale = $state(false);
  private asked = 0;

  constructor(
    private name: N,
    private request: () => Request<N> | undefined,
  ) {}

  /** Asks again. */
  again = async (): Promise<void> => {
    const request = this.request();
    const turn = ++this.asked;
    if (request === undefined) {
      this.value = undefined;
      this.error = undefined;
      this.slow = this.stale = false;
      return;
    }
    this.stale = true;
    const waiting = setTimeout(() => {
      if (turn === this.asked) this.slow = true;
    }, PATIENCE);
    try {
      const value = await call(this.name, request);
      if (turn !== this.asked) return;
      this.value = value;
      this.error = undefined;
    } catch (thrown) {
      if (turn !== this.asked) return;
      this.error = asWireError(thrown);
    } finally {
      clearTimeout(waiting);
      if (turn === this.asked) this.slow = this.stale = false;
    }
  };
}

/** A live query for the life of a component. No question is asked while `request` gives undefined. */
export function live<N extends ReadName>(name: N, request: () => Request<N> | undefined): Live<N> {
  const query = new Live(name, request);
  let before: string | undefined;
  $effect(() => {
    const now = JSON.stringify(request() ?? null);
    if (now === before) return;
    before = now;
    untrack(() => void query.again());
  });
  $effect(() => onWrite((written) => touches(name, written.changed) && void query.again()));
  return query;
}
