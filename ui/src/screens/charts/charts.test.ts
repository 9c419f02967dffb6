import { expect, test } from 'vitest';
import { readPlace, writePlace } from '../../app/route.svelte';
import { readSpec, writeSpec } from './charts';

test('a chart comes back from its address', () => {
  const spec = readSpec({ by: 'agency', area: 'DM1', indicators: 'CT26,CT49', title: 'Của tôi & của anh', since: '2024-05-01' }, 'bullet', '2024-06-01');
  expect(spec).toMatchObject({ kind: 'bullet', by: 'agency', focus_area: 'DM1', indicators: ['CT26', 'CT49'], title: 'Của tôi & của anh', agency: null });
  const address = writePlace('charts', writeSpec(spec));
  expect(readSpec(readPlace(address).params, 'bullet', '2024-06-01')).toEqual(spec);
  expect(writeSpec({ focus_area: null, indicators: [] })).toEqual({ area: undefined, indicators: undefined });
});
