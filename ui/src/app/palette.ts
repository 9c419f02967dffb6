// What can be found and run from anywhere.
import type { Hit } from '../api/types';
import { fold } from '../words/format';
import type { Params, Screen } from './route.svelte';

/** Where a found record is shown. */
export function placeOf(hit: Hit): { screen: Screen; params: Params } {
  switch (hit.noun) {
    case 'task': return { screen: 'tasks', params: { sel: hit.code || hit.id } };
    case 'indicator': return { screen: 'indicators', params: { sel: hit.code || hit.id } };
    case 'composite': return { screen: 'composite', params: { index: hit.code } };
    case 'focus_area': return { screen: 'tasks', params: { area: hit.id } };
    case 'document': return { screen: 'documents', params: { sel: hit.id } };
    case 'briefing': return { screen: 'briefings', params: { id: hit.id } };
    case 'contradiction': return { screen: 'catalog', params: { tab: 'contradictions', sel: hit.id } };
    default: return { screen: 'catalog', params: { tab: 'agencies', sel: hit.id } };
  }
}

export type Command = { key: string; label: string; run: () => void };

/** The commands whose names hold every typed word, marks ignored. */
export function commandsFor(text: string, commands: Command[]): Command[] {
  const words = fold(text).split(/\s+/).filter(Boolean);
  return commands.filter((command) => words.every((word) => fold(command.label).includes(word)));
}
