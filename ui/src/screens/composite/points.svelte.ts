// Points written into the grid: single cells at once, blocks after a look at what they would do.
import { call } from '../../api/call';
import type { CompositeItem, CompositePaste, PastePlan, ScoredBy } from '../../api/types';
import { tell } from '../../app/toasts.svelte';
import { attempt } from '../../app/undo.svelte';
import { type Span, spread } from '../../parts/grid';
import { t } from '../../words/words.svelte';
import { type PointRow, pointText } from './composite';

/** The columns before those of the items: agency and sum. */
const BEFORE = 2;

export class PointWork {
  /** A block that waits for a word. */
  waiting = $state.raw<{ request: CompositePaste; plan: PastePlan } | undefined>();

  constructor(
    private rows: () => PointRow[],
    private items: () => CompositeItem[],
    private by: () => ScoredBy,
  ) {}

  /** One cell; a refusal is shown at the cell. */
  save = (row: PointRow, column: string, text: string) =>
    call('composite_paste', { agencies: [row.agency.id], items: [column], by: this.by(), cells: [[text]] });

  copy = (span: Span): string[][] => {
    const keys = ['agency', 'total', ...this.items().map((item) => item.id)].slice(span.left, span.right + 1);
    return this.rows().slice(span.top, span.bottom + 1).map((row) => keys.map((key) => pointText(row, key, this.by())));
  };

  paste = async (span: Span, block: string[][]) => {
    if (span.left < BEFORE) return tell(t('ui.composite.paste.here'));
    const cells = spread(block, span.bottom - span.top + 1, span.right - span.left + 1);
    await this.look(span.top, span.left, cells);
  };

  /** Takes the first row of a block down through it. */
  fill = async (span: Span) => {
    if (span.left < BEFORE || span.bottom === span.top) return;
    const [first = []] = this.copy({ ...span, bottom: span.top });
    await this.look(span.top + 1, span.left, Array.from({ length: span.bottom - span.top }, () => first));
  };

  empty = async (span: Span) => {
    const left = Math.max(BEFORE, span.left);
    if (span.right < left) return;
    await this.look(span.top, left, Array.from({ length: span.bottom - span.top + 1 }, () => Array<string>(span.right - left + 1).fill('')));
  };

  /** Plans a block again, such as with a notation that was chosen. */
  again = (request: CompositePaste) => attempt(async () => {
    this.waiting = { request, plan: await call('composite_paste_plan', request) };
  });

  accept = () => attempt(async () => {
    if (this.waiting) await call('composite_paste', this.waiting.request);
    this.waiting = undefined;
  });

  private look = (top: number, left: number, cells: string[][]) => attempt(async () => {
    const request: CompositePaste = {
      agencies: this.rows().slice(top, top + cells.length).map((row) => row.agency.id),
      items: this.items().slice(left - BEFORE, left - BEFORE + (cells[0]?.length ?? 0)).map((item) => item.id),
      by: this.by(),
      cells,
    };
    const plan = await call('composite_paste_plan', request);
    if (plan.changes === 0 && plan.refused === 0 && plan.beyond === 0) return;
    // What one can see at a glance is done at once; undo takes it back.
    if (plan.refused === 0 && plan.beyond === 0 && plan.changes <= 1) await call('composite_paste', request);
    else this.waiting = { request, plan };
  });
}
