import { describe, expect, test } from 'vitest';
import { readBlock, spread, writeBlock, writeTable } from './clip';

describe('a block is read as spreadsheets write it', () => {
  test.each<[string, string, string[][]]>([
    ['one cell', 'abc', [['abc']]],
    ['a last line break belongs to the last row', 'a\tb\r\nc\td\r\n', [['a', 'b'], ['c', 'd']]],
    ['lines inside quotes', '"dòng một\ndòng hai"\t30/05/2024\n', [['dòng một\ndòng hai', '30/05/2024']]],
    ['doubled quotes', '"gọi là ""sổ"""\tx', [['gọi là "sổ"', 'x']]],
    ['a quote inside is a letter', '5" màn hình\ty', [['5" màn hình', 'y']]],
    ['a quote that nothing closes', '"mở\tb\nc', [['"mở', 'b'], ['c', '']]],
    ['words after a closed quote', '"Nhà" nước\tb', [['"Nhà" nước', 'b']]],
    ['empty cells', '\t\n\tb', [['', ''], ['', 'b']]],
    ['a last empty cell', 'a\t', [['a', '']]],
    ['an empty row between', 'a\n\nb', [['a'], [''], ['b']]],
    ['short rows are filled up', 'a\nb\tc', [['a', ''], ['b', 'c']]],
    ['nothing', '', []],
  ])('%s', (_, text, block) => expect(readBlock(text)).toEqual(block));
});

test('what is written is read again', () => {
  const block = [['N01', 'Dòng một\nDòng "hai"', ''], ['a\tb', '30/05/2024', 'x']];
  expect(readBlock(writeBlock(block))).toEqual(block);
});

describe('a table for Word and Excel', () => {
  const html = writeTable([['N03', 'Trình <b>&\nbán dẫn', '06/05/2024', '12'], ['007', '=1+1', '5/7', '-5']], ['Mã', '', '', 'Số']);
  test('keeps codes, days and fractions as they are written, and counts as numbers', () => {
    for (const text of ['N03', '007', '06/05/2024', '5/7', '=1+1']) expect(html).toMatch(new RegExp(`<td sdnum="1033;0;@" style="[^"]*mso-number-format:'\\\\@'">${text.replace('+', '\\+')}</td>`));
    for (const text of ['12', '-5']) expect(html).toMatch(new RegExp(`<td style="[^"]*text-align:right">${text}</td>`));
  });
  test('keeps words as words and lines in their cell', () => {
    expect(html).toContain('Trình &lt;b&gt;&amp;<br style="mso-data-placement:same-cell">bán dẫn');
    expect(html.match(/<th /g)).toHaveLength(4);
    expect(writeTable([['a']], [])).not.toContain('<th');
  });
});

test('a block fills a larger one of whole multiples only', () => {
  expect(spread([['x']], 2, 2)).toEqual([['x', 'x'], ['x', 'x']]);
  expect(spread([['a', 'b']], 2, 2)).toEqual([['a', 'b'], ['a', 'b']]);
  expect(spread([['a', 'b']], 2, 3)).toEqual([['a', 'b']]);
  expect(spread([['a'], ['b']], 1, 1)).toEqual([['a'], ['b']]);
});
