// Long work: shown when it takes more than a moment, with a way to stop it.
import type { Step } from '../api/call';

type Work = { what: string; done: number; of: number; stop: () => void };
let current = $state<Work | undefined>();
const MOMENT = 200;

export const working = {
  get current() {
    return current;
  },
};

export async function work<T>(what: string, run: (signal: AbortSignal, progress: (step: Step) => void) => Promise<T>): Promise<T> {
  const stopper = new AbortController();
  const mine: Work = { what, done: 0, of: 0, stop: () => stopper.abort() };
  const timer = setTimeout(() => (current = mine), MOMENT);
  try {
    return await run(stopper.signal, ({ done, of }) => {
      mine.done = done;
      mine.of = of;
      if (current?.what === what) current = { ...mine };
    });
  } finally {
    clearTimeout(timer);
    if (current?.what === what) current = undefined;
  }
}
