// The words of both languages, from the same files the core reads. Keys are checked by the compiler.
import en from '../../../assets/words/en.json';
import vi from '../../../assets/words/vi.json';

export type Key = keyof typeof vi;
export type Language = 'vi' | 'en';
export type Params = Record<string, string | number>;

const lists: Record<Language, Record<string, string>> = { vi, en };
let current = $state<Language>('vi');

export function language(): Language {
  return current;
}

export function setLanguage(next: Language) {
  current = next;
  if (typeof document !== 'undefined') document.documentElement.lang = next;
}

/** Whether there is a word for a key that comes from elsewhere, such as an error's code. */
export function known(key: string): key is Key {
  return key in lists[current];
}

/** A text with its placeholders filled. */
export function t(key: Key, params: Params = {}): string {
  return fill(lists[current][key] ?? key, params);
}

/** The text of a key that comes from data; the key's last part when nobody wrote words for it. */
export function say(key: string, params: Params = {}): string {
  const text = lists[current][key];
  return text === undefined ? key.slice(key.indexOf('.') + 1) : fill(text, params);
}

export function fill(text: string, params: Params): string {
  return text.replace(/\{(\w+)\}/g, (whole, name: string) => (name in params ? String(params[name]) : whole));
}
