// What the window itself can do: ask for a file's place, open a file with the system's program.
import { send } from './call';
import type { WireError } from './types';

type PickOpen = { title: string; filter_name: string; extensions: string[] };
type PickSave = PickOpen & { default_name: string };

/** The file a person chose to open; none when they thought better of it. */
export async function pickOpen(asked: PickOpen): Promise<string | null> {
  return (await send('window_pick_open', asked)).value as string | null;
}

/** The files a person chose to open, one or many; none when they thought better of it. */
export async function pickFiles(asked: PickOpen): Promise<string[]> {
  return (await send('window_pick_files', asked)).value as string[];
}

/** Where a person wants a file to be saved. */
export async function pickSave(asked: PickSave): Promise<string | null> {
  return (await send('window_pick_save', asked)).value as string | null;
}

/** The folder a person chose; none when they thought better of it. */
export async function pickFolder(asked: Pick<PickSave, 'title' | 'default_name'>): Promise<string | null> {
  return (await send('window_pick_folder', asked)).value as string | null;
}

/** Opens a file with the system's program for it. A plain browser cannot; answers whether it was tried. */
export async function openFile(path: string): Promise<boolean> {
  await send('window_open', { path });
  return !__BROWSER__;
}

/** Opens the folder in which a file lies. A plain browser cannot; answers whether it was tried. */
export async function openFolder(path: string): Promise<boolean> {
  return openFile(path.replace(/[\\/][^\\/]*$/, '') || path);
}

/** Closes the real window. */
export async function closeWindow(): Promise<void> {
  if (!__BROWSER__) await send('window_close', {});
}

/** The packages that double clicks opened the program with; each told once, and only by the real window. */
export async function startPackages(): Promise<string[]> {
  if (__BROWSER__) return [];
  return (await send('window_packages', {})).value as string[];
}

/** Why the book of last time could not be opened; told once, and only by the real window. */
export async function startTrouble(): Promise<WireError | null> {
  if (__BROWSER__) return null;
  return ((await send('window_started', {})).value as { error: WireError | null }).error;
}
