// The register: filter and sort live in the address, rows come in pages as they are scrolled to.
import { asWireError, call, onWrite } from '../../api/call';
import type { Counts, Flag, Status, TaskListRequest, TaskRow, TaskSort, WireError } from '../../api/types';
import type { Sort } from '../../parts/table';

export const PAGE = 100;
/** In an address: none is named (a lead, a focus area, a document, an officer). */
export const NOBODY = 'none';

/** The filter of a task list, as the address holds it. */
export type Query = Omit<TaskListRequest, 'offset' | 'limit'>;

const list = <T extends string>(text: string | undefined) => (text ? (text.split(',') as T[]) : undefined);

/** Sort steps of an address: `deadline,-late`. */
export function readSort(text: string | undefined): Sort[] {
  return (text ?? '').split(',').filter(Boolean).map((step) => ({ key: step.replace(/^-/, ''), descending: step.startsWith('-') }));
}

export function writeSort(sort: Sort[]): string {
  return sort.map((step) => (step.descending ? `-${step.key}` : step.key)).join(',');
}

/** An empty filter asks for tasks that have none. */
const noneOr = (text: string | undefined) => (text === NOBODY ? '' : text || null);

/** The request an address asks for. */
export function readQuery(params: Record<string, string>, asOf: string): Query {
  return {
    as_of: asOf,
    text: params.text || null,
    status: list<Status>(params.status) ?? null,
    focus_area: noneOr(params.area),
    agency: params.agency || null,
    lead: noneOr(params.lead),
    obliged: params.obliged || null,
    agency_group: params.group || null,
    document: noneOr(params.document),
    owner: noneOr(params.owner),
    basis: params.basis === 'original' ? 'original' : null,
    flags: list<Flag>(params.flags) ?? null,
    due_from: params.from || null,
    due_to: params.to || null,
    chase: params.chase ? true : null,
    sort: readSort(params.sort) as TaskSort[],
  };
}

/** Which filters are set, so that an empty result can offer to take them away. */
export const FILTERS = ['text', 'status', 'area', 'agency', 'lead', 'obliged', 'group', 'document', 'owner', 'basis', 'flags', 'from', 'to', 'chase'] as const;

/** Rows of a query by their place, fetched in pages; what is on screen stays until the new rows are there. */
export class TaskPages {
  total = $state(0);
  counts = $state.raw<Counts | undefined>();
  error = $state.raw<WireError | undefined>();
  slow = $state(false);
  /** Whether any answer has come yet. */
  ready = $state(false);
  private pages = $state.raw<ReadonlyMap<number, TaskRow[]>>(new Map());
  private query: Query = {};
  private sight = { first: 0, last: PAGE - 1 };
  private waiting = new Set<number>();
  private turn = 0;

  row = (index: number): TaskRow | undefined => this.pages.get(Math.floor(index / PAGE))?.[index % PAGE];

  /** Where a loaded task stands. */
  placeOf(code: string | undefined): number {
    if (!code) return -1;
    for (const [page, rows] of this.pages) {
      const at = rows.findIndex((row) => row.code === code || row.id === code);
      if (at >= 0) return page * PAGE + at;
    }
    return -1;
  }

  /** Asks another question, or the same again after a write. */
  ask = (query: Query = this.query) => {
    this.query = query;
    this.turn += 1;
    this.waiting.clear();
    void this.load(this.inSight(), true);
  };

  /** Says which rows are in sight; missing pages are fetched. */
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
    const timer = setTimeout(() => (this.slow = turn === this.turn), 200);
    pages.forEach((page) => this.waiting.add(page));
    try {
      const answers = await Promise.all(pages.map((page) => call('task_list', { ...this.query, offset: page * PAGE, limit: PAGE })));
      if (turn !== this.turn) return;
      const next = new Map(afresh ? [] : this.pages);
      pages.forEach((page, n) => next.set(page, answers[n]?.rows ?? []));
      this.pages = next;
      this.total = answers[0]?.total ?? 0;
      this.counts = answers[0]?.counts;
      this.error = undefined;
      this.ready = true;
    } catch (thrown) {
      if (turn === this.turn) this.error = asWireError(thrown);
    } finally {
      clearTimeout(timer);
      pages.forEach((page) => this.waiting.delete(page));
      if (turn === this.turn) this.slow = false;
    }
  }
}

/** Pages that follow a query and every write, for the life of a component. */
export function taskPages(query: () => Query): TaskPages {
  const pages = new TaskPages();
  let before = '';
  $effect(() => {
    const now = query();
    const said = JSON.stringify(now);
    if (said === before) return;
    before = said;
    pages.ask(now);
  });
  $effect(() => onWrite((written) => written.changed.length > 0 && pages.ask()));
  return pages;
}
