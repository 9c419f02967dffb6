// The files that came and are not written yet. One is opened at once; several are looked at one after the other and
// stand in a list. They stay while the person looks elsewhere; another book begins with none.
import { asWireError, call, type Options } from '../../api/call';
import type { SlipTold, WireError } from '../../api/types';
import { fileName } from '../../app/attach';
import { leftWords, secondsLeft } from '../../app/pace';
import { saidAnything } from './draft.svelte';
import { kindOfFile } from './exchange';
import { inTurn, type Standing } from './incoming';
import { applied, Receiving, type Written } from './receiving.svelte';

/** A return slip among the files: what it says, or why it cannot be read. It is taken in one by one. */
export class SlipComing {
  told = $state.raw<SlipTold | undefined>();
  refused = $state.raw<WireError | undefined>();
  readonly plan = undefined;
  readonly written = undefined;

  constructor(readonly path: string) {}

  get standing(): Standing {
    return this.refused ? 'refused' : this.told ? 'slip' : 'waiting';
  }

  get stale(): boolean {
    return this.standing === 'waiting';
  }

  async look(options: Options) {
    try {
      this.told = await call('slip_read', { path: this.path }, options);
    } catch (thrown) {
      this.refused = asWireError(thrown);
    }
  }

  close() {}
}

export type Coming = Receiving | SlipComing;

class Tray {
  files = $state.raw<Coming[]>([]);
  /** What was written of several at once. */
  written = $state.raw<Written | undefined>();
  /** The looking under way: which file, how many are done. */
  looking = $state.raw<{ name: string; done: number; of: number; left: string } | undefined>();
  /** Whether a person stopped it. */
  stopped = $state(false);
  /** The file that was open last. */
  last = '';
  private book = '';
  private stopper: AbortController | undefined;

  /** Sees that the files are those of this book. */
  of(book: string) {
    if (book === this.book) return;
    this.files.forEach((file) => file.close());
    [this.files, this.written, this.book, this.last] = [[], undefined, book, ''];
  }

  at(path: string): Coming | undefined {
    return this.files.find((file) => file.path === path);
  }

  /** Files come. One that was written before is looked at anew. */
  add(paths: string[]) {
    this.clear();
    this.written = undefined;
    this.stopped = false;
    const fresh = [...new Set(paths)].filter((path) => !this.at(path));
    this.files = [...this.files, ...fresh.map((path) => (kindOfFile(path) === 'slip' ? new SlipComing(path) : new Receiving(path)))];
  }

  /** Takes away what was written, and slips that were taken. */
  clear() {
    const done = (file: Coming) => (file instanceof SlipComing ? Boolean(file.told?.received_on) : Boolean(file.written));
    this.files.filter(done).forEach((file) => file.close());
    this.files = this.files.filter((file) => !done(file));
  }

  /** Puts files aside with everything that was said about them. Answers the way back. */
  putAside(...paths: string[]): () => void {
    const gone = this.files.filter((file) => paths.includes(file.path));
    this.files = this.files.filter((file) => !gone.includes(file));
    const spoken = gone.flatMap((file) => (file instanceof Receiving && !file.written && saidAnything(file.spoken) ? [{ path: file.path, said: file.spoken }] : []));
    for (const file of gone) {
      if (file instanceof Receiving && !file.written) file.beginAnew();
      file.close();
    }
    return () => {
      this.add(gone.filter((file) => !file.written).map((file) => file.path));
      for (const { path, said } of spoken) {
        const file = this.at(path);
        if (file instanceof Receiving) void file.restore(said);
      }
    };
  }

  /** Looks at each file that was not looked at yet, or whose plan is old. */
  async look() {
    if (this.stopper || this.stopped) return;
    const stopper = (this.stopper = new AbortController());
    const since = Date.now();
    let done = 0;
    try {
      for (let next = this.next(); next; next = this.next()) {
        const of = done + this.files.filter((file) => file.stale).length;
        const seconds = secondsLeft(Date.now() - since, done, of);
        this.looking = { name: fileName(next.path), done, of, left: seconds === undefined ? '' : leftWords(seconds) };
        await next.look({ signal: stopper.signal });
        done += 1;
      }
    } catch {
      // What is not looked at yet says so. Stopped from elsewhere, it waits to be asked again.
      if (!stopper.signal.aborted) this.stopped = true;
    } finally {
      this.stopper = undefined;
      this.looking = undefined;
    }
  }

  private next(): Coming | undefined {
    return this.stopper?.signal.aborted ? undefined : this.files.find((file) => file.stale && !file.written);
  }

  /** Stops looking; `person`: until asked to go on. */
  stop(person: boolean) {
    this.stopped = person;
    this.stopper?.abort();
  }

  /** The files that need nobody, in the turn in which they are written. */
  get ready(): Receiving[] {
    return inTurn(this.files.filter((file): file is Receiving => file instanceof Receiving && file.standing === 'ready'));
  }

  /** Writes all files that need nobody, as one act. Those that turn out to need somebody stay. */
  async apply(options: Options) {
    const files = this.ready;
    await Promise.all(files.map((file) => file.settle()));
    const written = await applied(files, true, options);
    const done = new Set(written.applied.files.map((file) => file.path));
    for (const { path, error } of written.applied.left) {
      const file = this.at(path);
      if (error && file instanceof Receiving) file.refuse(error);
    }
    this.files.filter((file) => done.has(file.path)).forEach((file) => file.close());
    this.files = this.files.filter((file) => !done.has(file.path));
    this.written = written;
  }
}

/** The files of the open book. */
export const tray = new Tray();
