// A file on its way into the book: its plan by outcome, what a person said about it, and what became of it. It
// stays while the person looks elsewhere; nothing is written before it is applied.
import { asWireError, call, onWrite, send, type Options, type Step } from '../../api/call';
import { Pages, type Stretch } from '../../api/pages.svelte';
import type { Answers, Decision, ExchangeApplied, ExchangePlan, ExchangeRow, Outcome, Question, SheetSetting, WireError } from '../../api/types';
import { Pace } from '../../app/pace';
import { Draft, SILENCE, type Spoken } from './draft.svelte';
import { decided, type Listed, OUTCOMES, undecided } from './exchange';
import { type Standing, standingOf } from './incoming';

type Asked = Spoken & { path: string; outcome?: Outcome; doubtful?: boolean };

/** Rows that are listed together. A plan is made as a whole, so pages are large and an older question is stopped. */
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

/** What a person looks at: rows, the questions, or how a sheet is read. */
export type Tab = Listed | 'questions' | 'reading';

/** What was written, and the act that did it; none when there was nothing to write. */
export type Written = { applied: ExchangeApplied; op: number | null };

/** Applies files as one act, each as it was looked at. */
export async function applied(files: Receiving[], ready_only: boolean, options: Options): Promise<Written> {
  const looked = files.map(({ path, plan, spoken }) => ({ path, sha256: plan?.sha256 ?? null, ...spoken }));
  const { value, op } = await send('exchange_apply', { files: looked, ready_only }, options);
  return { applied: value as ExchangeApplied, op: op ?? null };
}

const only = (listed: Listed) => (listed === 'doubtful' ? { doubtful: true } : { outcome: listed });

export class Receiving {
  answers = $state.raw<Answers>(SILENCE.answers);
  /** Of a sheet: what was said about how it is read. */
  setting = $state.raw<SheetSetting | null>(SILENCE.setting);
  /** The day of what was said another time and is taken up again; none once the person began anew. */
  takenUp = $state<string | undefined>();
  /** The newest plan, for all but its rows. */
  plan = $state.raw<ExchangePlan | undefined>();
  /** Why there is no newer plan. */
  refused = $state.raw<WireError | undefined>();
  written = $state.raw<Written | undefined>();
  /** What the file asks, and what was answered: an answer can be changed. What is asked no more, however the sheet is
   * read now, is gone. */
  questions = $state.raw<Question[]>([]);
  /** Which tab a person looks at; the first that holds something while nobody chose. */
  tab = $state<Tab | undefined>();
  /** Whether a person has opened it: how a sheet from elsewhere is read wants to be seen once. */
  seen = $state(false);
  private opened = $state(false);
  /** Counts what the plan rests on besides the file: every word about it, every write into the book. */
  private moment = $state(0);
  /** The moment that the newest plan, or refusal, was asked at. */
  private planned = $state(-1);
  private writing = false;
  private readonly names = new Map<string, string>();
  private readonly lists: Record<Listed, PlanPages>;
  private readonly asked = new Map<Listed, number>();
  private readonly deafen: () => void;
  private draft: Draft;
  private opening: Promise<void> | undefined;

  constructor(readonly path: string) {
    const made = (listed: Listed) => new PlanPages({ path, ...SILENCE, ...only(listed) }, (plan) => this.take(plan, this.asked.get(listed) ?? -1));
    this.lists = { conflict: made('conflict'), refused: made('refused'), changed: made('changed'), added: made('added'), unchanged: made('unchanged'), doubtful: made('doubtful') };
    this.deafen = onWrite((written) => {
      if (written.changed.length && !this.written) this.moment += 1;
    });
    this.draft = new Draft(path);
  }

  /** Takes up what was said another time, before anything is asked about the file. */
  private open = (): Promise<void> => (this.opening ??= this.takeUp());

  private async takeUp() {
    const said = await this.draft.open();
    if (said) [this.setting, this.answers, this.takenUp, this.seen] = [said.setting, said.answers, said.on, true];
    this.opened = true;
  }

  private take(plan: ExchangePlan, planned: number) {
    this.plan = plan;
    this.refused = undefined;
    this.planned = planned;
    for (const row of plan.rows) for (const { field, name } of row.fields) this.names.set(`${row.table} ${field}`, name);
    const known = new Map([...this.questions.filter((one) => this.isAnswered(one)), ...plan.questions].map((one) => [one.key, one]));
    this.questions = [...known.values()];
  }

  /** Whether the plan, or the refusal, is older than what was said since, or than the book. */
  get stale(): boolean {
    return this.planned !== this.moment;
  }

  get standing(): Standing {
    return standingOf(this);
  }

  /** What a field is called; names stand in the plan. */
  fieldName(table: string, field: string): string {
    return this.names.get(`${table} ${field}`) ?? '';
  }

  /** How many questions wait for an answer. */
  get unanswered(): number {
    return this.questions.filter((one) => !this.isAnswered(one)).length;
  }

  private isAnswered({ key }: Question): boolean {
    return this.answers.questions.some((answer) => answer.key === key);
  }

  list(listed: Listed): PlanPages {
    return this.lists[listed];
  }

  /** What is shown: what needs a person comes first. */
  get shown(): Tab {
    if (this.tab) return this.tab;
    const { plan } = this;
    if (plan?.standing === 'reading') return 'reading';
    if (this.unanswered) return 'questions';
    if (plan?.doubtful && !plan.counts.conflict && !plan.counts.refused) return 'doubtful';
    return OUTCOMES.find((outcome) => plan?.counts[outcome]) ?? 'conflict';
  }

  /** Makes the plan anew where it is older than what was said since, or than the book. */
  refresh(listed: Listed) {
    const { moment } = this;
    if (!this.opened) return void this.open();
    if (this.writing || this.written || this.asked.get(listed) === moment) return;
    this.asked.set(listed, moment);
    this.lists[listed].ask({ path: this.path, setting: this.setting, answers: this.answers, ...only(listed) });
  }

  /** Makes the plan anew without its rows: how many come out how, or why it cannot be received. Throws when stopped. */
  async look(options: Options) {
    await this.open();
    const { moment } = this;
    try {
      this.take(await call('exchange_plan', { path: this.path, setting: this.setting, answers: this.answers, limit: 0 }, options), moment);
    } catch (thrown) {
      const error = asWireError(thrown);
      if (options.signal?.aborted || error.code === 'stopped') throw error;
      this.refuse(error, moment);
    }
  }

  /** Notes why the file cannot be received. One that is another by now is looked at as if it had just come. */
  refuse(error: WireError, planned = this.moment) {
    if (error.code === 'exchange.file_changed') return this.lookAnew();
    this.refused = error;
    this.planned = planned;
  }

  /** Begins with the file that lies there now: nothing that was said of the other one is said of it. */
  private lookAnew() {
    this.draft = new Draft(this.path);
    this.opening = undefined;
    [this.setting, this.answers, this.takenUp, this.seen] = [SILENCE.setting, SILENCE.answers, undefined, false];
    [this.plan, this.refused, this.questions, this.tab, this.opened] = [undefined, undefined, [], undefined, false];
    this.asked.clear();
    this.moment += 1;
  }

  /** Makes the plan anew after trouble. */
  again(listed: Listed) {
    this.asked.delete(listed);
    this.refresh(listed);
  }

  /** Says something about how a sheet is read; the rest stays as it was said or proposed. */
  read(said: Partial<SheetSetting>) {
    this.tab = 'reading';
    this.say({ setting: { ...this.setting, ...said } });
  }

  /** Asks about the names of a sheet again that were understood as before. */
  askNames() {
    this.tab = 'questions';
    this.say({ setting: { ...this.setting, names: [] } });
  }

  decide(...decisions: Decision[]) {
    this.say({ answers: { ...this.answers, decisions: decisions.reduce(decided, this.answers.decisions) } });
  }

  undecide(...decisions: Decision[]) {
    this.say({ answers: { ...this.answers, decisions: decisions.reduce(undecided, this.answers.decisions) } });
  }

  answer(key: string, value: string) {
    this.tab = 'questions';
    this.say({ answers: { ...this.answers, questions: [...this.answers.questions.filter((one) => one.key !== key), { key, value }] } });
  }

  /** Everything that was said so far. */
  get spoken(): Spoken {
    return { setting: this.setting, answers: this.answers };
  }

  /** Says something, and keeps it. */
  say(said: Partial<Spoken>) {
    if (said.setting !== undefined) this.setting = said.setting;
    if (said.answers) this.answers = said.answers;
    this.moment += 1;
    this.draft.keep(this.spoken);
  }

  /** Takes everything back that was said. */
  beginAnew() {
    this.takenUp = undefined;
    this.say(SILENCE);
  }

  /** Says again what was taken back by mistake. */
  async restore(said: Spoken) {
    await this.open();
    this.say(said);
  }

  /** Waits until what was said is kept, so that nothing is kept of a file after it was applied. */
  async settle() {
    await this.draft.settled();
  }

  /** Writes the file into the book, as one act. */
  async apply(options: Options) {
    this.writing = true;
    Object.values(this.lists).forEach((list) => list.stop());
    try {
      await this.settle();
      this.written = await applied([this], false, options);
    } catch (thrown) {
      if (asWireError(thrown).code === 'exchange.file_changed') this.lookAnew();
      throw thrown;
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
