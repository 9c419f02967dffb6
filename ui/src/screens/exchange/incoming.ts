// Files that came, one beside the other: how each stands, who sent it, and in which turn they are written.
import type { ExchangePlan, Outcome, PlanCounts, WireError } from '../../api/types';
import type { Shape } from '../../parts/Mark.svelte';
import { number } from '../../words/format';
import { t } from '../../words/words.svelte';
import { OUTCOMES, sourceName } from './exchange';

/** How a file stands; in the order in which they are told. */
export const STANDINGS = ['ready', 'asks', 'reading', 'empty', 'refused', 'slip', 'waiting'] as const;
export type Standing = (typeof STANDINGS)[number];

export const STANDING_LOOKS: Record<Standing, { shape: Shape; tone: string }> = {
  ready: { shape: 'full', tone: 'done-on-time' },
  asks: { shape: 'hollow-triangle', tone: 'due-soon' },
  reading: { shape: 'hollow-triangle', tone: 'due-soon' },
  empty: { shape: 'hollow-triangle', tone: 'due-soon' },
  refused: { shape: 'cross', tone: 'overdue' },
  slip: { shape: 'half', tone: 'in-time' },
  waiting: { shape: 'ring', tone: 'no-data' },
};

/** What of a file its standing follows from. */
export type Known = { plan: ExchangePlan | undefined; refused: WireError | undefined; stale: boolean; seen: boolean };

/** How a file stands: as its plan says, but for a sheet that has to be seen once because how it is read is guessed. */
export function standingOf({ plan, refused, stale, seen }: Known): Standing {
  if (refused) return stale ? 'waiting' : 'refused';
  if (!plan || stale) return 'waiting';
  return plan.guessed && !seen ? 'reading' : plan.standing;
}

/** What stands beside the mark. */
export function standingWords(standing: Standing, plan: ExchangePlan | undefined): string {
  if (standing === 'asks' && plan) return t('ui.exchange.list.asks.count', { count: number(plan.counts.open || plan.questions.length) });
  if (standing === 'ready' && plan && !OUTCOMES.some((outcome) => outcome !== 'unchanged' && plan.counts[outcome])) return t('ui.exchange.list.nothing');
  return t(`ui.exchange.list.${standing}`);
}

/** The counts of a plan in the order of the columns. */
export const COLUMNS: Outcome[] = ['added', 'changed', 'unchanged', 'conflict', 'refused'];

/** The counts of several plans together. */
export function summed(counts: PlanCounts[]): PlanCounts {
  const sum: PlanCounts = { read: 0, added: 0, changed: 0, unchanged: 0, conflict: 0, refused: 0, open: 0 };
  for (const one of counts) for (const name of ['read', 'open', ...OUTCOMES] as const) sum[name] += one[name];
  return sum;
}

/** Who sent a file, and which of theirs it is. */
export function senderAndKind({ source }: ExchangePlan, agencyName: (id: string) => string): { sender: string; kind: string } {
  const { package: pack, form, sheet } = source;
  if (pack) return { sender: pack.sender.agency.name, kind: t('ui.exchange.package', { number: pack.number }) };
  if (form) return { sender: form.agency.name, kind: t('ui.exchange.form', { version: form.version }) };
  const sender = sheet?.used.sender ? agencyName(sheet.used.sender) : t('ui.exchange.sheet.own');
  return { sender, kind: sheet ? t('ui.exchange.list.sheet') : sourceName(source) };
}

/** The turn in which files are written: packages of one sender by their number, since an older one is refused after a newer. */
export function inTurn<F extends { plan: ExchangePlan | undefined }>(files: F[]): F[] {
  const pack = (file: F) => file.plan?.source.package;
  const packages = files.filter((file) => pack(file));
  const order = (a: F, b: F) => (pack(a)?.sender.id ?? '').localeCompare(pack(b)?.sender.id ?? '') || (pack(a)?.number ?? 0) - (pack(b)?.number ?? 0);
  return [...packages.sort(order), ...files.filter((file) => !pack(file))];
}
