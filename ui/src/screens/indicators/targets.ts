// Whom a target is set for: the whole, each agency of a group, or one agency. One choice stands for the three.
import type { AgencyGroup, Target, TargetEdit } from '../../api/types';
import type { Item } from '../../parts/Combobox.svelte';
import { t } from '../../words/words.svelte';

const GROUP = 'group:';
const AGENCY = 'agency:';

/** The choice that says whom a target is set for. */
export function addresseeOf(target: Pick<Target, 'agency' | 'agency_group'>): string {
  if (target.agency_group) return `${GROUP}${target.agency_group}`;
  return target.agency ? `${AGENCY}${target.agency}` : 'whole';
}

/** What a choice writes: one addressee and no other. */
export function toAddressee(choice: string): Pick<TargetEdit, 'agency' | 'agency_group'> {
  return {
    agency: choice.startsWith(AGENCY) ? choice.slice(AGENCY.length) : null,
    agency_group: choice.startsWith(GROUP) ? choice.slice(GROUP.length) : null,
  };
}

/** All whom a target can be set for: the whole first, then groups, then agencies. */
export function addresses(groups: Pick<AgencyGroup, 'id' | 'name'>[], agencies: Item[]): Item[] {
  return [
    { value: 'whole', label: t('ui.target.whole') },
    ...groups.map((one) => ({ value: `${GROUP}${one.id}`, label: t('ui.target.each', { group: one.name }) })),
    ...agencies.map((one) => ({ ...one, value: `${AGENCY}${one.value}` })),
  ];
}
