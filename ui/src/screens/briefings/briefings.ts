// What the builder knows of pages and blocks without asking: layouts, what may stand in a slot, orders.
import type { BlockQuery, BriefingLook, BriefingPage, ChartKind, ChartSpec, PageLayout, Status, TaskListRequest } from '../../api/types';

export const LAYOUTS: PageLayout[] = ['cover', 'overview', 'chart', 'two_charts', 'chart_table', 'table', 'text', 'sources'];

export type BlockKind = BlockQuery['kind'];

const TABLES: BlockKind[] = ['tasks', 'indicators', 'agencies', 'chart_table', 'changes'];
/** Everything a slot may hold, in the order of the picker. */
export const KINDS: BlockKind[] = ['chart', 'figures', 'rates', ...TABLES, 'text', 'documents', 'contradictions', 'empty'];

/** A chart of a kind with nothing chosen. */
export function chartOf(kind: ChartKind): ChartSpec {
  return { kind };
}

/** What a block of a kind asks for when it has just been chosen; what it shares with the one before stays. */
export function queryOf(kind: BlockKind, before: BlockQuery): BlockQuery {
  const chart = 'chart' in before ? before.chart : chartOf('status_stacked');
  switch (kind) {
    case 'chart':
    case 'chart_table':
      return { kind, chart };
    case 'tasks':
      return { kind, filter: {}, limit: null };
    case 'indicators':
      return { kind, indicators: null };
    case 'agencies':
      return { kind, agency_group: null };
    case 'text':
      return { kind, text: '' };
    case 'changes':
      return { kind, since: null };
    default:
      return { kind };
  }
}

/** Which tasks a list shows, as one choice. */
export const TASK_CHOICES = ['all', 'overdue', 'next', 'open', 'done', 'undated'] as const;
export type TaskChoice = (typeof TASK_CHOICES)[number];

const STATUSES: Record<TaskChoice, Status[] | null> = {
  all: null,
  overdue: ['open_overdue'],
  next: ['open_in_time'],
  open: ['open_overdue', 'open_in_time', 'open_no_deadline'],
  done: ['done_on_time', 'done_late', 'done_no_deadline'],
  undated: ['open_no_deadline'],
};

export function taskFilter(choice: TaskChoice, before: TaskListRequest): TaskListRequest {
  const key = choice === 'overdue' ? 'late' : 'deadline';
  return { ...before, status: STATUSES[choice], sort: [{ key, descending: choice === 'overdue' ? true : null }] };
}

export function taskChoice(filter: TaskListRequest): TaskChoice {
  const key = JSON.stringify(filter.status ?? null);
  return TASK_CHOICES.find((choice) => JSON.stringify(STATUSES[choice]) === key) ?? 'all';
}

/** The page that `id` stands before after a step up (-1) or down (1); null for the end, undefined when it cannot move. */
export function beforeAfterStep(pages: BriefingPage[], id: string, step: -1 | 1): string | null | undefined {
  const at = pages.findIndex((page) => page.id === id);
  const to = at + step;
  if (at < 0 || to < 0 || to >= pages.length) return undefined;
  return step < 0 ? pages[to]!.id : (pages[to + 1]?.id ?? null);
}

/** The first sheet of each page of a briefing. */
export function firstSheets(of: number[], pages: number): number[] {
  return Array.from({ length: pages }, (_, page) => of.indexOf(page));
}

/** Width to height of a page's sheets: a page has its place in the list before it is drawn, so that nothing moves under the mouse. */
export function sheetRatio(look: BriefingLook, page: BriefingPage): string {
  if (look.paper === 'slides') return '16 / 9';
  return (page.landscape ?? look.landscape) ? '297 / 210' : '210 / 297';
}
