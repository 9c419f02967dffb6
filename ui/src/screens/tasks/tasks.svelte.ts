// The register: rows come in pages as they are scrolled to. What is asked for stands in the address.
import { asWireError, call, onWrite } from '../../api/call';
import type { Counts, TaskGroup, TaskList, TaskRow, WireError } from '../../api/types';
import type { Query } from '../../nouns/filter';

export const PAGE = 100;

/** Rows of a query by their place, fetched in pages; what is on screen stays until the new rows are there. */
export class TaskPages {
  total = $state(0);
  counts = $state.raw<Counts | undefined>();
  groups = $state.raw<TaskGroup[]>([]);
  error = $state.raw<WireError | undefined>();
  slow = $state(false);
  /** Whether any answer has come yet. */
  ready = $state(false);
  /** The place of the chosen task in the list; -1 when none is chosen or it does not fit. */
  chosen = $state(-1);
  private pages = $state.raw<ReadonlyMap<number, TaskRow[]>>(new Map());
  private query: Query = {};
  private sight = new Set([0]);
  private waiting = new Set<number>();
  private everyId: Promise<string[]> | undefined;
  private wanted: string | undefined;
  private turn = 0;

  row = (index: number): TaskRow | undefined => this.pages.get(Math.floor(index / PAGE))?.[index % PAGE];

  /** The rows that are loaded. */
  get loaded(): TaskRow[] {
    return [...this.pages.values()].flat();
  }

  /** Says which task is chosen; its place is asked for when it is not among the loaded rows. */
  choose = (code: string | undefined) => {
    if (code === this.wanted) return;
    this.wanted = code;
    void this.find(true);
  };

  /** The chosen task, if loaded, whatever its place was before. */
  private placeOf(code: string): number {
    for (const [page, rows] of this.pages) {
      const at = rows.findIndex((row) => row.code === code || row.id === code);
      if (at >= 0) return page * PAGE + at;
    }
    return -1;
  }

  private async find(ask: boolean) {
    const code = this.wanted;
    if (!code) return void (this.chosen = -1);
    const place = this.placeOf(code);
    if (place >= 0 || !ask || !this.ready) return void (this.chosen = place);
    try {
      const found = await call('task_list', { ...this.query, limit: 0, place_of: code });
      if (code === this.wanted) this.chosen = found.place ?? -1;
    } catch {
      this.chosen = -1;
    }
  }

  /** The ids of the whole list, in its order. */
  ids = (): Promise<string[]> => {
    this.everyId ??= call('task_list', { ...this.query, limit: 0, ids: true }).then((answer) => answer.ids ?? []);
    return this.everyId;
  };

  /** Asks another question, or the same again after a write. */
  ask = (query: Query = this.query) => {
    this.query = query;
    this.turn += 1;
    this.waiting.clear();
    this.everyId = undefined;
    void this.load([...this.sight], true);
  };

  /** Says which rows are in sight; missing pages are fetched. */
  see = (rows: number[]) => {
    this.sight = new Set(rows.length ? rows.map((row) => Math.floor(row / PAGE)) : [0]);
    const missing = [...this.sight].filter((page) => !this.pages.has(page) && !this.waiting.has(page));
    if (missing.length && this.ready) void this.load(missing, false);
  };

  /** Fetches rows that are needed, in sight or not. */
  need = async (rows: number[]): Promise<void> => {
    const missing = [...new Set(rows.map((row) => Math.floor(row / PAGE)))].filter((page) => !this.pages.has(page));
    if (missing.length) await this.load(missing, false);
  };

  private async load(pages: number[], afresh: boolean) {
    const [turn, wanted] = [this.turn, this.wanted];
    const timer = setTimeout(() => (this.slow = turn === this.turn), 200);
    pages.forEach((page) => this.waiting.add(page));
    try {
      const ask = (page: number): Promise<TaskList> =>
        call('task_list', { ...this.query, offset: page * PAGE, limit: PAGE, place_of: afresh ? (wanted ?? null) : null });
      const answers = await Promise.all(pages.map(ask));
      if (turn !== this.turn) return;
      const next = new Map(afresh ? [] : this.pages);
      pages.forEach((page, n) => next.set(page, answers[n]?.rows ?? []));
      this.pages = next;
      const [first] = answers;
      this.total = first?.total ?? 0;
      this.counts = first?.counts;
      this.groups = first?.groups ?? [];
      this.error = undefined;
      this.ready = true;
      if (afresh && wanted === this.wanted) this.chosen = first?.place ?? -1;
      else if (afresh) void this.find(true);
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
