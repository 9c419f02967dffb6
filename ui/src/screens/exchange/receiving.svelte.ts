// A file on its way into the book: its plan by outcome, what a person said about it, and what became of it. It
// stays while the person looks elsewhere; nothing is written before it is applied.
import { call, onWrite, send, type Step } from '../../api/call';
import { Pages, type Stretch } from '../../api/pages.svelte';
import type { Answers, Decision, ExchangeApplied, ExchangePlan, ExchangeRow, Outcome, Question, SheetSetting } from '../../api/types';
import { Pace } from '../../app/pace';
import { decided, OUTCOMES, undecided } from './exchange';

type Asked = { path: string; setting: SheetSetting | null; answers: Answers; outcome: Outcome };

/** Rows that come out in one way. A plan is made as a whole, so pages are large and an older question is stopped. */
export class PlanPages extends Pages<Asked, ExchangePlan, ExchangeRow> {
  /** How far the plan under way has come, and what is left of it in words. */
  step = $state.raw<Step | undefined>();
  left = $state('');
  private stopper = new AbortController();

  constructor(question: Asked, private readonly answered: (plan: ExchangePlan) => void) {
    super(question, 500);
  }

  override ask(question?: Asked) {
    this.stop();
    this.stopper = new AbortController();
    super.ask(question);
  }

  stop = () => this.stopper.abort();

  protected async fetch(stretch: Stretch) {
    const pace = new Pace();
    const progress = (step: Step) => {
      this.step = step;
      this.left = pace.after(step);
    };
    return call('exchange_plan', { ...this.question, ...stretch }, { signal: this.stopper.signal, progress });
  }
  protected rowsIn(plan: ExchangePlan) {
    return plan.rows;
  }
  protected override renewed(plan: ExchangePlan | undefined) {
    if (plan) this.answered(plan);
  }
}

/** What a person looks at: rows of one outcome, the questions, or how a sheet is read. */
export type Tab = Outcome | 'questions' | 'reading';

/** What was written, and the act that did it; none when there was nothing to write. */
export type Written = { applied: ExchangeApplied; op: number | null };

export class Receiving {
  answers = $state.raw<Answers>({ decisions: [], questions: [] });
  /** Of a sheet: what was said about how it is read. */
  setting = $state.raw<SheetSetting | null>(null);
  /** The newest plan, for all but its rows. */
  plan = $state.raw<ExchangePlan | undefined>();
  written = $state.raw<Written | undefined>();
  /** Every question that the file has raised, answered or not: an answer can be changed. */
  questions = $state.raw<Question[]>([]);
  /** Which tab a person looks at; the first that holds something while nobody chose. */
  tab = $state<Tab | undefined>();
  private writes = $state(0);
  private writing = false;
  private readonly names = new Map<string, string>();
  private readonly lists: Record<Outcome, PlanPages>;
  private readonly asked = new Map<Outcome, string>();
  private readonly deafen: () => void;

  constructor(readonly path: string) {
    const made = (outcome: Outcome) => new PlanPages({ path, setting: null, answers: this.answers, outcome }, (plan) => this.take(plan));
    this.lists = { conflict: made('conflict'), refused: made('refused'), changed: made('changed'), added: made('added'), unchanged: made('unchanged') };
    this.deafen = onWrite((written) => {
      if (written.changed.length && !this.written) this.writes += 1;
    });
  }

  private take(plan: ExchangePlan) {
    this.plan = plan;
    for (const row of plan.rows) for (const { field, name } of row.fields) this.names.set(`${row.table} ${field}`, name);
    const known = new Map([...this.questions, ...plan.questions].map((one) => [one.key, one]));
    this.questions = [...known.values()];
  }

  /** What a field is called; names stand in the plan. */
  fieldName(table: string, field: string): string {
    return this.names.get(`${table} ${field}`) ?? '';
  }

  /** How many questions wait for an answer. */
  get unanswered(): number {
    return this.questions.filter((one) => !this.answers.questions.some((answer) => answer.key === one.key)).length;
  }

  list(outcome: Outcome): PlanPages {
    return this.lists[outcome];
  }

  /** What is shown: what needs a person comes first. */
  get shown(): Tab {
    if (this.tab) return this.tab;
    const { plan } = this;
    if (plan?.source.sheet && plan.source.sheet.fields.some((one) => one.needed && !one.given)) return 'reading';
    if (this.unanswered) return 'questions';
    return OUTCOMES.find((outcome) => plan?.counts[outcome]) ?? 'conflict';
  }

  /** Makes the plan anew where it is older than what was said since, or than the book. */
  refresh(outcome: Outcome) {
    const said = JSON.stringify([this.setting, this.answers, this.writes]);
    if (this.writing || this.written || this.asked.get(outcome) === said) return;
    this.asked.set(outcome, said);
    this.lists[outcome].ask({ path: this.path, setting: this.setting, answers: this.answers, outcome });
  }

  /** Says something about how a sheet is read; the rest stays as it was said or proposed. */
  read(said: Partial<SheetSetting>) {
    this.tab = 'reading';
    this.setting = { ...this.setting, ...said };
  }

  /** Makes the plan anew after trouble. */
  again(outcome: Outcome) {
    this.asked.delete(outcome);
    this.refresh(outcome);
  }

  decide(...decisions: Decision[]) {
    this.answers = { ...this.answers, decisions: decisions.reduce(decided, this.answers.decisions) };
  }

  undecide(...decisions: Decision[]) {
    this.answers = { ...this.answers, decisions: decisions.reduce(undecided, this.answers.decisions) };
  }

  answer(key: string, value: string) {
    this.tab = 'questions';
    this.answers = { ...this.answers, questions: [...this.answers.questions.filter((one) => one.key !== key), { key, value }] };
  }

  /** Writes the file into the book, as one act. */
  async apply(options: { signal: AbortSignal; progress: (step: Step) => void }) {
    this.writing = true;
    Object.values(this.lists).forEach((list) => list.stop());
    try {
      const { value, op } = await send('exchange_apply', { files: [{ path: this.path, setting: this.setting }], answers: this.answers }, options);
      this.written = { applied: value as ExchangeApplied, op: op ?? null };
    } finally {
      this.writing = false;
      if (!this.written) this.asked.clear();
    }
  }

  /** Stops what is under way and forgets the book. */
  close() {
    this.deafen();
    Object.values(this.lists).forEach((list) => list.stop());
  }
}

/** Files on their way, by path. Another book begins with none. */
const files = new Map<string, Receiving>();
let book = '';

export function receivingOf(path: string, ofBook: string): Receiving {
  if (book !== ofBook) [...files.keys()].forEach(putAside);
  book = ofBook;
  const known = files.get(path) ?? new Receiving(path);
  files.set(path, known);
  return known;
}

/** Puts a file aside with everything that was said about it. */
export function putAside(path: string) {
  files.get(path)?.close();
  files.delete(path);
}
