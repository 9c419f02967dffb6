// Which group of agencies is meant where nobody chose one.
import type { AgencyGroup } from '../api/types';

/** The first group all of whose members are there on a day; otherwise one that is not of later days. */
export function groupOn(groups: AgencyGroup[], day: string): AgencyGroup | undefined {
  const begun = groups.filter((one) => one.members > 0 && (!one.from_day || one.from_day <= day));
  return begun.find((one) => !one.to_day || day <= one.to_day) ?? begun[0] ?? groups[0];
}
