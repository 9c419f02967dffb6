// The list of indicators: filter and sort live in the address.
import type { Band, IndicatorListRequest, IndicatorRow, IndicatorSortKey } from '../../api/types';
import type { Sort } from '../../parts/table';

const SORTS: Record<string, IndicatorSortKey> = { code: 'code', name: 'name', area: 'focus_area', light: 'light', age: 'age', progress: 'progress' };

/** The request an address asks for. */
export function readQuery(params: Record<string, string>, asOf: string): IndicatorListRequest {
  const step = params.sort ?? '';
  const key = SORTS[step.replace(/^-/, '')];
  return {
    as_of: asOf,
    text: params.text || null,
    focus_area: params.area || null,
    with_target: params.target ? true : null,
    sort: key ?? null,
    descending: key && step.startsWith('-') ? true : null,
  };
}

export function readSort(step: string | undefined): Sort[] {
  return step ? [{ key: step.replace(/^-/, ''), descending: step.startsWith('-') }] : [];
}

/** Only one step: the last one clicked. */
export function writeSort(sort: Sort[]): string | undefined {
  const step = sort.at(-1);
  return step && (step.descending ? `-${step.key}` : step.key);
}

/** Rows with one light, when the address asks for one. */
export function withBand(rows: IndicatorRow[], band: string | undefined): IndicatorRow[] {
  return band ? rows.filter((row) => row.light === (band as Band)) : rows;
}
