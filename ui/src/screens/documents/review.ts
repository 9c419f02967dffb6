// The review of what was recognised: rows that a person corrects, splits, merges and takes out. Values in,
// values out; nothing here asks the book.
import type { BeforeDay, Certainty, DocumentKind, Doubt, Draft, DraftAlike, DraftPlace, DraftTask, EnterTask } from '../../api/types';

/** One proposed task as the person has it now. */
export type Row = {
  key: number;
  /** Whether it will be saved. */
  on: boolean;
  statement: string;
  leads: string[];
  /** One obligation for each agency of this group, by id. */
  group: string;
  coordinating: string[];
  /** With whom, where not everybody is named: kept as a remark. */
  withWords: string;
  deadline: string;
  before: BeforeDay | null;
  area: string;
  /** Whether the focus area is still only the program's proposal. */
  areaProposed: boolean;
  product: string;
  ongoing: boolean;
  locator: string;
  alike: DraftAlike[];
  /** Whether it is linked with the task most like it: only when a person says so. */
  linked: boolean;
  /** What is still to be looked at. */
  doubts: Doubt[];
  /** Where its words stand; none for a row a person added. */
  place: DraftPlace;
  /** On which words each guess rests. */
  marks: Mark[];
};

export type MarkKind = 'lead' | 'group' | 'coordinating' | 'deadline';
export type Mark = DraftPlace & { kind: MarkKind; certainty: Certainty };

/** The particulars of the document as typed. */
export type Particulars = { kind: DocumentKind; number: string; day: string; issuer: string; subject: string; existing: string };

export const NO_PARTICULARS: Particulars = { kind: 'official', number: '', day: '', issuer: '', subject: '', existing: '' };

/** Doubts in the order in which they are listed: first what keeps a task from being followed. */
const DOUBTS: Doubt[] = [
  'maybe_no_task', 'deadline_unread', 'two_leads', 'lead_mixed', 'lead_missing', 'lead_carried', 'agencies_unnamed', 'not_of_the_day', 'several_deadlines', 'alike',
];

function marksOf(task: DraftTask): Mark[] {
  const marks: Mark[] = [
    ...task.leads.map((lead) => ({ ...lead.place, kind: 'lead' as const, certainty: lead.certainty })),
    ...(task.group ? [{ ...task.group.place, kind: 'group' as const, certainty: task.group.certainty }] : []),
    ...(task.coordinating_words
      ? [{ ...task.coordinating_words.place, kind: 'coordinating' as const, certainty: 'sure' as const }]
      : task.coordinating.map((one) => ({ ...one.place, kind: 'coordinating' as const, certainty: one.certainty }))),
    ...(task.deadline ? [{ ...task.deadline.place, kind: 'deadline' as const, certainty: task.deadline.read ? ('sure' as const) : ('unsure' as const) }] : []),
  ];
  return marks.filter((mark, at) => marks.findIndex((other) => other.paragraph === mark.paragraph && other.from === mark.from && other.to === mark.to && other.kind === mark.kind) === at);
}

function rowOf(task: DraftTask, locator: string, key: number): Row {
  return {
    key,
    on: true,
    statement: task.statement,
    leads: task.leads.map((lead) => lead.agency.id),
    group: task.group?.id ?? '',
    coordinating: task.coordinating.map((one) => one.agency.id),
    withWords: task.coordinating_words?.text ?? '',
    deadline: task.deadline?.text ?? '',
    before: null,
    area: task.focus_area ?? '',
    areaProposed: true,
    product: task.product ?? '',
    ongoing: task.ongoing,
    locator,
    alike: task.alike,
    linked: false,
    doubts: DOUBTS.filter((doubt) => task.doubts.includes(doubt)),
    place: task.place,
    marks: marksOf(task),
  };
}

export function rowsOf(draft: Draft): Row[] {
  return draft.tasks.map((task, at) => rowOf(task, draft.paragraphs[task.place.paragraph]?.locator ?? '', at + 1));
}

const nextKey = (rows: Row[]) => Math.max(0, ...rows.map((row) => row.key)) + 1;
const capital = (text: string) => text.charAt(0).toUpperCase() + text.slice(1);
const bare = (text: string) => text.trim().replace(/^[\s,;.:–-]+/, '').replace(/[\s,;:]+$/, '');

/** A task a person adds from a paragraph in which none was recognised. */
export function added(rows: Row[], draft: Draft, paragraph: number): Row[] {
  const { text = '', locator = '' } = draft.paragraphs[paragraph] ?? {};
  const row: Row = {
    key: nextKey(rows), on: true, statement: text.replace(/[.;,\s]+$/, ''), leads: [], group: '', coordinating: [], withWords: '', deadline: '', before: null,
    area: '', areaProposed: false, product: '', ongoing: false, locator, alike: [], linked: false, doubts: ['lead_missing'],
    place: { paragraph, from: 0, to: [...text].length }, marks: [],
  };
  const at = rows.findIndex((other) => other.place.paragraph > paragraph);
  return at < 0 ? [...rows, row] : rows.toSpliced(at, 0, row);
}

/** Splits a task where the cursor stands in its words: both halves keep who and by when. */
export function split(rows: Row[], key: number, cursor: number): Row[] {
  const at = rows.findIndex((row) => row.key === key);
  const row = rows[at];
  if (!row) return rows;
  const [first, second] = [bare(row.statement.slice(0, cursor)), bare(row.statement.slice(cursor))];
  if (!first || !second) return rows;
  const gone = (doubts: Doubt[]) => doubts.filter((doubt) => doubt !== 'alike');
  return rows.toSpliced(
    at, 1,
    { ...row, statement: first, alike: [], linked: false, doubts: gone(row.doubts) },
    { ...row, key: nextKey(rows), statement: capital(second), product: '', alike: [], linked: false, doubts: gone(row.doubts) },
  );
}

/** Puts a task together with the one above it, whose agencies and deadline stay. */
export function merge(rows: Row[], key: number): Row[] {
  const at = rows.findIndex((row) => row.key === key);
  const [above, row] = [rows[at - 1], rows[at]];
  if (!above || !row) return rows;
  const lower = row.statement.charAt(0).toLowerCase() + row.statement.slice(1);
  const same = above.place.paragraph === row.place.paragraph;
  const merged: Row = {
    ...above,
    statement: `${above.statement}; ${lower}`,
    coordinating: [...new Set([...above.coordinating, ...row.coordinating])],
    withWords: above.withWords || row.withWords,
    deadline: above.deadline || row.deadline,
    product: [above.product, row.product].filter(Boolean).join('; '),
    alike: [...above.alike, ...row.alike.filter((one) => !above.alike.some((other) => other.id === one.id))],
    marks: [...above.marks, ...row.marks.filter((mark) => !above.marks.some((other) => other.kind === mark.kind && other.paragraph === mark.paragraph && other.from === mark.from))],
    place: same ? { ...above.place, from: Math.min(above.place.from, row.place.from), to: Math.max(above.place.to, row.place.to) } : above.place,
    doubts: above.doubts,
  };
  return rows.toSpliced(at - 1, 2, merged);
}

/** The doubts that remain after a person changed fields of a row. */
export function settled(row: Row, changed: Partial<Row>): Doubt[] {
  const gone = new Set<Doubt>();
  const named = row.leads.length > 0 || row.group !== '';
  if ('leads' in changed || 'group' in changed) {
    for (const doubt of ['lead_carried', 'lead_mixed', 'not_of_the_day'] as const) gone.add(doubt);
    if (named) for (const doubt of ['lead_missing', 'agencies_unnamed'] as const) gone.add(doubt);
    if (row.leads.length < 2) gone.add('two_leads');
  }
  if ('deadline' in changed) for (const doubt of ['deadline_unread', 'several_deadlines'] as const) gone.add(doubt);
  if ('statement' in changed) gone.add('maybe_no_task');
  const kept = row.doubts.filter((doubt) => !gone.has(doubt));
  const added: Doubt[] = [];
  if ('leads' in changed && row.leads.length > 1 && !kept.includes('two_leads')) added.push('two_leads');
  if (('leads' in changed || 'group' in changed) && !named && !kept.includes('lead_missing')) added.push('lead_missing');
  return DOUBTS.filter((doubt) => kept.includes(doubt) || added.includes(doubt));
}

/** What is sent for a row. `words` says whom to coordinate with, in the language of the book. */
export function toEnter(row: Row, remark: (words: string) => string): EnterTask {
  const text = (value: string) => value.trim() || null;
  return {
    statement: row.statement,
    leads: row.group ? [] : row.leads,
    agency_group: row.group || null,
    coordinating: row.coordinating,
    deadline: text(row.deadline),
    before_day: row.before,
    focus_areas: row.area ? [{ focus_area: row.area, proposed: row.areaProposed }] : null,
    product: text(row.product),
    ongoing: row.ongoing,
    locator: text(row.locator),
    note: row.withWords.trim() ? remark(row.withWords.trim()) : null,
    alike: row.linked && row.alike[0] ? [row.alike[0].id] : null,
  };
}

/** A stretch of a paragraph: its words, and what they were taken for. */
export type Stretch = { text: string; inside: boolean; mark?: Mark };

/** A paragraph cut at the edges of a task's words and of its marks. Places count characters, not code units. */
export function stretches(text: string, paragraph: number, row: Row | undefined): Stretch[] {
  const letters = [...text];
  const here = row?.place.paragraph === paragraph ? row.place : undefined;
  const marks = (row?.marks ?? []).filter((mark) => mark.paragraph === paragraph);
  const edges = new Set([0, letters.length]);
  for (const place of [...(here ? [here] : []), ...marks]) {
    edges.add(Math.min(place.from, letters.length));
    edges.add(Math.min(place.to, letters.length));
  }
  const cuts = [...edges].sort((a, b) => a - b);
  return cuts.slice(0, -1).map((from, at) => {
    const to = cuts[at + 1] ?? letters.length;
    return {
      text: letters.slice(from, to).join(''),
      inside: here !== undefined && from >= here.from && to <= here.to,
      mark: marks.find((mark) => from >= mark.from && to <= mark.to),
    };
  });
}
