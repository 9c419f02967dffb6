// The filter and order of every view of the register, as the address holds them.
import type { Flag, Status, TaskListRequest, TaskSort } from '../api/types';
import type { Sort } from '../parts/table';

/** In an address: none is named (a lead, a focus area, a document, an officer). */
export const NOBODY = 'none';

/** The filter of a task list, as the address holds it. */
export type Query = Omit<TaskListRequest, 'offset' | 'limit'>;

const list = <T extends string>(text: string | undefined) => (text ? (text.split(',') as T[]) : undefined);

/** Sort steps of an address: `deadline,-late`. */
export function readSort(text: string | undefined): Sort[] {
  return (text ?? '').split(',').filter(Boolean).map((step) => ({ key: step.replace(/^-/, ''), descending: step.startsWith('-') }));
}

export function writeSort(sort: Sort[]): string {
  return sort.map((step) => (step.descending ? `-${step.key}` : step.key)).join(',');
}

/** An empty filter asks for tasks that have none. */
const noneOr = (text: string | undefined) => (text === NOBODY ? '' : text || null);

/** The request an address asks for. */
export function readQuery(params: Record<string, string>, asOf: string): Query {
  return {
    as_of: asOf,
    text: params.text || null,
    status: list<Status>(params.status) ?? null,
    focus_area: noneOr(params.area),
    agency: params.agency || null,
    lead: noneOr(params.lead),
    obliged: params.obliged || null,
    agency_group: params.group || null,
    document: noneOr(params.document),
    owner: noneOr(params.owner),
    basis: params.basis === 'original' ? 'original' : null,
    flags: list<Flag>(params.flags) ?? null,
    due_from: params.from || null,
    due_to: params.to || null,
    chase: params.chase ? true : null,
    sort: readSort(params.sort) as TaskSort[],
  };
}

/** The filters of an address, to take them along to another view of the register. */
export function filtersOf(params: Record<string, string>): Record<string, string | undefined> {
  return Object.fromEntries(FILTERS.map((name) => [name, params[name]]));
}

/** Which filters are set, so that an empty result can offer to take them away. */
export const FILTERS = ['text', 'status', 'area', 'agency', 'lead', 'obliged', 'group', 'document', 'owner', 'basis', 'flags', 'from', 'to', 'chase'] as const;
