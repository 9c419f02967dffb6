// The ways in which a file comes to the screen that receives it.
import { pickOpen } from '../../api/window';
import { desk } from '../../app/desk.svelte';
import { go } from '../../app/route.svelte';
import { attempt } from '../../app/undo.svelte';
import { t } from '../../words/words.svelte';
import { putAside, receivingOf } from './receiving.svelte';

/** Opens a file: shows what it would do. One that was written before is looked at anew. */
export function receive(path: string) {
  if (receivingOf(path, desk.state?.book?.path ?? '').written) putAside(path);
  go('exchange', { file: path });
}

/** Asks for a file to receive. */
export async function pickToReceive() {
  await attempt(async () => {
    const path = await pickOpen({ title: t('ui.exchange.pick'), filter_name: t('ui.exchange.files'), extensions: ['goi35', 'phieu35', 'xlsx', 'ods', 'xls', 'csv'] });
    if (path) receive(path);
  });
}

/** Asks for a contact card. */
export async function pickCard(): Promise<string | null> {
  return pickOpen({ title: t('ui.exchange.card.pick'), filter_name: t('ui.exchange.card'), extensions: ['json', 'goi35'] });
}
