// What a person does in the sheet of figures: one cell, blocks pasted and filled, the same as last period.
import { call } from '../../api/call';
import type { EntryBlock, EntryChecked, EntryGrid, EntrySaved } from '../../api/types';
import { tell } from '../../app/toasts.svelte';
import { attempt, undo } from '../../app/undo.svelte';
import { shifted } from '../../nouns/period';
import { type Span, spread } from '../../parts/grid';
import { number } from '../../words/format';
import { language, t } from '../../words/words.svelte';
import { type Asked, asksFirst, drafts, type Row, subjectOf, type Wanted, wanted } from './entry';

/** A block that waits for a word of the person: as it would be read now. */
export type Waiting = {
  /** Which pasting it is: answers to an earlier one are dropped. */
  of: number;
  block: EntryBlock;
  at: Wanted['at'];
  checked: EntryChecked;
  /** How many pasted cells lie outside the sheet. */
  beyond: number;
};

export class EntryWork {
  waiting = $state.raw<Waiting | undefined>();
  busy = $state(false);
  private pasted = 0;
  private next: Pick<Waiting, 'of' | 'block' | 'at'> | undefined;
  private reading: Promise<unknown> = Promise.resolve();

  constructor(
    private grid: () => EntryGrid | undefined,
    private asked: () => Asked,
    private draft: () => boolean,
  ) {}

  /** How the window's language writes numbers: what is typed here is read so. */
  get notation() {
    return language() === 'vi' ? ('vietnamese' as const) : ('english' as const);
  }

  private block(cells: EntryBlock['cells'], typed: boolean): EntryBlock {
    return { calendar: this.asked().calendar, cells, notation: typed ? this.notation : null, approval: this.draft() ? 'draft' : null };
  }

  /** What one cell would be read as. */
  check = (row: Row, place: number, typed: string) => {
    const subject = subjectOf(row.head, this.grid()?.columns[place], this.asked());
    return subject && call('entry_check', this.block([{ ...subject, typed }], true));
  };

  /** Saves one cell as it was typed; throws with the reason when it cannot be read. */
  save = async (row: Row, place: number, typed: string) => {
    const subject = subjectOf(row.head, this.grid()?.columns[place], this.asked());
    if (subject) await call('entry_save', this.block([{ ...subject, typed }], true));
  };

  /** The cells of a block as they would be typed again. */
  copy = (span: Span): string[][] => {
    const grid = this.grid();
    return (grid?.rows ?? []).slice(span.top, span.bottom + 1).map((head, at) => {
      const cells = grid?.cells[span.top + at] ?? [];
      const texts = cells.slice(Math.max(0, span.left - 1), span.right).map((cell) => cell?.typed ?? '');
      return span.left === 0 ? [head.label, ...texts] : texts;
    });
  };

  /** Writes the clipboard where a person stands. How its numbers are written is left to the block itself. */
  paste = async (span: Span, given: string[][]) => {
    const grid = this.grid();
    if (!grid) return;
    if (span.left === 0) return tell(t('ui.entry.paste.where'));
    const texts = spread(given, span.bottom - span.top + 1, span.right - span.left + 1);
    const [high, wide] = [texts.length, texts[0]?.length ?? 0];
    const over = { top: span.top, left: span.left, bottom: span.top + high - 1, right: span.left + wide - 1 };
    const found = wanted(grid, this.asked(), over, (row, place) => texts[row - span.top]?.[place + 1 - span.left]);
    await this.propose(found, false, high * wide - found.cells.length);
  };

  /** The first row of a block, or the row above a single one, into those below. */
  fill = (span: Span) => this.copyInto(span, span.bottom > span.top ? span.top : span.top - 1, undefined);

  /** The first column of a block, or the column left of a single one, into those at the right. */
  fillRight = (span: Span) => {
    const left = Math.max(1, span.left);
    return this.copyInto(span, undefined, span.right > left ? left - 1 : left - 2);
  };

  private async copyInto(span: Span, from: number | undefined, place: number | undefined) {
    const grid = this.grid();
    if (!grid || (from !== undefined && from < 0) || (place !== undefined && place < 0)) return;
    const text = (row: number, at: number) => {
      if (grid.columns[at]?.locked || row === from || at === place) return undefined;
      return grid.cells[from ?? row]?.[place ?? at]?.typed ?? '';
    };
    await this.propose(wanted(grid, this.asked(), span, text), true);
  }

  /** Takes away the figures of a block. */
  empty = async (span: Span) => {
    const grid = this.grid();
    if (!grid) return;
    const there = (row: number, place: number) => (grid.cells[row]?.[place] && !grid.columns[place]?.locked ? '' : undefined);
    const found = wanted(grid, this.asked(), span, there);
    if (found.cells.length) await this.propose(found, true);
  };

  /** The figures of the period before into the cells of a block; where it has none, a cell stays as it is. */
  asLast = async (span: Span) => {
    const grid = this.grid();
    if (!grid) return;
    const asked = this.asked();
    const across = asked.layout !== 'agency_by_indicator';
    await attempt(async () => {
      const first = across ? (grid.columns[0]?.period ?? asked.until) : asked.until;
      // What stands left of the sheet is asked for only when a cell of its edge is meant.
      const before = across && span.left > 1 ? undefined : await call('entry_grid', { ...asked, until: shifted(first, -1), count: 1 });
      const made = new Map<string, string | undefined>();
      const text = (row: number, place: number) => {
        const last = !across ? before?.cells[row]?.[place]?.typed
          : place === 0 ? before?.cells[row]?.[0]?.typed
          : (made.get(`${row} ${place - 1}`) ?? grid.cells[row]?.[place - 1]?.typed);
        if (grid.columns[place]?.locked) return undefined;
        made.set(`${row} ${place}`, last);
        return last;
      };
      const found = wanted(grid, asked, span, text);
      if (found.cells.length) await this.propose(found, true);
      else tell(t('ui.entry.as_last.none'));
    });
  };

  approve = (span: Span) => {
    const grid = this.grid();
    const ids = grid ? drafts(grid, span) : [];
    return attempt(async () => {
      const count = await call('observation_approve', { ids });
      this.told(t('ui.entry.approved', { count: number(count) }));
    });
  };

  /** Plans a block: what nobody needs to be asked about is saved at once. */
  private async propose({ cells, at }: Wanted, typed: boolean, beyond = 0) {
    if (!cells.length) return tell(t('ui.entry.paste.beyond_all'));
    await attempt(async () => {
      const block = this.block(cells, typed);
      const checked = await call('entry_check', block);
      if (checked.unclear > 0 || beyond > 0 || (!typed && asksFirst(block, checked))) this.waiting = { of: ++this.pasted, block, at, checked, beyond };
      else await this.write(block, checked);
    });
  }

  private async write(block: EntryBlock, checked: EntryChecked) {
    if (checked.new + checked.changed + checked.removed === 0) return tell(t('ui.entry.same'));
    this.told(savedWords(await call('entry_save', block)));
  }

  private told(text: string) {
    tell(text, { action: { label: t('ui.undo'), run: () => void undo() } });
  }

  /** Reads the waiting block anew after a choice. Choices made while it is read are kept together. */
  again = (change: Partial<EntryBlock>, at?: Wanted['at']): Promise<unknown> => {
    const { waiting } = this;
    if (!waiting) return this.reading;
    const base = this.next?.of === waiting.of ? this.next : waiting;
    const next = { of: waiting.of, block: { ...base.block, ...change }, at: at ?? base.at };
    this.next = next;
    this.reading = attempt(async () => {
      const checked = await call('entry_check', next.block);
      if (this.next === next && this.waiting?.of === next.of) this.waiting = { ...waiting, ...next, checked };
    });
    return this.reading;
  };

  /** What a cell of the waiting block means. */
  choose = (index: number, { typed, notation }: Pick<EntryBlock['cells'][number], 'typed' | 'notation'>) =>
    this.again({ cells: (this.waiting?.block.cells ?? []).map((cell, at) => (at === index ? { ...cell, typed, notation } : cell)) });

  /** Leaves cells out of the waiting block: they stay as they are in the book. */
  leaveOut = async (out: (index: number) => boolean) => {
    const { waiting } = this;
    if (!waiting) return;
    const cells = waiting.block.cells.filter((_, index) => !out(index));
    if (cells.length) await this.again({ cells }, waiting.at.filter((_, index) => !out(index)));
    else this.waiting = undefined;
  };

  /** Saves the waiting block as it is shown. */
  accept = async () => {
    if (this.busy) return;
    this.busy = true;
    await this.reading;
    const { waiting } = this;
    if (!waiting || waiting.checked.unclear > 0) return void (this.busy = false);
    if (await attempt(() => this.write(waiting.block, waiting.checked))) this.waiting = undefined;
    this.busy = false;
  };
}

/** "12 số liệu mới, 3 số liệu sửa". */
export function countWords({ new: made, changed, removed }: EntrySaved): string {
  const parts = [
    made && t('ui.entry.new', { count: number(made) }),
    changed && t('ui.entry.changed', { count: number(changed) }),
    removed && t('ui.entry.removed', { count: number(removed) }),
  ];
  return parts.filter(Boolean).join(', ');
}

const savedWords = (saved: EntrySaved) => t('ui.entry.saved', { what: countWords(saved) });
