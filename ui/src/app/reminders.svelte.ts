// Reminders: shown by themselves on the first start of a day when there is something to say, and whenever
// asked for. The desk keeps the day on which they were last marked as seen.
import { call } from '../api/call';
import type { ReminderList } from '../api/types';
import { desk, takeDesk } from './desk.svelte';
import { attempt } from './undo.svelte';

let open = $state(false);
/** The day of the look before this one; kept while the window is open, so that the list can be seen again. */
let since = $state<string | undefined>();

export const reminding = {
  get open() {
    return open;
  },
  get since() {
    return since;
  },
};

/** Whether there is anything that is new, near or to be asked about. */
export function something(list: ReminderList): boolean {
  return list.became_overdue.total > 0 || list.due.length > 0 || list.chase.total > 0;
}

/** Reminds on the first start of a day; says nothing when there is nothing. */
export async function remindOnStart() {
  since = desk.state?.reminded_on ?? undefined;
  if (since === desk.today) return;
  try {
    const list = await call('reminders', { as_of: desk.today, since: since ?? null });
    open = something(list);
  } catch {
    // The screens say what is wrong with the book; a reminder has nothing to add.
  }
}

export function showReminders() {
  open = true;
}

/** Closes without a word: they come again on the next start. */
export function hideReminders() {
  open = false;
}

/** Marks them as seen: they come again on another day. */
export async function reminderSeen() {
  open = false;
  await attempt(async () => takeDesk(await call('reminders_seen', {})));
}
