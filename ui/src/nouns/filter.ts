// The filter, order and groups of every view of the register, as the address holds them.
import type { Flag, Priority, Status, TaskGroupKey, TaskListRequest, TaskSort } from '../api/types';
import type { Params } from '../app/route.svelte';
import type { Sort } from '../parts/table';

/** In an address: none is named (a lead, a focus area, a document, an officer). */
export const NOBODY = 'none';

/** The filter of a task list, as the address holds it. */
export type Query = Omit<TaskListRequest, 'offset' | 'limit'>;

const list = <T extends string>(text: string | undefined) => (text ? (text.split(',') as T[]) : undefined);
const count = (text: string | undefined) => (text && /^\d+$/.test(text) ? Number(text) : null);

/** Sort steps of an address: `deadline,-late`. */
export function readSort(text: string | undefined): Sort[] {
  return (text ?? '').split(',').filter(Boolean).map((step) => ({ key: step.replace(/^-/, ''), descending: step.startsWith('-') }));
}

export function writeSort(sort: Sort[]): string {
  return sort.map((step) => (step.descending ? `-${step.key}` : step.key)).join(',');
}

/** An empty filter asks for tasks that have none. */
const noneOr = (text: string | undefined) => (text === NOBODY ? '' : text || null);
const orNone = (text: string | null | undefined) => (text === '' ? NOBODY : (text ?? undefined));

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
    basis: params.basis === 'original' ? 'original' : null,
    flags: list<Flag>(params.flags) ?? null,
    due_from: params.from || null,
    due_to: params.to || null,
    due_in: count(params.due_in),
    chase: params.chase ? true : null,
    mine: params.mine ? true : null,
    owner: noneOr(params.owner),
    assigned_by: params.leader || null,
    tag: params.tag || null,
    priority: (params.priority || null) as Priority | null,
    changed_since: params.since || null,
    changed_within: count(params.changed),
    sort: readSort(params.sort) as TaskSort[],
  };
}

/** What the register falls into groups by; only the table has groups. */
export const readGroup = (params: Record<string, string>) => (params.by || null) as TaskGroupKey | null;

/** The address of a request: the inverse of {@link readQuery}, with what it does not ask for taken away. */
export function writeQuery(query: TaskListRequest): Params {
  const flag = (on: boolean | null | undefined) => (on ? '1' : undefined);
  const days = (number: number | null | undefined) => (typeof number === 'number' ? String(number) : undefined);
  return {
    text: query.text ?? undefined,
    status: query.status?.join(',') || undefined,
    area: orNone(query.focus_area),
    agency: query.agency ?? undefined,
    lead: orNone(query.lead),
    obliged: query.obliged ?? undefined,
    group: query.agency_group ?? undefined,
    document: orNone(query.document),
    basis: query.basis === 'original' ? 'original' : undefined,
    flags: query.flags?.join(',') || undefined,
    from: query.due_from ?? undefined,
    to: query.due_to ?? undefined,
    due_in: days(query.due_in),
    chase: flag(query.chase),
    mine: flag(query.mine),
    owner: orNone(query.owner),
    leader: query.assigned_by ?? undefined,
    tag: query.tag ?? undefined,
    priority: query.priority ?? undefined,
    since: query.changed_since ?? undefined,
    changed: days(query.changed_within),
    by: query.group_by ?? undefined,
    sort: writeSort((query.sort ?? []).map(({ key, descending }) => ({ key, descending: Boolean(descending) }))) || undefined,
  };
}

/** Which filters are set, so that an empty result can offer to take them away. */
export const FILTERS = [
  'text', 'status', 'area', 'agency', 'lead', 'obliged', 'group', 'document', 'owner', 'basis', 'flags', 'from', 'to', 'due_in', 'chase', 'mine', 'leader', 'tag', 'priority', 'since', 'changed',
] as const;
