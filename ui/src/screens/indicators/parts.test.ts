import { expect, test } from 'vitest';
import type { FigureRead } from '../../api/types';
import { partsToSet, partTyped, sumOf } from './parts';

const value = (value: number): FigureRead => ({ value, numerator: null, denominator: null, qualifier: null });
const share = (numerator: number, denominator: number): FigureRead => ({ value: null, numerator, denominator, qualifier: null });

test('parts are summed beside the whole, in decimals that are exact', () => {
  const whole = { value: 8.2, numerator: null, denominator: null };
  expect(sumOf(whole, [value(5.8)])).toEqual({ sum: 5.8, rest: 2.4 });
  expect(sumOf(whole, [value(5.8), value(2.4)])).toEqual({ sum: 8.2, rest: 0 });
  expect(sumOf(whole, [value(5.8), value(3)])).toEqual({ sum: 8.8, rest: -0.6 });
  expect(sumOf(whole, [])).toBeUndefined();
  expect(sumOf(whole, [share(1, 2)])).toBeUndefined();
  expect(sumOf({ value: null, numerator: 41, denominator: 53 }, [share(20, 30), share(21, 23)])).toEqual({ sum: 41, rest: 0 });
  expect(sumOf({ value: null, numerator: null, denominator: null }, [value(1)])).toBeUndefined();
});

test('an item of which nothing is told has no part', () => {
  const read = new Map([['b', { ...value(5.8), qualifier: 'gần' }]]);
  expect(partsToSet([{ id: 'a' }, { id: 'b' }], read)).toEqual([{ item: 'b', value: 5.8, numerator: null, denominator: null, qualifier: 'gần' }]);
  expect(partTyped({ id: '1', item: 'b', name: '', value: 5.8, numerator: null, denominator: null, qualifier: 'gần', written: '' })).toBe('gần 5,8');
  expect(partTyped(undefined)).toBe('');
});
