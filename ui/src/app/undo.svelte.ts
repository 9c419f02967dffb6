// Taking back and doing again, and saying that something was saved.
import { asWireError, call, onWrite } from '../api/call';
import type { UndoState, UndoStep } from '../api/types';
import { say, t } from '../words/words.svelte';
import { tell, tellTrouble } from './toasts.svelte';

let state = $state.raw<UndoState | undefined>();
let turn = 0;

export const undoing = {
  get undo() {
    return state?.undo ?? undefined;
  },
  get redo() {
    return state?.redo ?? undefined;
  },
};

/** What a step is called: "sửa nhiệm vụ N03". */
export function stepName(step: UndoStep): string {
  return say(`op.${step.command}`, { subject: step.subject }).trim();
}

/** The question under way: a step back right after a write waits for it, else it would go by what was before. */
let asking: Promise<void> = Promise.resolve();

function askUndoState(): Promise<void> {
  asking = ask();
  return asking;
}

async function ask() {
  const mine = ++turn;
  try {
    const next = await call('undo_state', {});
    if (mine === turn) state = next;
  } catch {
    if (mine === turn) state = undefined;
  }
}

async function revert(way: 'undo' | 'redo') {
  await asking;
  const step = state?.[way];
  if (!step) {
    tell(t(way === 'undo' ? 'ui.undo.nothing' : 'ui.redo.nothing'));
    return;
  }
  try {
    await call(way, {});
    tell(t(way === 'undo' ? 'ui.undo.done' : 'ui.redo.done', { what: stepName(step) }));
  } catch (thrown) {
    tellTrouble(thrown);
  }
}

export const undo = () => revert('undo');
export const redo = () => revert('redo');

/** Watches writes for as long as a book is open; every write that is not itself a step back says "Đã lưu". */
export function watchWrites(): () => void {
  void askUndoState();
  return onWrite((written) => {
    void askUndoState();
    if (written.op !== null && written.name !== 'undo' && written.name !== 'redo') {
      tell(t('ui.saved'), { action: { label: t('ui.undo'), run: () => void undo() } });
    }
  });
}

/** Runs something that may fail where no field can say so. Answers whether it went well. */
export async function attempt(work: () => Promise<unknown>): Promise<boolean> {
  try {
    await work();
    return true;
  } catch (thrown) {
    if (asWireError(thrown).code !== 'stopped') tellTrouble(thrown);
    return false;
  }
}
