// Agencies as items of a combobox: the name in full, and when it existed if it no longer does.
import { live } from '../api/live.svelte';
import type { AgencyRow } from '../api/types';
import type { Item } from '../parts/Combobox.svelte';
import { day } from '../words/format';
import { t } from '../words/words.svelte';

export function agencyItem(agency: AgencyRow): Item {
  const short = agency.short_name === agency.name ? '' : agency.short_name;
  const until = agency.valid_to ? t('ui.agency.until', { day: day(agency.valid_to) }) : '';
  return { value: agency.id, label: agency.name, detail: [short, until].filter(Boolean).join(' · ') };
}

/** All agencies to choose from, kept up to date. */
export function agencyItems(): { readonly items: Item[] } {
  const agencies = live('agency_list', () => ({}));
  return {
    get items() {
      return (agencies.value ?? []).map(agencyItem);
    },
  };
}
