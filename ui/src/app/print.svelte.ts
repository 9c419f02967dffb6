// What Ctrl+P prints: what is on screen. A screen without pages of its own says so and offers the briefing.
import { t } from '../words/words.svelte';
import { printBriefing } from './files';
import { tell } from './toasts.svelte';

let own = $state.raw<(() => void) | undefined>();

/** Says how the screen prints, for the life of a component. */
export function printsWith(run: () => () => void) {
  $effect(() => {
    const mine = run();
    own = mine;
    return () => {
      if (own === mine) own = undefined;
    };
  });
}

/** For a table that has no pages but can be copied: Ctrl+P says so and offers to copy it. */
export function copiesToPrint(copy: () => unknown) {
  printsWith(() => () => tell(t('ui.print.by_copy'), { action: { label: t('ui.copy.table'), run: () => void copy() } }));
}

/** Prints what is on screen. */
export function printHere() {
  if (own) own();
  else tell(t('ui.print.none'), { action: { label: t('ui.briefing.print'), run: () => void printBriefing() } });
}
