import { expect, it } from 'vitest';
import { Submission } from './submission.svelte';

const sent = () => new Event('submit') as SubmitEvent;
const refuse = (field: string | undefined) => () => Promise.reject({ message: 'không được', field });

it('a refusal stands at its field, or below all fields when none is its own', async () => {
  const form = new Submission(['day', 'reason']);
  expect(await form.run(sent(), refuse('day'))).toBe(false);
  expect([form.at('day'), form.at('reason'), form.elsewhere]).toEqual(['không được', undefined, undefined]);
  expect(form.at('reason', 'day')).toBe('không được');
  for (const field of ['before_day', undefined]) {
    await form.run(sent(), refuse(field));
    expect([form.at('day'), form.elsewhere]).toEqual([undefined, 'không được']);
  }
  expect(await form.run(sent(), () => Promise.resolve())).toBe(true);
  expect([form.elsewhere, form.busy]).toEqual([undefined, false]);
});

it('a form under way is not sent again', async () => {
  const form = new Submission([]);
  let finish = () => {};
  const first = form.run(sent(), () => new Promise<void>((done) => (finish = done)));
  expect(await form.run(sent(), refuse(undefined))).toBe(false);
  finish();
  expect(await first).toBe(true);
  expect(form.elsewhere).toBeUndefined();
});
