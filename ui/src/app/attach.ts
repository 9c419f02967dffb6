// Files on their way into the book: picked, dropped on the window, or waiting in a form.
import { call } from '../api/call';
import { openFile, pickOpen, pickSave } from '../api/window';
import type { Attachment } from '../api/types';
import { t } from '../words/words.svelte';
import { tell } from './toasts.svelte';
import { attempt } from './undo.svelte';
import { work } from './work.svelte';

/** What a file is attached to. */
export type Owner = { task: string; step?: string | null } | { document: string };

/** The name at the end of a path of either kind of system. */
export function fileName(path: string): string {
  return path.split(/[\\/]/).at(-1) || path;
}

/** Asks for a file to attach. */
export function pickFile(): Promise<string | null> {
  return pickOpen({ title: t('ui.files.pick'), filter_name: '', extensions: [] });
}

/** Attaches files as one act; none is nothing to do. Answers whether they were taken. */
export async function attach(owner: Owner, paths: string[]): Promise<boolean> {
  if (!paths.length) return true;
  const name = paths.map(fileName).join(', ');
  return attempt(() => work(t('ui.files.copying', { name }), () => call('attachment_add', { ...owner, paths })));
}

/** Shows a file in the system's program; in a plain browser it says where the copy lies. */
export async function openAttachment(id: string) {
  await attempt(async () => {
    const { path } = await call('attachment_open', { id });
    if (!(await openFile(path))) tell(t('ui.files.copy_at', { path }));
  });
}

/** Saves a copy where a person wants it. */
export async function saveAttachment({ id, name }: Attachment) {
  await attempt(async () => {
    const dot = name.lastIndexOf('.');
    const path = await pickSave({ title: t('ui.files.save_as'), default_name: name, filter_name: '', extensions: dot > 0 ? [name.slice(dot + 1)] : [] });
    if (!path) return;
    const saved = await work(t('ui.files.copying', { name }), () => call('attachment_save_as', { id, path }));
    tell(t('ui.file.saved', { path: saved.path }));
  });
}

/** What the window says of files dragged over it; positions in the page's own pixels. */
export type Dragged = { kind: 'over' | 'leave' | 'drop'; x: number; y: number; paths: string[] };

/** Whether what is dropped there is taken by a list of files: anywhere on its pane will do, nobody aims at a list. */
export function isForFiles(list: HTMLElement, x: number, y: number): boolean {
  const box = (list.closest('aside') ?? list).getBoundingClientRect();
  return x >= box.left && x <= box.right && y >= box.top && y <= box.bottom;
}

/** Hears of files dragged from the system. Returns the way to stop. The window tells of them, since only it may know their paths. */
export function onDragged(hear: (dragged: Dragged) => void): () => void {
  const listener = (event: Event) => hear((event as CustomEvent<Dragged>).detail);
  window.addEventListener('so35-files', listener);
  return () => window.removeEventListener('so35-files', listener);
}
