import { afterEach, describe, expect, test, vi } from 'vitest';
import { blockHtml, blockText, copyBlock, readBlock } from './clipboard';

const HEADER = ['Mã', 'Nhiệm vụ', 'Thời hạn', 'Số'];
const ROWS = [
  ['N03', 'Trình “Chiến lược”\nbán dẫn', '31/05/2024', '12'],
  ['007', '=1+1 <b>&amp;</b>\tcột', '06/05/2024', '-5'],
];

describe('a block as text', () => {
  test('cells with tabs, breaks and quotes come back as they were', () => {
    const odd = [['a\tb', 'dòng một\ndòng hai', 'nói "có"', ''], ['"', '""', ' ', '0']];
    expect(readBlock(blockText(undefined, odd))).toEqual(odd);
    expect(readBlock(blockText(HEADER, ROWS))).toEqual([HEADER, ...ROWS]);
  });

  test('is read as spreadsheets write it', () => {
    expect(readBlock('')).toEqual([]);
    expect(readBlock('a')).toEqual([['a']]);
    expect(readBlock('\t')).toEqual([['', '']]);
    // Excel ends the last line; LibreOffice does not.
    expect(readBlock('N01\t31/05/2024\r\nN02\t\r\n')).toEqual([['N01', '31/05/2024'], ['N02', '']]);
    expect(readBlock('N01\t31/05/2024\nN02\t')).toEqual([['N01', '31/05/2024'], ['N02', '']]);
    expect(readBlock('"dòng 1\r\ndòng 2"\t"nói ""có"""\r\n')).toEqual([['dòng 1\ndòng 2', 'nói "có"']]);
    // Quotes that do not close around the whole cell are words.
    expect(readBlock('"Chiến lược" bán dẫn\tb')).toEqual([['"Chiến lược" bán dẫn', 'b']]);
    expect(readBlock('"hở\tb')).toEqual([['"hở', 'b']]);
    // A row without its last cells is filled up; an empty line is a row.
    expect(readBlock('a\tb\tc\nd\n\ne')).toEqual([['a', 'b', 'c'], ['d', '', ''], ['', '', ''], ['e', '', '']]);
  });

  test('ten thousand rows are read within a moment', () => {
    const many = Array.from({ length: 10_000 }, (_, n) => [`N${n}`, 'Nhiệm vụ\ncó hai dòng', '31/05/2024']);
    const text = blockText(undefined, many);
    const begun = performance.now();
    expect(readBlock(text)).toHaveLength(10_000);
    expect(performance.now() - begun).toBeLessThan(2_000);
  });
});

describe('a block as a table', () => {
  const html = blockHtml(HEADER, ROWS);
  test('says what is text, so that days and codes stay as written', () => {
    for (const cell of ['31/05/2024', '007']) expect(html).toMatch(new RegExp(`<td sdnum="1033;0;@" style="[^"]*mso-number-format:'\\\\@'[^"]*">${cell}</td>`));
    for (const cell of ['12', '-5']) expect(html).toMatch(new RegExp(`<td style="[^"]*text-align:right">${cell}</td>`));
  });
  test('holds words, not markup', () => {
    expect(html).toContain('=1+1 &lt;b&gt;&amp;amp;&lt;/b&gt;');
    expect(html).toContain('“Chiến lược”<br style="mso-data-placement:same-cell">bán dẫn');
    expect(html.match(/<th /g)).toHaveLength(4);
    expect(blockHtml(undefined, ROWS)).not.toContain('<th');
  });
});

describe('copying', () => {
  afterEach(() => vi.unstubAllGlobals());
  class Item {
    constructor(readonly parts: Record<string, Blob>) {}
  }

  test('gives both forms at once', async () => {
    const written: Item[] = [];
    vi.stubGlobal('ClipboardItem', Item);
    vi.stubGlobal('navigator', { clipboard: { write: (items: Item[]) => void written.push(...items) } });
    expect(await copyBlock(HEADER, ROWS)).toBe(true);
    expect(Object.keys(written[0]?.parts ?? {})).toEqual(['text/plain', 'text/html']);
    expect(await written[0]?.parts['text/plain']?.text()).toBe(blockText(HEADER, ROWS));
  });

  test('falls back to the copy event, and says when nothing worked', async () => {
    vi.stubGlobal('navigator', {});
    const data = new Map<string, string>();
    let listener: ((event: unknown) => void) | undefined;
    const page = {
      addEventListener: (_: string, tell: (event: unknown) => void) => (listener = tell),
      removeEventListener: () => {},
      execCommand: () => {
        listener?.({ clipboardData: { setData: (type: string, text: string) => data.set(type, text) }, preventDefault() {}, stopImmediatePropagation() {} });
        return true;
      },
    };
    vi.stubGlobal('document', page);
    expect(await copyBlock(undefined, ROWS)).toBe(true);
    expect(data.get('text/plain')).toBe(blockText(undefined, ROWS));
    vi.stubGlobal('document', { ...page, execCommand: () => false });
    expect(await copyBlock(undefined, ROWS)).toBe(false);
  });
});
