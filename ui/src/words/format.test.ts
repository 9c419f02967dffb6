import { describe, expect, test } from 'vitest';
import { bytes, day, fold, moment, number, percent, readDay } from './format';
import { fill, setLanguage } from './words.svelte';

describe('days', () => {
  test.each([
    ['31/5/2024', '2024-05-31'],
    ['06/05/2024', '2024-05-06'],
    ['6.5.2024', '2024-05-06'],
    [' 6-5-2024 ', '2024-05-06'],
    ['29/02/2024', '2024-02-29'],
    ['06052024', '2024-05-06'],
    ['31/02/2024', undefined],
    ['29/02/2023', undefined],
    ['5/13/2024', undefined],
    ['1/1/24', undefined],
    ['2024-05-31', undefined],
    ['', undefined],
  ])('%s is read day first', (typed, iso) => expect(readDay(typed)).toBe(iso));

  test('are written as each language does', () => {
    expect(day('2024-05-06', 'vi')).toBe('06/05/2024');
    expect(day('2024-05-06', 'en')).toBe('6 May 2024');
    expect(day(null)).toBe('');
  });

  test('moments are those of Vietnam', () => expect(moment(Date.UTC(2024, 4, 31, 18, 5))).toBe('01/06/2024 01:05'));
});

describe('figures', () => {
  test.each([
    [1234567.5, undefined, '1.234.567,5'],
    [0, undefined, '0'],
    [-12900, undefined, '−12.900'],
    [999, undefined, '999'],
    [1000, 2, '1.000,00'],
    [0.1 + 0.2, undefined, '0,3'],
  ])('%d', (value, decimals, text) => expect(number(value, decimals, 'vi')).toBe(text));

  test('follow the language', () => {
    expect(percent(98.63)).toBe('98,63%');
    setLanguage('en');
    expect(percent(98.63)).toBe('98.63%');
    expect(number(1234.5)).toBe('1,234.5');
    setLanguage('vi');
    expect(bytes(1_300_000)).toBe('1,2 MB');
  });
});

test('marks do not matter when something is looked for', () => {
  expect(fold('Đẩy mạnh chuyển đổi')).toBe('day manh chuyen doi');
  expect(fold('hòa')).toBe(fold('hoà'));
});

test('placeholders without a value stay to be seen', () => expect(fill('{a} và {b}', { a: 1 })).toBe('1 và {b}'));
