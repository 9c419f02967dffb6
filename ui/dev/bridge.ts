// Lets the window run in a plain browser: answers `/rpc` with `so35 rpc`, one process for each session.
// For development and tests only; the released window has no part of it.
import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync } from 'node:fs';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { Plugin } from 'vite';

type Asked = { id: string; name: string; body: unknown };
type Line = { id?: number; ok?: unknown; error?: unknown; progress?: unknown };

/** What the window is told: the policy of the released window, and `/rpc` besides. */
const POLICY =
  "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' blob: data:; font-src 'self'; connect-src 'self'";

function program(): string {
  const named = process.env.SO35_BIN;
  if (named) return named;
  const asked = spawnSync('cargo', ['metadata', '--no-deps', '--format-version', '1'], { cwd: import.meta.dirname, encoding: 'utf8' });
  const folder = (JSON.parse(asked.stdout) as { target_directory: string }).target_directory;
  const found = join(folder, 'debug', process.platform === 'win32' ? 'so35.exe' : 'so35');
  if (!existsSync(found)) throw new Error('so35 is not built: run `cargo build -p so35`, or name the program in SO35_BIN');
  return found;
}

/** One `so35 rpc` with a desk folder of its own. */
class Session {
  readonly folder: string;
  private child: ChildProcess;
  private next = 1;
  private waiting = new Map<number, (line: Line) => void>();
  private numbers = new Map<string, number>();

  constructor(folder: string) {
    this.folder = folder;
    mkdirSync(folder, { recursive: true });
    const book = process.env.SO35_BOOK;
    const args = [...(book ? ['--book', book] : []), 'rpc', '--folder', folder];
    this.child = spawn(program(), args, { stdio: ['pipe', 'pipe', 'inherit'] });
    const gone = () => {
      for (const tell of this.waiting.values()) tell({ error: { code: 'rpc.gone', kind: 'failed', message: 'so35 rpc ended' } });
      this.waiting.clear();
    };
    this.child.on('error', gone);
    this.child.on('exit', gone);
    if (!this.child.stdout) throw new Error('so35 rpc has no output');
    createInterface({ input: this.child.stdout }).on('line', (text) => {
      const line = JSON.parse(text) as Line;
      const tell = line.id === undefined ? undefined : this.waiting.get(line.id);
      tell?.(line);
    });
  }

  get alive(): boolean {
    return this.child.exitCode === null && !this.child.killed;
  }

  private say(line: unknown) {
    this.child.stdin?.write(`${JSON.stringify(line)}\n`);
  }

  ask(asked: Asked, tell: (line: Line, last: boolean) => void) {
    const id = this.next++;
    this.numbers.set(asked.id, id);
    this.waiting.set(id, (line) => {
      const last = line.progress === undefined;
      if (last) {
        this.waiting.delete(id);
        this.numbers.delete(asked.id);
      }
      tell(line, last);
    });
    this.say({ id, name: asked.name, body: asked.body });
  }

  cancel(asked: string) {
    const id = this.numbers.get(asked);
    if (id !== undefined) this.say({ cancel: id });
  }

  end() {
    this.child.kill();
  }
}

function text(request: IncomingMessage): Promise<string> {
  return new Promise((done, failed) => {
    let body = '';
    request.setEncoding('utf8');
    request.on('data', (part: string) => (body += part));
    request.on('end', () => done(body));
    request.on('error', failed);
  });
}

/** The window's own abilities, as far as a browser can have them. */
function windowAnswer(session: Session, asked: Asked): Line | undefined {
  const body = (asked.body ?? {}) as { default_name?: string; extensions?: string[]; id?: string };
  switch (asked.name) {
    case 'window_pick_save':
    case 'window_pick_folder':
    case 'window_pick_open':
      return { ok: { value: join(session.folder, (body.default_name ?? `picked.${body.extensions?.[0] ?? 'pdf'}`).replace(/[\\/]/g, '-')) } };
    case 'window_pick_files':
      return { ok: { value: [join(session.folder, `picked.${body.extensions?.[0] ?? 'pdf'}`)] } };
    case 'window_open':
      return { ok: { value: null } };
    case 'window_cancel':
      session.cancel(body.id ?? '');
      return { ok: { value: null } };
    default:
      return undefined;
  }
}

export function bridge(): Plugin {
  const root = process.env.SO35_FOLDER ?? mkdtempSync(join(tmpdir(), 'so35-ui-'));
  const sessions = new Map<string, Session>();

  const sessionOf = (url: string | undefined): Session => {
    const name = (new URL(url ?? '/', 'http://here').searchParams.get('session') ?? '').replace(/[^\w-]/g, '');
    const known = sessions.get(name);
    if (known?.alive) return known;
    const made = new Session(name ? join(root, name) : root);
    sessions.set(name, made);
    return made;
  };

  const answer = async (request: IncomingMessage, response: ServerResponse) => {
    const asked = JSON.parse(await text(request)) as Asked;
    const session = sessionOf(request.url);
    response.writeHead(200, { 'content-type': 'application/x-ndjson' });
    const own = windowAnswer(session, asked);
    if (own) {
      response.end(`${JSON.stringify(own)}\n`);
      return;
    }
    session.ask(asked, (line, last) => {
      response.write(`${JSON.stringify(line)}\n`);
      if (last) response.end();
    });
  };

  const serve = (request: IncomingMessage, response: ServerResponse, next: () => void) => {
    if (!request.url?.startsWith('/rpc')) return next();
    answer(request, response).catch((error: unknown) => {
      response.statusCode = 500;
      response.end(String(error));
    });
  };

  const endAll = () => sessions.forEach((session) => session.end());
  process.once('exit', endAll);

  return {
    name: 'so35-bridge',
    configureServer(server) {
      server.middlewares.use(serve);
    },
    configurePreviewServer(server) {
      server.middlewares.use((_request, response, next) => {
        response.setHeader('content-security-policy', POLICY);
        next();
      });
      server.middlewares.use(serve);
    },
  };
}
