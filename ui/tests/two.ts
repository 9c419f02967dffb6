// Two offices with a book each that know each other: packages from one to the other, as the commands make them.
import { dirname, join } from 'node:path';
import { newSession, rpc, seed } from './book';

type Named = { id: string; short_name: string };
type Peer = { id: string; public: string | null; agency: Named };

export class Two {
  private constructor(readonly upper: string, readonly lower: string, private readonly folder: string) {}

  /** An upper office and a lower one (Bộ Tư pháp); each has the other's card. */
  static async made(name: string): Promise<Two> {
    const [upper, lower] = [newSession(`${name}-up`), newSession(`${name}-low`)];
    await Promise.all([seed(upper), seed(lower)]);
    await rpc(upper, 'setting_edit', { office: await agency(upper, 'Bộ TT&TT') });
    await rpc(lower, 'setting_edit', { office: await agency(lower, 'Bộ Tư pháp'), person: 'Lê Thị Bình' });
    const { book } = await rpc<{ book: { path: string } }>(upper, 'desk_state', {});
    const two = new Two(upper, lower, dirname(book.path));
    await two.introduce(upper, lower, 'upper');
    await two.introduce(lower, upper, 'lower');
    return two;
  }

  /** A place for a file of this test. */
  path = (name: string) => join(this.folder, name);

  /** Writes the card of an office. */
  async card(of: string, name: string): Promise<string> {
    if (!(await rpc(of, 'office_key', {}))) await rpc(of, 'office_key_make', {});
    await rpc(of, 'card_save', { path: this.path(name) });
    return this.path(name);
  }

  async introduce(from: string, to: string, relation: string): Promise<Peer> {
    const path = await this.card(from, `${from}.json`);
    const offer = await rpc<{ agency: Named; public: string }>(to, 'contact_read', { path });
    return rpc<Peer>(to, 'peer_add', { agency: offer.agency.id, relation, public: offer.public });
  }

  peer = async (of: string) => (await rpc<Peer[]>(of, 'peer_list', {}))[0]?.id ?? '';

  /** A package up or down; answers where it lies. */
  async package(way: 'up' | 'down', name: string, more: object = {}): Promise<string> {
    const from = way === 'up' ? this.lower : this.upper;
    await rpc(from, 'exchange_send', { peer: await this.peer(from), path: this.path(name), ...more });
    return this.path(name);
  }

  /** Both have everything of each other. */
  async level() {
    await rpc(this.lower, 'exchange_apply', { files: [{ path: await this.package('down', 'level-1.goi35') }] });
    await rpc(this.upper, 'exchange_apply', { files: [{ path: await this.package('up', 'level-2.goi35') }] });
    await rpc(this.lower, 'exchange_apply', { files: [{ path: await this.package('down', 'level-3.goi35') }] });
  }

  /** What the lower office writes: a note and figures, some of them otherwise than the upper one, and an edit not its own. */
  async differ() {
    const own = await agency(this.lower, 'Bộ Tư pháp');
    const add = (session: string, value: number, period: string, day: string) =>
      rpc<{ id: string }>(session, 'observation_add', { indicator: 'CT26', agency: own, value, period, as_of_day: day });
    const first = await add(this.lower, 12, '2024-Q1', '2024-03-31');
    await this.level();
    await rpc(this.upper, 'observation_edit', { id: first.id, value: 14 });
    await rpc(this.lower, 'observation_edit', { id: first.id, value: 15 });
    await rpc(this.lower, 'task_edit', { id: 'N03', product: 'Báo cáo rà soát văn bản quy phạm pháp luật' });
    await rpc(this.lower, 'task_edit', { id: 'N05', product: 'Quyết định ban hành danh mục' });
    await add(this.lower, 9, '2023-Q4', '2023-12-31');
  }
}

export async function agency(session: string, short: string): Promise<string> {
  const found = await rpc<Named[]>(session, 'agency_list', { text: short });
  return found.find((one) => one.short_name === short)?.id ?? '';
}
