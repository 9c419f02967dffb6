// Sending a form: once at a time. What is refused stands at its field; what belongs to none of the form's
// fields stands below them all, so that no refusal goes unsaid.
import { type Refusal, refusalOf } from './edit.svelte';

export class Submission<F extends string = string> {
  busy = $state(false);
  private refused = $state.raw<{ field: string | null | undefined; message: string } | undefined>();

  /** A form with these fields, by the names under which the book refuses them. */
  constructor(private readonly fields: readonly F[]) {}

  /** What was refused at a field, or at one of several that are shown together. */
  at(...fields: F[]): string | undefined {
    return fields.some((field) => field === this.refused?.field) ? this.refused?.message : undefined;
  }

  /** What was refused at none of the form's fields. */
  get elsewhere(): string | undefined {
    return this.fields.some((field) => field === this.refused?.field) ? undefined : this.refused?.message;
  }

  /** Forgets what was refused. */
  forget = () => {
    this.refused = undefined;
  };

  /** Does what the form is for. Answers whether it was taken; while one run is on its way another is not begun. */
  run = async (event: SubmitEvent, work: () => Promise<unknown>): Promise<boolean> => {
    event.preventDefault();
    if (this.busy) return false;
    this.busy = true;
    this.forget();
    try {
      await work();
      return true;
    } catch (thrown) {
      this.refused = { field: (thrown as Refusal).field, message: refusalOf(thrown) };
      return false;
    } finally {
      this.busy = false;
    }
  };
}
