// The columns of the register: how wide, how edited, and what a cell holds as text.
import type { TaskColumn, TaskRow, TaskSortKey, ViewColumn } from '../../api/types';
import { fitWidth, type GridColumn } from '../../parts/grid';
import { dayTyped, fold, number } from '../../words/format';
import { say, t } from '../../words/words.svelte';

type About = Pick<GridColumn, 'edit' | 'free' | 'align'> & { width: number; sorts?: TaskSortKey };

export const COLUMNS: Record<TaskColumn, About> = {
  code: { width: 84, edit: 'text', sorts: 'code' },
  statement: { width: 320, edit: 'text', sorts: 'statement' },
  product: { width: 200, edit: 'lines', sorts: 'product' },
  focus_area: { width: 88, edit: 'choice', sorts: 'focus_area' },
  agency: { width: 176, edit: 'choice', sorts: 'agency' },
  coordinating: { width: 176, edit: 'text' },
  document: { width: 140, sorts: 'document' },
  deadline: { width: 116, edit: 'text', sorts: 'deadline' },
  original: { width: 116, edit: 'text', sorts: 'original' },
  extended: { width: 84, align: 'right', sorts: 'extended' },
  status: { width: 180, sorts: 'status' },
  late: { width: 88, align: 'right', sorts: 'late' },
  done: { width: 80, align: 'right', sorts: 'done' },
  priority: { width: 112, edit: 'choice', sorts: 'priority' },
  owner: { width: 160, edit: 'choice', free: true, sorts: 'owner' },
  assigned_by: { width: 160, edit: 'choice', free: true, sorts: 'assigned_by' },
  tags: { width: 140, edit: 'text' },
  progress: { width: 200 },
  difficulties: { width: 200 },
  proposals: { width: 200 },
  assigned_on: { width: 112, edit: 'day', sorts: 'assigned_on' },
  note: { width: 200, edit: 'lines' },
};

/** Every column, in the order in which a person chooses among them. */
export const EVERY = Object.keys(COLUMNS) as TaskColumn[];

/** What a register shows until somebody chooses. */
export const USUAL: ViewColumn[] = (['code', 'statement', 'focus_area', 'agency', 'deadline', 'status', 'late', 'done'] as const).map((key) => ({ key, width: null }));

/** Beside the detail only what tells tasks apart. */
const BESIDE: TaskColumn[] = ['code', 'statement', 'deadline', 'status'];

/** The columns as a grid draws them: boxes to tick first, then the code, which always stands. */
export function gridColumns(chosen: ViewColumn[], beside: boolean): GridColumn[] {
  const others = chosen.filter((one) => one.key !== 'code' && (!beside || BESIDE.includes(one.key)));
  const code = chosen.find((one) => one.key === 'code') ?? { key: 'code' as const, width: null };
  const columns = [code, ...others].map((one): GridColumn => {
    const { width, sorts, ...about } = COLUMNS[one.key];
    const narrow = beside && one.key === 'statement' ? 200 : width;
    return { ...about, key: one.key, label: t(`column.${one.key}`), width: (beside ? null : one.width) ?? narrow, grows: one.key === 'statement' && (beside || !one.width), sorts: Boolean(sorts) };
  });
  return [{ key: 'check', label: '', width: 36 }, ...columns];
}

/** The choice after a column got another width; what is not shown is not changed. */
export const widened = (chosen: ViewColumn[], key: string, width: number): ViewColumn[] =>
  chosen.map((one) => (one.key === key ? { ...one, width: fitWidth(width) } : one));

/** The columns that a row of headings names, as offices write them; undefined where it names none. A row is one
    of headings when it names what is to be done and at least one thing more. */
export function headings(texts: string[]): (TaskColumn | undefined)[] | undefined {
  const names = new Map(EVERY.flatMap((key) => [t(`column.${key}`), ...say(`heading.${key}`).split(';')].map((name) => [fold(name).trim(), key] as const)));
  const found = texts.map((text) => names.get(fold(text.replace(/\s+/g, ' ')).trim()));
  return found.includes('statement') && new Set(found.filter(Boolean)).size > 1 ? found : undefined;
}

/** How far a task is: of a common one how many agencies are done, else what was last said. */
export function progressText(row: TaskRow): string {
  if (row.agency_group && row.of > 1) return say('register.agencies', { done: row.done, of: row.of });
  const { latest } = row;
  if (!latest) return '';
  const percent = latest.percent === null ? '' : `${number(latest.percent)}%`;
  return [percent, latest.words ?? ''].filter(Boolean).join(' · ');
}

/** What a cell holds as text: copied, and corrected with F2. A deadline is its words. */
export function textOf(row: TaskRow, column: string): string {
  switch (column as TaskColumn) {
    case 'code': return row.code;
    case 'statement': return row.statement;
    case 'product': return row.product ?? '';
    case 'focus_area': return row.focus_areas.find((area) => area.main)?.mark ?? '';
    case 'agency': return row.agency_group_name ?? row.leads.map((lead) => lead.short_name).join('; ');
    case 'coordinating': return row.coordinating.map((agency) => agency.short_name).join('; ');
    case 'document': return row.documents.join('; ');
    case 'deadline': return row.extended > 0 ? dayTyped(row.due) : row.deadline.text;
    case 'original': return row.deadline.text;
    case 'extended': return row.extended ? String(row.extended) : '';
    case 'status': return say(`status.${row.standing.status}`);
    case 'late': return row.standing.late_days > 0 ? String(row.standing.late_days) : '';
    case 'done': return `${row.done}/${row.of}`;
    case 'priority': return say(`priority.${row.priority}`);
    case 'owner': return row.owner ?? '';
    case 'assigned_by': return row.assigned_by ?? '';
    case 'tags': return row.tags.join('; ');
    case 'progress': return progressText(row);
    case 'difficulties': return row.latest?.difficulties ?? '';
    case 'proposals': return row.latest?.proposals ?? '';
    case 'assigned_on': return dayTyped(row.assigned_on);
    case 'note': return row.note ?? '';
    default: return '';
  }
}
