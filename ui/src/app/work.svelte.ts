// Long work: shown when it takes more than a moment, with what is left of it and a way to stop it.
import type { Step } from '../api/call';
import { Pace } from './pace';

type Work = { what: string; done: number; of: number; left: string; stop: () => void };
let current = $state<Work | undefined>();
const MOMENT = 200;

export const working = {
  get current() {
    return current;
  },
};

export async function work<T>(what: string, run: (signal: AbortSignal, progress: (step: Step) => void) => Promise<T>): Promise<T> {
  const stopper = new AbortController();
  const pace = new Pace();
  const mine: Work = { what, done: 0, of: 0, left: '', stop: () => stopper.abort() };
  const timer = setTimeout(() => (current = mine), MOMENT);
  try {
    return await run(stopper.signal, (step) => {
      [mine.done, mine.of, mine.left] = [step.done, step.of, pace.after(step)];
      if (current?.what === what) current = { ...mine };
    });
  } finally {
    clearTimeout(timer);
    if (current?.what === what) current = undefined;
  }
}
