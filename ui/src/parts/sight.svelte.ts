// Which rows of a long list are in sight: only they are drawn. Every row is equally high. `.longlist` in
// base.css is its look.
import { inSight } from './table';

export class Sight {
  /** The element that scrolls, and its head that stays. */
  view = $state<HTMLElement>();
  head = $state<HTMLElement>();
  top = $state(0);
  left = $state(0);
  /** How much of it is seen: without the head, without scroll bars. */
  height = $state(0);
  width = $state(0);
  /** The height of a row and the size of text, in pixels. */
  row = $state(32);
  rem = $state(16);
  readonly rows = $derived.by(() => inSight(this.top, this.height, this.row, this.total()));
  /** The indexes to draw. */
  readonly shown = $derived.by(() => Array.from({ length: Math.max(0, this.rows.last - this.rows.first + 1) }, (_, n) => this.rows.first + n));
  /** How many rows a page is. */
  readonly page = $derived(Math.max(1, Math.floor(this.height / this.row) - 1));

  constructor(private total: () => number) {
    $effect(() => {
      if (!this.view) return;
      const watch = new ResizeObserver(this.measure);
      watch.observe(this.view);
      if (this.head) watch.observe(this.head);
      this.measure();
      return () => watch.disconnect();
    });
  }

  private measure = () => {
    if (!this.view) return;
    this.height = this.view.clientHeight - (this.head?.offsetHeight ?? 0);
    this.width = this.view.clientWidth;
    this.rem = parseFloat(getComputedStyle(document.documentElement).fontSize);
    this.row = Math.round(parseFloat(getComputedStyle(this.view).getPropertyValue('--row')) * this.rem);
  };

  scrolled = () => {
    this.top = this.view?.scrollTop ?? 0;
    this.left = this.view?.scrollLeft ?? 0;
  };

  /** Scrolls just so far that a row can be seen. */
  into(index: number) {
    if (!this.view || !this.height) return;
    const from = index * this.row;
    if (from < this.view.scrollTop) this.view.scrollTop = from;
    else if (from + this.row > this.view.scrollTop + this.height) this.view.scrollTop = from + this.row - this.height;
  }
}
