// What a plan says, in words and shapes: outcomes, places in a file, what is asked and what was decided.
import type { Asking, Choice, Decision, ExchangeField, ExchangeRow, OtherValue, Outcome, Place, SheetHead, Source } from '../../api/types';
import type { Shape } from '../../parts/Mark.svelte';
import { periodName } from '../../nouns/period';
import { number, readDay } from '../../words/format';
import { language, say, t, type Language } from '../../words/words.svelte';

/** The tabs of a plan: what needs a person first. */
/** Which rows are listed together: those of one outcome, or those that want to be looked at twice. */
export type Listed = Outcome | 'doubtful';

export const OUTCOMES: Outcome[] = ['conflict', 'refused', 'changed', 'added', 'unchanged'];

export const OUTCOME_LOOKS: Record<Outcome, { shape: Shape; tone: string }> = {
  conflict: { shape: 'hollow-triangle', tone: 'due-soon' },
  refused: { shape: 'cross', tone: 'overdue' },
  changed: { shape: 'half', tone: 'in-time' },
  added: { shape: 'full', tone: 'in-time' },
  unchanged: { shape: 'dash', tone: 'no-data' },
};

/** The choices in the order of their keys 1 to 4. */
export const CHOICES: Choice[] = ['mine', 'theirs', 'other', 'later'];

/** One thing that a row asks: of a field, with what is decided along with it, or of the row as a whole. */
export type Ask = { field: ExchangeField | null; along: ExchangeField[]; asking: Asking; choice: Choice | null };

/** What a row asks a person to decide. What waits for an answer about the file is not decided here. */
export function asksOf(row: ExchangeRow): Ask[] {
  const whole: Ask[] = row.asking ? [{ field: null, along: [], asking: row.asking, choice: row.choice }] : [];
  const sets: ExchangeField[][] = [];
  for (const field of row.fields.filter((one) => one.asking)) {
    const set = sets.find(([first]) => first?.part_of === field.part_of);
    if (set) set.push(field);
    else sets.push([field]);
  }
  const fields = sets.flatMap((set): Ask[] => {
    // Named by what a person may write otherwise: the number, of a figure and its words.
    const field = set.find((one) => one.other === 'number') ?? set.find((one) => one.other) ?? set[0];
    return field?.asking ? [{ field, along: set.filter((one) => one !== field), asking: field.asking, choice: field.choice }] : [];
  });
  return [...whole, ...fields].filter((ask) => ask.asking !== 'unclear');
}

/** What a decision is about; two about the same replace each other. */
type About = Pick<Decision, 'table' | 'record' | 'field' | 'asking'>;
const same = (a: About, b: About) => (['table', 'record', 'field', 'asking'] as const).every((part) => (a[part] ?? null) === (b[part] ?? null));

export const aboutOf = (row: ExchangeRow, ask: Ask): About => ({ table: row.table, record: row.record, field: ask.field?.field ?? null, asking: ask.asking });

/** The decision about just this. */
export function decisionOn(decisions: Decision[], about: About): Decision | undefined {
  return decisions.find((one) => same(one, about));
}

/** The decisions with one more, in place of an earlier one about the same. */
export function decided(decisions: Decision[], next: Decision): Decision[] {
  return [...decisions.filter((one) => !same(one, next)), next];
}

export function undecided(decisions: Decision[], about: About): Decision[] {
  return decisions.filter((one) => !same(one, about));
}

/** Whether a decision counts: one to remove what takes records of this office along has to know how many. */
const knows = (decision: Decision, row: ExchangeRow, ask: Ask) =>
  ask.asking !== 'removed_there' || decision.choice !== 'theirs' || !row.along.length || decision.along === row.along.length;

/** What is chosen: as it was just decided here about this or about all that are alike, else as the plan says. */
export function chosen(decisions: Decision[], row: ExchangeRow, ask: Ask): Choice | null {
  const about = aboutOf(row, ask);
  const decision = decisionOn(decisions, about) ?? decisionOn(decisions, { ...about, record: null });
  return decision && knows(decision, row, ask) ? decision.choice : ask.choice;
}

/** Whether anything of a row is still to be decided. */
export function isOpen(decisions: Decision[], row: ExchangeRow): boolean {
  return asksOf(row).some((ask) => chosen(decisions, row, ask) === null) || row.asking === 'unclear' || row.fields.some((field) => field.asking === 'unclear');
}

/** Words for a choice about a field, or about a record as a whole. */
export function choiceWords(choice: Choice, asking: Asking, whole: boolean): string {
  if (!whole || choice === 'later' || choice === 'other') return t(`ui.exchange.choice.${choice}`);
  if (asking === 'removed_there') return t(choice === 'mine' ? 'ui.exchange.choice.keep' : 'ui.exchange.choice.remove');
  return t(choice === 'mine' ? 'ui.exchange.choice.leave' : 'ui.exchange.choice.take');
}

/** Why a person is asked. */
export function askingWords(ask: Ask): string {
  const whole = ask.field === null;
  if (ask.asking === 'not_theirs') return t(whole ? 'ui.exchange.asking.not_theirs.row' : 'ui.exchange.asking.not_theirs');
  if (ask.asking === 'both_changed') return t(ask.field?.base_known ? 'ui.exchange.asking.both_changed' : 'ui.exchange.asking.never');
  return t(`ui.exchange.asking.${ask.asking}`);
}

/** Another value in the form in which the book takes it; undefined when it cannot be read. */
export function readOther(kind: OtherValue, typed: string, as: Language = language()): string | undefined {
  const text = typed.trim();
  if (kind === 'text') return text;
  if (text === '') return '';
  if (kind === 'day') return readDay(text);
  // One mark, and that of the language: a point could be a thousand.
  const written = as === 'vi' ? /^-?\d+(,\d+)?$/ : /^-?\d+(\.\d+)?$/;
  return written.test(text) ? String(Number(text.replace(',', '.'))) : undefined;
}

/** Rows in words, neighbours drawn together: "3–5, 9". */
function rowsText(rows: number[]): string {
  const runs: [number, number][] = [];
  for (const row of [...rows].sort((a, b) => a - b)) {
    const run = runs.at(-1);
    if (run && row <= run[1] + 1) run[1] = row;
    else runs.push([row, row]);
  }
  return runs.map(([from, to]) => (from === to ? `${from}` : `${from}–${to}`)).join(', ');
}

/** What a sheet is called: that of a workbook by its own name, a table of a package as people call what stands in it. */
export function sheetName(sheet: string): string {
  const table = /^data\/(\w+)\.csv$/.exec(sheet)?.[1];
  const noun = table ? say(`noun.${table}`) : sheet;
  return table ? noun.charAt(0).toUpperCase() + noun.slice(1) : noun;
}

/** Where rows stand: "Nhiệm vụ: dòng 3–5, 9". */
export function placesText(places: Place[]): string {
  const sheets = new Map<string, number[]>();
  for (const { sheet, row } of places) sheets.set(sheet, [...(sheets.get(sheet) ?? []), row]);
  // A CSV has one sheet without a name.
  return [...sheets].map(([sheet, rows]) => (sheet ? t('ui.exchange.places', { sheet: sheetName(sheet), rows: rowsText(rows) }) : t('ui.exchange.line', { line: rowsText(rows) }))).join('; ');
}

/** Where one row stands: only its line where its noun says the rest, else with its sheet. */
export function linePlace({ table, place }: Pick<ExchangeRow, 'table' | 'place'>): string {
  return placesText([place.sheet === `data/${table}.csv` ? { sheet: '', row: place.row } : place]);
}

/** What a row is about, where its name does not say so already. */
export const matterOf = (row: ExchangeRow) => (row.about === row.label ? null : row.about);

/** What a row says in one line: what changes, why it is refused, or why to look at it twice. */
export function rowSummary(row: ExchangeRow): string {
  if (row.outcome === 'refused') return row.refusals.map((one) => (one.name ? `${one.name}: ${one.message}` : one.message)).join(' ');
  if (row.warnings.length) return row.warnings.join('; ');
  const asked = asksOf(row);
  if (row.outcome === 'conflict' && asked[0]?.field === null) return askingWords(asked[0]);
  if (row.outcome === 'conflict') return asked.map((ask) => ask.field?.name).join(', ');
  if (row.outcome === 'changed') return row.fields.map((field) => `${field.name}: ${field.mine ?? t('ui.history.nothing')} → ${field.result ?? t('ui.history.nothing')}`).join('; ');
  return '';
}

/** Whose file it is and which of theirs. */
export function sourceName(source: Source): string {
  const { package: pack, form, sheet } = source;
  if (pack) return `${pack.sender.agency.name} · ${t('ui.exchange.package', { number: pack.number })}`;
  if (form) return [form.agency.name, form.period && periodName(form.period)].filter(Boolean).join(' · ');
  return sheet?.name ?? '';
}

/** A name for a file that every system takes. */
export const fileSafe = (name: string) => name.replace(/[\\/:*?"<>|]+/g, '-');

const ENDINGS = ['goi35', 'xlsx', 'ods', 'xls', 'csv'];

/** What a file dropped on the window is to the exchange: something to receive, a return slip, a contact card, or nothing. */
export function kindOfFile(path: string): 'receive' | 'slip' | 'card' | undefined {
  const ending = path.slice(path.lastIndexOf('.') + 1).toLowerCase();
  if (ending === 'phieu35') return 'slip';
  return ending === 'json' ? 'card' : ENDINGS.includes(ending) ? 'receive' : undefined;
}

/** What of a sheet with figures is not read: columns that no field was found for, and other sheets. */
export function unread(head: SheetHead): string[] {
  const columns = head.columns.filter((one) => one.numbers > 0).map((one) => (one.heading ? `${one.column} (${one.heading})` : one.column));
  const sheets = head.sheets.filter((one) => one.name !== head.used.sheet && one.rows > 1);
  const named = (hidden: boolean) => sheets.filter((one) => one.hidden === hidden).map((one) => `“${one.name}”`);
  const [shown, hidden] = [named(false), named(true)];
  return [
    columns.length ? t('ui.exchange.sheet.unread.columns', { count: number(columns.length), columns: columns.join(', ') }) : '',
    shown.length ? t('ui.exchange.sheet.unread.sheets', { sheets: shown.join(', ') }) : '',
    hidden.length ? t('ui.exchange.sheet.unread.hidden', { sheets: hidden.join(', ') }) : '',
  ].filter(Boolean);
}
