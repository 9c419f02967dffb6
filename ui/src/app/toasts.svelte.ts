// Messages at the foot of the window.
import { asWireError } from '../api/call';
import type { Toast } from '../parts/Toasts.svelte';
import { t } from '../words/words.svelte';

let toasts = $state.raw<Toast[]>([]);
let last = 0;
const SHORT = 5000;
const MOST = 3;

export const messages = {
  get all() {
    return toasts;
  },
};

export function closeToast(id: number) {
  toasts = toasts.filter((toast) => toast.id !== id);
}

/** Says something; it goes by itself unless something went wrong. */
export function tell(text: string, more: Omit<Toast, 'id' | 'text'> = {}) {
  const id = ++last;
  // Only the newest word stands, so that its action is never about something older; troubles stay until closed.
  toasts = [...toasts.filter((toast) => toast.wrong && toast.text !== text), { id, text, ...more }].slice(-MOST);
  if (!more.wrong) setTimeout(() => closeToast(id), more.action ? SHORT * 1.6 : SHORT);
}

/** Says what went wrong, that nothing was lost, and what to do. */
export function tellTrouble(thrown: unknown) {
  const { message, hint } = asWireError(thrown);
  tell(message, { wrong: true, detail: hint ?? t('ui.trouble.safe') });
}
