// The one way from the window to the book: `call(name, body)`, typed by the command list.
// In the real window it goes to window.rs; in a plain browser (development and tests) to `/rpc`.
import { Channel, invoke } from '@tauri-apps/api/core';
import type { Commands, WireError } from './types';

export type Name = keyof Commands;
export type Request<N extends Name> = Commands[N]['request'];
export type Reply<N extends Name> = Commands[N]['reply'];
export type ReadName = { [N in Name]: Commands[N]['kind'] extends 'read' ? N : never }[Name];

/** How far long work has come: `done` of `of`, `what` being a key of the words. */
export type Step = { done: number; of: number; what: string };

export type Options = { signal?: AbortSignal; progress?: (step: Step) => void };

type Answer = { value: unknown; changed?: string[]; op?: number | null };
type Transport = (id: string, name: string, body: unknown, progress: (step: Step) => void) => Promise<Answer>;

/** What the listeners of {@link onWrite} are told. */
export type Written = { name: string; changed: string[]; op: number | null };

const listeners = new Set<(written: Written) => void>();
let last = 0;

/** Tells after every write what it changed. Returns the way to stop listening. */
export function onWrite(tell: (written: Written) => void): () => void {
  listeners.add(tell);
  return () => listeners.delete(tell);
}

const overTauri: Transport = (id, name, body, progress) => {
  const channel = new Channel<Step>();
  channel.onmessage = progress;
  return invoke<Answer>('call', { id, name, body, progress: channel });
};

type Line = { ok?: Answer; error?: WireError; progress?: Step };

/** The session a browser test runs in; each has a desk of its own. */
function rpcAddress(): string {
  return `/rpc?session=${new URLSearchParams(location.search).get('session') ?? ''}`;
}

const overRpc: Transport = async (id, name, body, progress) => {
  const response = await fetch(rpcAddress(), { method: 'POST', body: JSON.stringify({ id, name, body }) });
  if (!response.ok || !response.body) throw unreachable(await response.text());
  const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
  let rest = '';
  for (;;) {
    const { value, done } = await reader.read();
    rest += value ?? '';
    const lines = rest.split('\n');
    rest = lines.pop() ?? '';
    for (const text of lines.filter(Boolean)) {
      const line = JSON.parse(text) as Line;
      if (line.progress) progress(line.progress);
      else if (line.ok) return line.ok;
      else throw line.error ?? unreachable(text);
    }
    if (done) throw unreachable(rest);
  }
};

const transport: Transport = __BROWSER__ ? overRpc : overTauri;

function unreachable(reason: string): WireError {
  return { code: 'window.unreachable', kind: 'failed', message: reason };
}

/** Whatever was thrown, as an error with words. */
export function asWireError(thrown: unknown): WireError {
  if (typeof thrown === 'object' && thrown !== null && 'code' in thrown && 'message' in thrown) return thrown as WireError;
  return unreachable(thrown instanceof Error ? thrown.message : String(thrown));
}

/** Sends any name: the commands of the list, and the window's own (see window.ts). */
export async function send(name: string, body: unknown, { signal, progress }: Options = {}): Promise<Answer> {
  signal?.throwIfAborted();
  const id = String(++last);
  const stop = () => void transport('', 'window_cancel', { id }, () => {}).catch(() => {});
  signal?.addEventListener('abort', stop, { once: true });
  try {
    const answer = await transport(id, name, body, progress ?? (() => {}));
    if (answer.changed) {
      const written = { name, changed: answer.changed, op: answer.op ?? null };
      listeners.forEach((tell) => tell(written));
    }
    return answer;
  } catch (thrown) {
    throw asWireError(thrown);
  } finally {
    signal?.removeEventListener('abort', stop);
  }
}

/** Runs a command. Throws a {@link WireError}. */
export async function call<N extends Name>(name: N, body: Request<N>, options?: Options): Promise<Reply<N>> {
  return (await send(name, body, options)).value as Reply<N>;
}
