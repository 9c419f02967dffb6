// The keys that work everywhere.

export type Act = 'find' | 'undo' | 'redo' | 'saved' | 'print' | 'help' | 'new' | 'quit';

/** Whether somebody is typing, so that a field's own keys come first. A field with nothing unsaved in it is at rest. */
export function typing(target: EventTarget | null): boolean {
  if (target instanceof HTMLInputElement && (target.type === 'checkbox' || target.type === 'radio')) return false;
  return target instanceof HTMLElement && target.dataset.settled === undefined && (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName));
}

type Pressed = Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'metaKey' | 'shiftKey' | 'altKey' | 'isComposing'>;

/** What a key asks for; undefined when it is nobody's. */
export function actOf(event: Pressed, inField: boolean): Act | undefined {
  if (event.isComposing || event.altKey) return undefined;
  if (event.key === 'F1') return 'help';
  if (!event.ctrlKey && !event.metaKey) return undefined;
  switch (event.key.toLowerCase()) {
    case 'k': return 'find';
    case 's': return 'saved';
    case 'p': return 'print';
    case 'n': return 'new';
    case 'q': return 'quit';
    // Inside a field, Ctrl+Z takes back typing.
    case 'z': return inField ? undefined : event.shiftKey ? 'redo' : 'undo';
    case 'y': return inField ? undefined : 'redo';
    default: return undefined;
  }
}
