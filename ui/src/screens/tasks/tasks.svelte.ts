// The register: its rows by their place, and the place of the chosen one. What is asked for stands in the address.
import { call } from '../../api/call';
import { follow, Pages, type Stretch } from '../../api/pages.svelte';
import type { TaskList, TaskRow } from '../../api/types';
import type { Query } from '../../nouns/filter';

export class TaskPages extends Pages<Query, TaskList, TaskRow> {
  /** The place of the chosen task in the list; -1 when none is chosen or it does not fit. */
  chosen = $state(-1);
  private everyId: Promise<string[]> | undefined;
  private wanted: string | undefined;
  /** The task whose place was asked for together with the rows. */
  private placed: string | undefined;

  get total() {
    return this.whole?.total ?? 0;
  }
  get counts() {
    return this.whole?.counts;
  }
  get groups() {
    return this.whole?.groups ?? [];
  }

  protected fetch(stretch: Stretch, afresh: boolean) {
    if (afresh) this.placed = this.wanted;
    return call('task_list', { ...this.question, ...stretch, place_of: afresh ? (this.wanted ?? null) : null });
  }
  protected rowsIn(answer: TaskList) {
    return answer.rows;
  }
  protected override renewed(whole: TaskList | undefined) {
    if (this.placed === this.wanted) this.chosen = whole?.place ?? -1;
    else void this.find();
  }

  override ask(query: Query = this.question) {
    this.everyId = undefined;
    super.ask(query);
  }

  /** Says which task is chosen; its place is asked for when it is not among the loaded rows. */
  choose = (code: string | undefined) => {
    if (code === this.wanted) return;
    this.wanted = code;
    void this.find();
  };

  private async find() {
    const code = this.wanted;
    if (!code) return void (this.chosen = -1);
    const place = this.placeOf((row) => row.code === code || row.id === code);
    if (place >= 0 || !this.ready) return void (this.chosen = place);
    try {
      const found = await call('task_list', { ...this.question, limit: 0, place_of: code });
      if (code === this.wanted) this.chosen = found.place ?? -1;
    } catch {
      this.chosen = -1;
    }
  }

  /** The ids of the whole list, in its order. */
  ids = (): Promise<string[]> => {
    this.everyId ??= call('task_list', { ...this.question, limit: 0, ids: true }).then((answer) => answer.ids ?? []);
    return this.everyId;
  };
}

/** Rows that follow a query and every write, for the life of a component. */
export const taskPages = (query: () => Query) => follow(new TaskPages({}, 100), query);
