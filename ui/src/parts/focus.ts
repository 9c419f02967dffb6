// Where the keyboard is when a form opens among other things and goes away again.

/**
 * For a form that opens in place: begins in its first field, and when it has gone leaves the keyboard beside
 * where it stood, not at the top of the page.
 */
export function holdsFocus(form: HTMLElement): { destroy: () => void } {
  const place = form.parentElement;
  form.querySelector<HTMLElement>('input, textarea, select')?.focus();
  return {
    destroy: () => {
      requestAnimationFrame(() => {
        if (document.activeElement === document.body) place?.querySelector<HTMLElement>('button, summary, input')?.focus();
      });
    },
  };
}
