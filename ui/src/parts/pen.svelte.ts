// Writing in a cell. The text field that has the focus is always there, so that an input method composes in
// it from the first letter; what is typed is never rewritten while somebody types.
import { fold } from '../words/format';
import type { Item } from './Combobox.svelte';
import { refusalOf } from './edit.svelte';
import type { GridColumn } from './grid';

/** What was typed to begin (arrows leave the cell), or what was there and is corrected (arrows stay inside). */
type Way = 'type' | 'correct';

const SHOWN = 60;

export class Pen {
  box = $state<HTMLTextAreaElement>();
  open = $state(false);
  text = $state('');
  error = $state('');
  busy = $state(false);
  column = $state.raw<GridColumn>();
  way = $state<Way>('type');
  /** The choice that Enter takes; -1 for what is written. */
  at = $state(-1);
  private items = $state.raw<Item[]>([]);
  private before = '';
  private touched = $state(false);

  /** The choices that fit what is written; all of them until something is. */
  readonly offered = $derived.by(() => {
    if (this.column?.edit !== 'choice') return [];
    const words = this.touched ? fold(this.text).split(/\s+/).filter(Boolean) : [];
    const fits = (item: Item) => {
      const said = fold(`${item.label} ${item.detail ?? ''}`);
      return words.every((word) => said.includes(word));
    };
    return this.items.filter(fits).slice(0, SHOWN);
  });

  /** Begins to write. `text` is what stands in the cell; when typing began, the field already has its first letters. */
  begin(column: GridColumn, way: Way, text: string, items: Item[]) {
    this.column = column;
    this.way = way;
    this.items = items;
    this.before = text;
    this.error = '';
    this.open = true;
    if (way === 'correct') {
      this.touched = false;
      this.put(text);
      this.at = this.items.findIndex((item) => item.label === text);
      if (column.edit === 'choice') this.box?.select();
      else this.box?.setSelectionRange(text.length, text.length);
    } else this.typed();
  }

  private put(text: string) {
    this.text = text;
    if (this.box) this.box.value = text;
    this.fit();
  }

  /** As high as what is written. */
  fit = () => {
    if (!this.box) return;
    this.box.style.height = 'auto';
    this.box.style.height = this.open ? `${this.box.scrollHeight + 2}px` : '';
  };

  typed = () => {
    this.text = this.box?.value ?? '';
    this.touched = true;
    this.error = '';
    this.at = this.column?.edit === 'choice' && !this.column.free && this.text.trim() && this.offered.length ? 0 : -1;
    this.fit();
  };

  /** Goes through the choices. */
  step(by: number) {
    const count = this.offered.length;
    if (count) this.at = (this.at + by + count + (this.at < 0 && by < 0 ? 1 : 0)) % count;
  }

  /** Leaves the cell as it was. */
  close = () => {
    this.open = false;
    this.error = '';
    this.put('');
  };

  /** Hands over what is written, or the choice it stands for. Stays open with the reason when that is refused. */
  async accept(save: (text: string) => Promise<unknown>, picked?: string): Promise<boolean> {
    if (this.busy) return false;
    const choice = this.column?.edit === 'choice' ? this.offered[this.at] : undefined;
    const text = picked ?? choice?.value ?? this.text;
    const same = picked === undefined && (choice ? choice.label === this.before : this.text === this.before);
    if (same) {
      this.close();
      return true;
    }
    this.busy = true;
    try {
      await save(text);
      this.close();
      return true;
    } catch (thrown) {
      this.error = refusalOf(thrown);
      return false;
    } finally {
      this.busy = false;
    }
  }

  /** A line break where the caret stands. */
  newLine() {
    if (!this.box) return;
    this.box.setRangeText('\n', this.box.selectionStart, this.box.selectionEnd, 'end');
    this.typed();
  }
}
