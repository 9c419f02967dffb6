// The group and period that the board and the forms speak of, kept in the address: the last period that is over.
import type { Calendar } from '../../api/types';
import { live } from '../../api/live.svelte';
import { desk } from '../../app/desk.svelte';
import { adjust, route } from '../../app/route.svelte';
import { groupOn } from '../../nouns/groups';
import { type Kind, kindOf, periodOn, shifted } from '../../nouns/period';

export class GroupPeriod {
  private readonly list = live('agency_group_list', () => ({}));
  readonly groups = $derived(this.list.value ?? []);
  readonly group = $derived(this.groups.find((one) => one.id === route.params.group)?.id ?? groupOn(this.groups, desk.asOf)?.id);
  readonly calendar = $derived<Calendar>(route.params.calendar === 'statistical' ? 'statistical' : 'administrative');
  private readonly wanted = $derived<Kind>(kindOf(route.params.period) ?? 'month');
  readonly period = $derived(route.params.period || shifted(periodOn(desk.asOf, this.wanted, this.calendar), -1));
  readonly kind = $derived<Kind>(kindOf(this.period) ?? 'month');

  set(to: { group?: string; period?: string; calendar?: Calendar }) {
    adjust({ ...to, sel: undefined }, true);
  }
}
