// The focus areas of the framework, in their official order.
import { live } from '../api/live.svelte';

/** All focus areas to choose from, kept up to date; not asked for while they are not `wanted`. */
export function focusAreas(wanted: () => boolean = () => true) {
  const frameworks = live('framework_list', () => (wanted() ? {} : undefined));
  const areas = $derived((frameworks.value ?? []).flatMap((framework) => framework.groups.flatMap((group) => group.areas)));
  return {
    get all() {
      return areas;
    },
  };
}
