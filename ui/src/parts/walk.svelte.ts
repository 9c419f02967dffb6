// Where a person stands in a grid, and the block from where it was begun to there. Row -1 is the heading.
import { untrack } from 'svelte';
import { type Cell, spanOf } from './grid';
import type { Sight } from './sight.svelte';

type Size = { rows: number; columns: number; /** How many columns stay at the left. */ fixed: number };

export class Walk {
  at = $state<Cell>({ row: 0, column: 0 });
  private anchor = $state<Cell>({ row: 0, column: 0 });
  readonly span = $derived(spanOf(this.anchor, this.at));
  /** Whether the block is more than one cell. */
  readonly many = $derived(this.span.top !== this.span.bottom || this.span.left !== this.span.right);

  /** `head` names the element of a column's heading. */
  constructor(
    private sight: Sight,
    private size: () => Size,
    private head: (column: number) => string,
  ) {
    // A list that became shorter takes along whoever stood beyond its end.
    $effect(() => {
      const { rows, columns } = this.size();
      const [last, right] = [Math.max(0, rows - 1), Math.max(0, columns - 1)];
      untrack(() => {
        if (this.at.row > last || this.at.column > right) this.at = { row: Math.min(this.at.row, last), column: Math.min(this.at.column, right) };
        if (this.anchor.row > last || this.anchor.column > right) this.anchor = this.at;
      });
    });
  }

  /** Goes to a cell; with `extend` the block grows to it. */
  go(to: Cell, extend = false) {
    this.at = to;
    if (!extend) this.anchor = to;
    if (to.row >= 0) this.sight.into(to.row);
    this.aside(to.column);
  }

  /** Gives up the block: only the cell stays. */
  single() {
    this.anchor = this.at;
  }

  /** Makes everything the block. */
  all() {
    const { rows, columns } = this.size();
    this.anchor = { row: 0, column: 0 };
    this.at = { row: rows - 1, column: columns - 1 };
  }

  /** Scrolls sideways just so far that a column can be seen beside those that stay. */
  private aside(column: number) {
    const { view } = this.sight;
    const { fixed } = this.size();
    // Headings of columns stand in place, so their edges tell where a column lies.
    const shown = document.getElementById(this.head(column));
    if (!view || !shown || column < fixed) return;
    const held = document.getElementById(this.head(fixed - 1));
    const left = shown.offsetLeft - (held ? held.offsetLeft - view.scrollLeft + held.offsetWidth : 0);
    const right = shown.offsetLeft + shown.offsetWidth;
    if (left < view.scrollLeft) view.scrollLeft = left;
    else if (right > view.scrollLeft + view.clientWidth) view.scrollLeft = right - view.clientWidth;
  }
}
