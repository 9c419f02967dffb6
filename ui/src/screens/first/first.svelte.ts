// The three questions of the first start, and the errors of their fields.
import { asWireError, call } from '../../api/call';
import type { DeskState } from '../../api/types';
import { pickOpen, pickSave } from '../../api/window';
import { takeDesk } from '../../app/desk.svelte';
import { refusalOf } from '../../parts/edit.svelte';
import { t } from '../../words/words.svelte';

type Named = 'office' | 'person' | 'path';

export class FirstStart {
  office = $state('');
  person = $state('');
  begin = $state<'seed' | 'empty'>('seed');
  path = $state('');
  errors = $state<Partial<Record<Named, string>>>({});
  trouble = $state('');
  busy = $state(false);

  constructor(path: string) {
    this.path = path;
  }

  private async run(work: () => Promise<DeskState | null>) {
    this.busy = true;
    this.errors = {};
    this.trouble = '';
    try {
      const next = await work();
      if (next) takeDesk(next);
    } catch (thrown) {
      const { field } = asWireError(thrown);
      if (field === 'office' || field === 'person' || field === 'path') {
        this.errors = { [field]: refusalOf(thrown) };
        document.getElementById(field)?.focus();
      } else this.trouble = refusalOf(thrown);
    } finally {
      this.busy = false;
    }
  }

  make = () =>
    this.run(() => call('book_create', { office: this.office, person: this.person, path: this.path, seed: this.begin === 'seed' ? 'khung-3-5' : null }));

  open = (path: string) => this.run(() => call('book_open', { path }));

  pickPlace = () =>
    this.run(async () => {
      const place = await pickSave({ title: t('ui.first.path'), default_name: 'so.so35', filter_name: t('ui.book.files'), extensions: ['so35'] });
      if (place) this.path = place;
      return null;
    });

  pickBook = () =>
    this.run(async () => {
      const path = await pickOpen({ title: t('ui.book.open'), filter_name: t('ui.book.files'), extensions: ['so35'] });
      return path ? call('book_open', { path }) : null;
    });
}
