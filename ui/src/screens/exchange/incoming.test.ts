import { expect, test } from 'vitest';
import type { ExchangePlan, WireError } from '../../api/types';
import { inTurn, standingOf, standingWords, summed } from './incoming';

const counts = { read: 3, added: 1, changed: 1, unchanged: 1, conflict: 0, refused: 0, open: 0 };
const plan = (more: object = {}, source: object = {}) => ({ standing: 'ready', guessed: false, source: { kind: 'package', package: null, form: null, sheet: null, ...source }, counts, problems: [], questions: [], total: 0, rows: [], ...more }) as unknown as ExchangePlan;
const refused: WireError = { code: 'package.own', kind: 'refused', message: '' };
const of = (more: Partial<Parameters<typeof standingOf>[0]>) => standingOf({ plan: undefined, refused: undefined, stale: false, seen: false, ...more });

test('how a file stands', () => {
  expect(of({})).toBe('waiting');
  expect(of({ plan: plan(), stale: true })).toBe('waiting');
  expect(of({ plan: plan() })).toBe('ready');
  expect((['asks', 'reading', 'empty'] as const).map((standing) => of({ plan: plan({ standing }) }))).toEqual(['asks', 'reading', 'empty']);
  // An older plan says nothing about a file that is refused now.
  expect(of({ plan: plan(), refused })).toBe('refused');
  expect(of({ refused, stale: true })).toBe('waiting');
});

test('a sheet of which it is guessed how it is read wants to be seen once', () => {
  expect(of({ plan: plan({ guessed: true }) })).toBe('reading');
  expect(of({ plan: plan({ guessed: true }), seen: true })).toBe('ready');
  expect(of({ plan: plan({ guessed: true, standing: 'reading' }), seen: true })).toBe('reading');
});

test('a file that changes nothing says so', () => {
  expect(standingWords('ready', plan())).toBe('Sẵn sàng');
  expect(standingWords('ready', plan({ counts: { ...counts, added: 0, changed: 0 } }))).toBe('Không có gì mới');
  expect(standingWords('asks', plan({ counts: { ...counts, open: 2 } }))).toBe('Cần quyết định: 2');
});

test('packages of one sender are written by their number', () => {
  const pack = (sender: string, number: number) => ({ name: `${sender}${number}`, plan: plan({}, { package: { sender: { id: sender }, number } }) });
  const form = { name: 'form', plan: plan({}, { form: {} }) };
  expect(inTurn([form, pack('a', 10), pack('b', 1), pack('a', 9)]).map((one) => one.name)).toEqual(['a9', 'a10', 'b1', 'form']);
});

test('counts of several add up', () => expect(summed([counts, { ...counts, open: 1, refused: 4 }])).toEqual({ read: 6, added: 2, changed: 2, unchanged: 2, conflict: 0, refused: 4, open: 1 }));
