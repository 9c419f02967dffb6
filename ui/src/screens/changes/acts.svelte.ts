// All acts by their place, fetched a page at a time as they are scrolled to; what is on screen stays until
// the new page is there.
import { asWireError, call, onWrite } from '../../api/call';
import type { OpListRequest, OpRow, WireError } from '../../api/types';

const PAGE = 100;

export class ActPages {
  total = $state(0);
  actors = $state.raw<string[]>([]);
  error = $state.raw<WireError | undefined>();
  ready = $state(false);
  private pages = $state.raw<ReadonlyMap<number, OpRow[]>>(new Map());
  private request: OpListRequest = {};
  private sight = { first: 0, last: PAGE - 1 };
  private waiting = new Set<number>();
  private turn = 0;

  row = (index: number): OpRow | undefined => this.pages.get(Math.floor(index / PAGE))?.[index % PAGE];

  /** Asks another question, or the same again after a write. */
  ask = (request: OpListRequest = this.request) => {
    this.request = request;
    this.turn += 1;
    this.waiting.clear();
    void this.load(this.inSight(), true);
  };

  /** Says which acts are in sight; missing pages are fetched. */
  range = (first: number, last: number) => {
    this.sight = { first, last };
    const missing = this.inSight().filter((page) => !this.pages.has(page) && !this.waiting.has(page));
    if (missing.length && this.ready) void this.load(missing, false);
  };

  private inSight(): number[] {
    const [from, to] = [Math.floor(this.sight.first / PAGE), Math.floor(this.sight.last / PAGE)];
    return Array.from({ length: Math.max(1, to - from + 1) }, (_, n) => from + n);
  }

  private async load(pages: number[], afresh: boolean) {
    const turn = this.turn;
    pages.forEach((page) => this.waiting.add(page));
    try {
      const answers = await Promise.all(pages.map((page) => call('op_list', { ...this.request, offset: page * PAGE, limit: PAGE })));
      if (turn !== this.turn) return;
      const next = new Map(afresh ? [] : this.pages);
      pages.forEach((page, n) => next.set(page, answers[n]?.ops ?? []));
      this.pages = next;
      this.total = answers[0]?.total ?? 0;
      this.actors = answers[0]?.actors ?? [];
      this.error = undefined;
      this.ready = true;
    } catch (thrown) {
      if (turn === this.turn) this.error = asWireError(thrown);
    } finally {
      pages.forEach((page) => this.waiting.delete(page));
    }
  }
}

/** Pages that follow a request and every write, for the life of a component. */
export function actPages(request: () => OpListRequest): ActPages {
  const pages = new ActPages();
  let before = '';
  $effect(() => {
    const now = request();
    const said = JSON.stringify(now);
    if (said === before) return;
    before = said;
    pages.ask(now);
  });
  $effect(() => onWrite((written) => written.changed.length > 0 && pages.ask()));
  return pages;
}
