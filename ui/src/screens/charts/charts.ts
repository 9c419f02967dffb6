// A chart as the address of its screen holds it.
import type { Basis, Calendar, ChartBy, ChartKind, ChartMeasure, ChartSpec } from '../../api/types';
import type { Params } from '../../app/route.svelte';

/** The chart an address asks for. */
export function readSpec(params: Record<string, string>, kind: ChartKind, asOf: string): ChartSpec {
  const text = (name: string) => params[name] || null;
  return {
    kind,
    as_of: asOf || null,
    since: text('since'),
    basis: text('basis') as Basis | null,
    by: text('by') as ChartBy | null,
    measure: text('measure') as ChartMeasure | null,
    task: text('task'),
    indicator: text('indicator'),
    indicators: params.indicators ? params.indicators.split(',') : null,
    focus_area: text('area'),
    agency: text('agency'),
    agency_group: text('group'),
    document: text('document'),
    period: text('period'),
    calendar: text('calendar') as Calendar | null,
    title: text('title'),
    subtitle: text('subtitle'),
    note: text('note'),
  };
}

/** What a change of a chart changes in the address. */
export function writeSpec(change: Partial<ChartSpec>): Params {
  const names: Partial<Record<keyof ChartSpec, string>> = { focus_area: 'area', agency_group: 'group' };
  return Object.fromEntries(
    Object.entries(change).map(([field, value]) => [names[field as keyof ChartSpec] ?? field, (Array.isArray(value) ? value.join(',') : value) || undefined]),
  );
}
