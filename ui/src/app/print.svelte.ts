// What Ctrl+P prints: what is on screen, where the screen has pages of its own; else the briefing.
import { printBriefing } from './files';

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

/** Prints what is on screen. */
export function printHere() {
  if (own) own();
  else void printBriefing();
}
