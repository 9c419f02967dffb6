import { expect, test } from 'vitest';
import { addresseeOf, addresses, toAddressee } from './targets';

test('a target is set for the whole, for each agency of a group, or for one agency, and for one of them only', () => {
  const cases = [
    { agency: null, agency_group: null },
    { agency: null, agency_group: 'g1' },
    { agency: 'a1', agency_group: null },
  ];
  for (const target of cases) expect(toAddressee(addresseeOf(target))).toEqual(target);
  const offered = addresses([{ id: 'g1', name: '63 tỉnh' }], [{ value: 'a1', label: 'Hà Nội' }]);
  expect(offered.map((one) => one.value)).toEqual(cases.map(addresseeOf));
  expect(offered[1]?.label).toBe('Từng cơ quan thuộc 63 tỉnh');
});
