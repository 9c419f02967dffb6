// The ways in which files come to the screen that receives them.
import { pickFiles, pickOpen } from '../../api/window';
import { desk } from '../../app/desk.svelte';
import { go } from '../../app/route.svelte';
import { attempt } from '../../app/undo.svelte';
import { t } from '../../words/words.svelte';
import { tray } from './tray.svelte';

/** Files come: the only one is opened, of several there is a list. */
export function receive(...paths: string[]) {
  tray.of(desk.state?.book?.path ?? '');
  tray.add(paths);
  const [only, ...others] = tray.files;
  go('exchange', only && !others.length ? { file: only.path } : {});
}

/** Asks for files to receive; one that is in their place goes. */
export async function pickToReceive(instead?: string) {
  await attempt(async () => {
    const paths = await pickFiles({ title: t('ui.exchange.pick'), filter_name: t('ui.exchange.files'), extensions: ['goi35', 'phieu35', 'xlsx', 'ods', 'xls', 'csv'] });
    if (!paths.length) return;
    if (instead) tray.putAside(instead);
    receive(...paths);
  });
}

/** Asks for a contact card. */
export async function pickCard(): Promise<string | null> {
  return pickOpen({ title: t('ui.exchange.card.pick'), filter_name: t('ui.exchange.card'), extensions: ['json', 'goi35'] });
}
