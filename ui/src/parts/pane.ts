// Where a pane begins: the field a person asked for, and the section in which it stands.
import { getContext, setContext } from 'svelte';

export type Into = {
  /** A CSS selector of the field. */
  field: string;
  /** The name of the section in which it stands; shown even when it was left folded. */
  section?: string;
};

const ASKED = Symbol('the section asked for');

/** Tells the sections of a pane which one was asked for. */
export const askSection = (name: string | undefined) => setContext(ASKED, name);

/** The name of the section that was asked for. */
export const askedSection = () => getContext<string | undefined>(ASKED);
