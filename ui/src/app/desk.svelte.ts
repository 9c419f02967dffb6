// What is on the desk: the open book, the person's preferences, and the day things are seen from.
import { asWireError, call } from '../api/call';
import { startTrouble } from '../api/window';
import type { DeskState, Prefs, WireError } from '../api/types';
import { setLanguage } from '../words/words.svelte';
import { adjust, route } from './route.svelte';

let state = $state.raw<DeskState | undefined>();
let trouble = $state.raw<WireError | undefined>();
let notOpened = $state.raw<WireError | undefined>();

const dark = typeof matchMedia === 'undefined' ? undefined : matchMedia('(prefers-color-scheme: dark)');
let systemDark = $state(dark?.matches ?? false);
dark?.addEventListener('change', (event) => {
  systemDark = event.matches;
  show();
});

/** Puts language, colours and sizes on the page. */
function show() {
  if (!state) return;
  const { prefs } = state;
  setLanguage(prefs.language);
  const page = document.documentElement.dataset;
  page.theme = desk.dark ? 'dark' : 'light';
  page.text = prefs.text_size;
  page.compact = String(prefs.compact);
}

export const desk = {
  get state() {
    return state;
  },
  get trouble() {
    return trouble;
  },
  /** Why the book of last time is not open. */
  get notOpened() {
    return notOpened;
  },
  get prefs(): Prefs | undefined {
    return state?.prefs;
  },
  get dark(): boolean {
    return state?.prefs.theme === 'dark' || (state?.prefs.theme !== 'light' && systemDark);
  },
  /** The size of text, 1 for "vừa". */
  get scale(): number {
    return { medium: 1, large: 1.125, larger: 1.28 }[state?.prefs.text_size ?? 'medium'];
  },
  get today(): string {
    return state?.today ?? '';
  },
  /** The day everything is computed for. */
  get asOf(): string {
    return route.asOf ?? state?.today ?? '';
  },
};

/** Takes over what a desk command answered. */
export function takeDesk(next: DeskState) {
  state = next;
  trouble = undefined;
  show();
}

export async function loadDesk() {
  try {
    takeDesk(await call('desk_state', {}));
    notOpened = (await startTrouble()) ?? undefined;
  } catch (thrown) {
    trouble = asWireError(thrown);
  }
}

export async function editPrefs(prefs: Partial<Prefs>) {
  const next = await call('prefs_edit', prefs);
  if (state) takeDesk({ ...state, prefs: next });
}

/** Sees everything from another day; today when empty. */
export function setAsOf(day: string) {
  adjust({ as_of: day && day !== desk.today ? day : undefined });
}
