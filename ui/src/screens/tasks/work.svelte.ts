// What a person does in the register's grid: choosing rows, writing cells, pasting blocks, filling down.
import { asWireError, call } from '../../api/call';
import type { TaskColumn, TaskGroup, TaskPaste, TaskPastePlan, TaskRow } from '../../api/types';
import { tell, tellTrouble } from '../../app/toasts.svelte';
import { attempt } from '../../app/undo.svelte';
import { type GridColumn, type Lines, type Span, spread } from '../../parts/grid';
import { t } from '../../words/words.svelte';
import { headings, textOf } from './columns';
import type { TaskPages } from './tasks.svelte';

/** The cells under headings that name a column; others, such as the number of a row, are left out. */
function under(rows: string[][], named: (TaskColumn | undefined)[]) {
  const kept = named.flatMap((key, at) => (key ? [{ key, at }] : []));
  return { block: rows.map((texts) => kept.map(({ at }) => texts[at] ?? '')), columns: kept.map(({ key }) => key) };
}

export type Planned = { request: TaskPaste; plan: TaskPastePlan };

export class TableWork {
  /** The ids of the rows that are ticked. */
  picked = $state.raw<ReadonlySet<string>>(new Set());
  /** A block that waits for a word of the person. */
  waiting = $state.raw<Planned | undefined>();
  private last = -1;

  constructor(
    private pages: () => TaskPages,
    private lines: () => Lines<TaskGroup>,
    private columns: () => GridColumn[],
    private asOf: () => string,
  ) {}

  checked = (row: TaskRow) => this.picked.has(row.id);
  clear = () => (this.picked = new Set());

  /** Ticks a row or takes its tick away; with `range` all rows from the one before. */
  check = async (line: number, range: boolean) => {
    const ids = await this.ids();
    const from = range && this.last >= 0 ? this.last : line;
    const rows = this.lines().rowsIn(Math.min(from, line), Math.max(from, line));
    const next = new Set(this.picked);
    const here = ids[this.lines().at(line)?.row ?? -1];
    const on = range || (here !== undefined && !next.has(here));
    for (const row of rows) {
      const id = ids[row];
      if (id && on) next.add(id);
      else if (id) next.delete(id);
    }
    this.last = line;
    this.picked = next;
  };

  checkAll = async () => {
    this.picked = this.picked.size ? new Set() : new Set(await this.ids());
  };

  private ids = (): Promise<string[]> => this.pages().ids().catch((thrown: unknown) => {
    tellTrouble(thrown);
    return [];
  });

  save = (row: TaskRow, column: string, text: string) =>
    call('task_paste', { tasks: [row.id], columns: [column as TaskColumn], cells: [[text]] });

  private shown(span: Span): GridColumn[] {
    return this.columns().slice(span.left, span.right + 1).filter((column) => column.key !== 'check');
  }

  copy = (span: Span) => {
    const rows = this.lines().rowsIn(span.top, span.bottom);
    const found = rows.map((row) => this.pages().row(row)).filter((row) => row !== undefined);
    if (found.length < rows.length) return this.pages().need(rows);
    const columns = this.shown(span);
    return found.map((row) => columns.map((column) => textOf(row, column.key)));
  };

  /** Writes the block where a person stands; asks first when something in it is doubtful. */
  paste = async (span: Span, given: string[][]) => {
    const lines = this.lines();
    const named = headings(given[0] ?? []);
    const { block, columns } = named ? under(given.slice(1), named) : this.over(span, given, lines.length === 0);
    const ids = await this.ids();
    const rows = lines.rowsIn(span.top, Math.min(lines.length - 1, span.top + block.length + lines.groups.length)).slice(0, block.length);
    await this.propose({
      tasks: rows.map((row) => ids[row]).filter((id) => id !== undefined),
      columns,
      cells: block.map((texts) => texts.slice(0, columns.length)),
      assigned_on: this.asOf(),
    }, true);
  };

  /** The cells of a block over the columns from the chosen one on; in an empty list from what is to be done on. */
  private over(span: Span, given: string[][], none: boolean) {
    const shown = this.columns();
    const least = none ? shown.findIndex((column) => column.key === 'statement') : shown[0]?.key === 'check' ? 1 : 0;
    const first = Math.max(span.left, least);
    const block = none ? given : spread(given, span.bottom - span.top + 1, span.right - first + 1);
    return { block, columns: shown.slice(first, first + (block[0]?.length ?? 0)).map((column) => column.key as TaskColumn) };
  }

  /** Plans a block: what nobody needs to be asked about is done at once. */
  private async propose(request: TaskPaste, pasted: boolean) {
    try {
      const plan = await call('task_paste_plan', request);
      if (plan.refused || plan.beyond || (pasted && plan.assumed)) this.waiting = { request, plan };
      else await this.write({ request, plan });
    } catch (thrown) {
      tellTrouble(thrown);
    }
  }

  /** Puts another text into one cell of the waiting block. */
  choose = async (row: number, at: number, text: string) => {
    if (!this.waiting) return;
    const { request } = this.waiting;
    const cells = request.cells.map((texts, index) => (index === row ? texts.map((one, place) => (place === at ? text : one)) : texts));
    await this.again({ ...request, cells });
  };

  again = async (request: TaskPaste) => {
    try {
      this.waiting = { request, plan: await call('task_paste_plan', request) };
    } catch (thrown) {
      tellTrouble(thrown);
    }
  };

  /** Writes the waiting block; cells that cannot be taken stay as they are. */
  accept = async () => {
    let now = this.waiting;
    try {
      while (now && now.plan.refused > 0) {
        const cells = now.request.cells.map((texts) => [...texts]);
        for (const cell of now.plan.cells.filter((one) => one.problem !== null)) {
          const texts = cells[cell.row];
          if (texts) texts[cell.at] = cell.before;
        }
        const request: TaskPaste = { ...now.request, cells };
        const plan = await call('task_paste_plan', request);
        // A new task without what it must have is left out whole.
        if (plan.refused >= now.plan.refused) return this.withoutNew(request);
        now = { request, plan };
      }
      if (now && now.plan.beyond > 0) now = { ...now, request: { ...now.request, cells: now.request.cells.slice(0, now.request.tasks.length) } };
      if (now) await this.write(now);
      this.waiting = undefined;
    } catch (thrown) {
      tellTrouble(thrown);
    }
  };

  private async withoutNew(request: TaskPaste) {
    await this.again({ ...request, add: false, cells: request.cells.slice(0, request.tasks.length) });
  }

  private async write({ request, plan }: Planned) {
    const done = await call('task_paste', request);
    const passed = plan.passed_over.map((key) => t(`column.${key}`)).join(', ');
    if (passed) tell(t('ui.paste.passed_over', { columns: passed }));
    else if (plan.changes === 0 && done.added.length === 0) tell(t('ui.paste.same'));
  }

  /** The first row of the block, or the row above a single one, into those below. */
  fill = async (span: Span) => {
    const lines = this.lines();
    const rows = lines.rowsIn(span.top, span.bottom);
    const above = lines.rowsIn(0, span.top - 1).at(-1);
    const [from, to] = rows.length > 1 ? [rows[0], rows.slice(1)] : [above, rows];
    const columns = this.shown(span).filter((column) => column.edit);
    if (from === undefined || !to.length || !columns.length) return;
    await attempt(async () => {
      await this.pages().need([from]);
      const source = this.pages().row(from);
      if (!source) return;
      const texts = columns.map((column) => textOf(source, column.key));
      await this.propose(this.block(to, await this.pages().ids(), columns, texts), false);
    });
  };

  /** Takes away what stands in the cells. */
  empty = async (span: Span) => {
    const columns = this.shown(span).filter((column) => column.edit);
    const rows = this.lines().rowsIn(span.top, span.bottom);
    if (!columns.length || !rows.length) return;
    const nothing = columns.map(() => '');
    await attempt(async () => this.propose(this.block(rows, await this.pages().ids(), columns, nothing), false));
  };

  private block(rows: number[], ids: string[], columns: GridColumn[], texts: string[]): TaskPaste {
    const known = rows.filter((row) => ids[row] !== undefined);
    return { tasks: known.map((row) => ids[row] ?? ''), columns: columns.map((column) => column.key as TaskColumn), cells: known.map(() => texts) };
  }

  /** Runs an act on the ticked rows; they stay ticked when it fails. */
  async on(act: (ids: string[]) => Promise<unknown>): Promise<boolean> {
    try {
      await act([...this.picked]);
      return true;
    } catch (thrown) {
      tell(asWireError(thrown).message, { wrong: true, detail: asWireError(thrown).hint ?? t('ui.trouble.safe') });
      return false;
    }
  }
}
