// The document being entered: what was pasted, what was recognised, what a person made of it. It is kept as a
// draft beside the book, outlives the program, and is given up only on purpose or by saving.
import { asWireError, call } from '../../api/call';
import type { Deadline, Draft, WireError } from '../../api/types';
import { desk } from '../../app/desk.svelte';
import { t } from '../../words/words.svelte';
import { added, merge, NO_PARTICULARS, type Particulars, type Row, rowsOf, settled, split, toEnter } from './review';

export type Step = 'text' | 'review';

/** The shape of what is kept; a draft of another shape is left alone. */
const SHAPE = 1;
type Kept = { shape: typeof SHAPE; day: string; step: Step; particulars: Particulars; text: string; read: string; draft: Draft | undefined; rows: Row[] };

/** Each book has one draft. */
const key = () => `so35.enter ${desk.state?.book?.path ?? ''}`;

/** The draft that was left in this book. */
export function keptDraft(): Kept | undefined {
  try {
    const kept = JSON.parse(localStorage.getItem(key()) ?? 'null') as Kept | null;
    return kept?.shape === SHAPE ? kept : undefined;
  } catch {
    return undefined;
  }
}

/** Gives up the draft that was left in this book. */
export const dropDraft = () => localStorage.removeItem(key());

/** A refusal, at the row and field it belongs to. */
export type Refused = { row?: number; field?: string; message: string };

export class Intake {
  step = $state<Step>('text');
  particulars = $state<Particulars>({ ...NO_PARTICULARS });
  /** Which particulars were taken from the text and not touched since. */
  recognised = $state<(keyof Particulars)[]>([]);
  text = $state('');
  draft = $state.raw<Draft | undefined>();
  rows = $state.raw<Row[]>([]);
  /** The row that is open. */
  at = $state<number | undefined>();
  busy = $state(false);
  refused = $state.raw<Refused | undefined>();
  /** What the words of deadlines mean, by the words and how "trước" is read. */
  readings = $state.raw<ReadonlyMap<string, Deadline | WireError>>(new Map());
  /** The text that the draft was read from. */
  private read = '';

  get chosen(): Row[] {
    return this.rows.filter((row) => row.on);
  }
  get doubtful(): Row[] {
    return this.chosen.filter((row) => row.doubts.length > 0);
  }
  /** How many places are to be looked at. */
  get doubts(): number {
    return this.doubtful.reduce((sum, row) => sum + row.doubts.length, 0);
  }
  get unsaved(): boolean {
    return this.text.trim() !== '' || this.rows.length > 0 || this.particulars.subject.trim() !== '' || this.particulars.number.trim() !== '';
  }

  /** Takes up what was left in this book. */
  resume() {
    const kept = keptDraft();
    if (!kept) return;
    this.step = kept.draft ? kept.step : 'text';
    this.particulars = kept.particulars;
    this.text = kept.text;
    this.read = kept.read;
    this.draft = kept.draft;
    this.rows = kept.rows;
    this.readAll();
  }

  /** Puts it where it is found again. Called whenever something changed. */
  keep() {
    const kept: Kept = { shape: SHAPE, day: desk.today, step: this.step, particulars: this.particulars, text: this.text, read: this.read, draft: this.draft, rows: this.rows };
    try {
      if (this.unsaved) localStorage.setItem(key(), JSON.stringify(kept));
      else dropDraft();
    } catch {
      // More text than the store takes: the window still has it.
    }
  }

  clear() {
    this.step = 'text';
    this.particulars = { ...NO_PARTICULARS };
    this.recognised = [];
    this.text = this.read = '';
    this.draft = undefined;
    this.rows = [];
    this.at = undefined;
    this.refused = undefined;
    dropDraft();
  }

  /** Fills empty particulars with what the text says of the document. */
  async recognise() {
    if (!this.text.trim()) return;
    try {
      const { document } = await call('document_draft', { text: this.text.slice(0, 20_000), only_document: true });
      const found: Partial<Particulars> = { number: document.number_symbol ?? '', day: document.day ?? '', issuer: document.issuer ?? '', subject: document.subject ?? '', existing: document.existing ?? '' };
      for (const name of ['number', 'day', 'issuer', 'subject', 'existing'] as const) {
        const value = found[name];
        if (!value || (this.particulars[name] && !this.recognised.includes(name))) continue;
        this.particulars[name] = value;
        if (!this.recognised.includes(name)) this.recognised = [...this.recognised, name];
      }
    } catch {
      // The whole text is read, and a refusal told, when the person goes on.
    }
  }

  set<N extends keyof Particulars>(name: N, value: Particulars[N]) {
    this.particulars[name] = value;
    this.recognised = this.recognised.filter((one) => one !== name);
    if (this.refused?.field === `document.${FIELDS[name]}`) this.refused = undefined;
  }

  /** On to the review: reads the text, unless the rows come from this very text. */
  async go() {
    this.refused = undefined;
    const read = JSON.stringify([this.text, this.particulars.day]);
    if (this.draft && this.read === read) {
      this.step = 'review';
      return;
    }
    this.busy = true;
    try {
      this.draft = await call('document_draft', { text: this.text, day: this.particulars.day || null });
      this.read = read;
      this.rows = rowsOf(this.draft);
      // What the words mean came with the draft; only what a person types is asked about.
      this.readings = new Map(this.draft.tasks.flatMap(({ deadline }) => (deadline?.read ? [[keyOf({ deadline: deadline.text, before: null }), deadline.read] as const] : [])));
      this.readAll();
      this.at = this.doubtful[0]?.key ?? this.rows[0]?.key;
      this.step = 'review';
    } catch (thrown) {
      const { field, message, hint } = asWireError(thrown);
      this.refused = { field, message: hint ? `${message} ${hint}` : message };
    } finally {
      this.busy = false;
    }
  }

  /** Whether the rows would be read anew and corrections lost. */
  get stale(): boolean {
    return this.draft !== undefined && this.read !== JSON.stringify([this.text, this.particulars.day]);
  }

  change(key: number, fields: Partial<Row>) {
    this.rows = this.rows.map((row) => {
      if (row.key !== key) return row;
      const next = { ...row, ...fields };
      return { ...next, doubts: 'doubts' in fields ? next.doubts : settled(next, fields) };
    });
    if (this.refused?.row === key) this.refused = undefined;
    const row = this.rows.find((one) => one.key === key);
    if (row && ('deadline' in fields || 'before' in fields)) void this.readDeadline(row);
  }

  add(paragraph: number) {
    if (!this.draft) return;
    const before = new Set(this.rows.map((row) => row.key));
    this.rows = added(this.rows, this.draft, paragraph);
    this.at = this.rows.find((row) => !before.has(row.key))?.key;
  }
  split(key: number, cursor: number) {
    this.rows = split(this.rows, key, cursor);
  }
  merge(key: number) {
    const at = this.rows.findIndex((row) => row.key === key);
    this.rows = merge(this.rows, key);
    this.at = this.rows[at - 1]?.key;
  }

  readingOf(row: Row): Deadline | WireError | undefined {
    return this.readings.get(keyOf(row));
  }
  private async readDeadline(row: Row) {
    const key = keyOf(row);
    if (!row.deadline.trim() || this.readings.has(key)) return;
    let answer: Deadline | WireError;
    try {
      answer = await call('deadline_read', { text: row.deadline, before_day: row.before });
    } catch (thrown) {
      answer = asWireError(thrown);
    }
    this.readings = new Map([...this.readings, [key, answer]]);
  }
  private readAll() {
    this.rows.forEach((row) => void this.readDeadline(row));
  }

  /** Saves the document and the chosen tasks as one act; answers the document's id. */
  async save(): Promise<string | undefined> {
    const chosen = this.chosen;
    const { kind, number, day, issuer, subject, existing } = this.particulars;
    const text = (value: string) => value.trim() || null;
    this.busy = true;
    this.refused = undefined;
    try {
      const saved = await call('document_enter', {
        existing: existing || null,
        document: existing ? null : { kind, number_symbol: text(number), day: text(day), issuer: text(issuer), subject },
        tasks: chosen.map((row) => toEnter(row, (words) => t('ui.enter.with', { words }))),
      });
      this.clear();
      return saved.document.id;
    } catch (thrown) {
      const { field = '', message, hint } = asWireError(thrown);
      const place = /^tasks\[(\d+)\]\.?(.*)$/.exec(field);
      const row = place ? chosen[Number(place[1])]?.key : undefined;
      this.refused = { row, field: place ? place[2] : field, message: hint ? `${message} ${hint}` : message };
      if (row !== undefined) this.at = row;
      else if (field.startsWith('document')) this.step = 'text';
      return undefined;
    } finally {
      this.busy = false;
    }
  }
}

const FIELDS: Record<keyof Particulars, string> = { kind: 'kind', number: 'number_symbol', day: 'day', issuer: 'issuer', subject: 'subject', existing: 'existing' };
const keyOf = (row: Pick<Row, 'deadline' | 'before'>) => `${row.before ?? ''} ${row.deadline.trim()}`;
