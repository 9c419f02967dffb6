// Editing one value in place: what is typed stays as typed until it is given up or accepted, and a refusal
// stands at the field. Nothing is rewritten while somebody types, so input methods are never disturbed.

export type Refusal = { message: string; hint?: string | null; field?: string | null };

export function refusalOf(thrown: unknown): string {
  const { message, hint } = thrown as Refusal;
  return hint ? `${message} ${hint}` : (message ?? String(thrown));
}

export class Edit {
  /** What is in the field. */
  text = $state('');
  error = $state('');
  busy = $state(false);
  /** Whether somebody is editing, so that a value from outside must not replace the text. */
  editing = $state(false);

  constructor(
    private given: () => string,
    private save: (text: string) => unknown,
  ) {
    this.text = given();
    $effect(() => {
      const now = given();
      if (!this.editing && !this.error) this.text = now;
    });
  }

  begin = () => {
    this.editing = true;
  };

  /** Takes the text as it is; when it is refused it stays, with the reason. */
  accept = async (): Promise<boolean> => {
    if (this.busy) return false;
    if (this.text === this.given()) {
      this.editing = false;
      this.error = '';
      return true;
    }
    this.busy = true;
    try {
      await this.save(this.text);
      this.error = '';
      this.editing = false;
      return true;
    } catch (thrown) {
      this.error = refusalOf(thrown);
      return false;
    } finally {
      this.busy = false;
    }
  };

  /** Back to what was there. */
  giveUp = () => {
    this.text = this.given();
    this.error = '';
    this.editing = false;
  };
}
