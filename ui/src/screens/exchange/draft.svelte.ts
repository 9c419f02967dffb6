// What a person says about a file is kept outside the book until the file is written: closing the program loses
// nothing. One word after another; of several that wait, only the newest is written.
import { call } from '../../api/call';
import type { Answers, Said, SheetSetting } from '../../api/types';
import { attempt } from '../../app/undo.svelte';

/** What was said about a file. */
export type Spoken = { setting: SheetSetting | null; answers: Answers };

/** Nothing yet. */
export const SILENCE: Spoken = { setting: null, answers: { decisions: [], questions: [] } };

/** Whether anything was said at all. */
export const saidAnything = ({ setting, answers }: Spoken) => setting !== null || answers.decisions.length > 0 || answers.questions.length > 0;

export class Draft {
  private sha256 = '';
  private opening: Promise<Said | null> | undefined;
  private newest: Spoken | undefined;
  private writing: Promise<unknown> = Promise.resolve();

  constructor(private readonly path: string) {}

  /** What was said before. The file is read once, when somebody asks: of many that come together, one after the other. */
  open = (): Promise<Said | null> => (this.opening ??= this.read());

  /** Nothing of a file that cannot be read: why, its plan will say. */
  private async read(): Promise<Said | null> {
    try {
      const { sha256, said } = await call('exchange_draft', { path: this.path });
      this.sha256 = sha256;
      return said;
    } catch {
      return null;
    }
  }

  /** Keeps what was said; nothing said is nothing kept. */
  keep(said: Spoken) {
    this.newest = said;
    this.writing = this.writing.then(() => this.write());
  }

  /** Waits until everything said is kept. */
  settled = () => this.writing;

  private async write() {
    await this.open();
    const said = this.newest;
    this.newest = undefined;
    const { sha256 } = this;
    if (!said || !sha256) return;
    await attempt(() => (saidAnything(said) ? call('exchange_draft_save', { sha256, ...said }) : call('exchange_draft_forget', { sha256 })));
  }
}
