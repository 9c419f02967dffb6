// How values of the journal are said to a person: names for ids, words for codes.
import { day } from '../words/format';
import { known, say, t, type Key } from '../words/words.svelte';

/** Columns that say nothing to a reader: links to the record itself and what follows from other columns. */
const SILENT = new Set(['id', 'task', 'indicator', 'record', 'noun', 'position', 'deadline_edtf', 'deadline_first_day', 'deadline_class']);
const YES_NO = new Set(['main', 'proposed', 'ongoing', 'derived']);
/** Where the words of a column's codes stand, where the column's own name does not tell. */
const FAMILIES: Record<string, string[]> = {
  deadline_assumption: ['assumption'],
  kind: ['ui.kind', 'ui.agency_kind', 'ui.document_kind', 'ui.link'],
  part: ['ui.succession'],
  state: ['ui.figure'],
};
const ID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

export const isId = (value: string | null): boolean => value !== null && ID.test(value);
export const isSilent = (field: string): boolean => SILENT.has(field);

function word(field: string, code: string): string | undefined {
  const families = FAMILIES[field] ?? [field, `ui.${field}`];
  return families.map((family) => `${family}.${code}`).find(known);
}

/** A value as a person reads it; `names` tells what ids stand for. */
export function said(field: string, value: string | null, names: ReadonlyMap<string, string>): string {
  if (value === null || value === '' || value === '[]') return t('ui.history.nothing');
  if (YES_NO.has(field)) return t(value === '1' ? 'ui.yes' : 'ui.no');
  if (isId(value)) return names.get(value) ?? t('ui.history.gone');
  if (/^\d{4}-\d{2}-\d{2}$/.test(value)) return day(value);
  if (field === 'flags' && value.startsWith('[')) return (JSON.parse(value) as string[]).map((flag) => say(`flag.${flag}`)).join('; ');
  const key = /^[a-z_]+$/.test(value) ? word(field, value) : undefined;
  return key ? t(key as Key) : value;
}
