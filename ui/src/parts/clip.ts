// A block of cells as text: what spreadsheets put on the clipboard and what they read from it.
// Tab between cells, a line for each row; a cell with a tab, a quote or a line break stands in quotes.

export type Block = string[][];

/** Reads the text of a clipboard, as LibreOffice Calc and Excel write it. Rows are filled up to one width. */
export function readBlock(text: string): Block {
  const rows: Block = [];
  let row: string[] = [];
  let at = 0;
  const source = text.replace(/\r\n?/g, '\n');
  while (at < source.length) {
    const { cell, next } = source[at] === '"' ? quoted(source, at) : plain(source, at);
    row.push(cell);
    at = next;
    if (source[at] === '\t') {
      at += 1;
      if (at === source.length) row.push('');
    } else {
      rows.push(row);
      row = [];
      at += 1;
    }
  }
  if (row.length) rows.push(row);
  const width = Math.max(0, ...rows.map((cells) => cells.length));
  return rows.map((cells) => [...cells, ...Array<string>(width - cells.length).fill('')]);
}

function plain(source: string, from: number): { cell: string; next: number } {
  let next = from;
  while (next < source.length && source[next] !== '\t' && source[next] !== '\n') next += 1;
  return { cell: source.slice(from, next), next };
}

/** A cell in quotes, doubled inside. A quote that nothing closes before a cell ends is a letter like others. */
function quoted(source: string, from: number): { cell: string; next: number } {
  let cell = '';
  let at = from + 1;
  for (;;) {
    const close = source.indexOf('"', at);
    if (close < 0) return plain(source, from);
    cell += source.slice(at, close);
    if (source[close + 1] === '"') {
      cell += '"';
      at = close + 2;
      continue;
    }
    const after = source[close + 1];
    return after === undefined || after === '\t' || after === '\n' ? { cell, next: close + 1 } : plain(source, from);
  }
}

/** The block as text for any spreadsheet. */
export function writeBlock(block: Block): string {
  const cell = (text: string) => (/[\t\n"]/.test(text) ? `"${text.replace(/"/g, '""')}"` : text);
  return block.map((row) => row.map(cell).join('\t')).join('\r\n');
}

const escaped = (text: string) => text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;').replace(/"/g, '&quot;');

/** Whole numbers stay numbers. Everything else is said to be text: a spreadsheet would take 06/05/2024 for
    5 June, 007 for 7 and 5/7 for a day. */
const isCount = (text: string) => /^(0|-?[1-9]\d{0,14})$/.test(text);

/** The block as a table, for Word and Excel: each cell carries its lines and its format, as they read them. */
export function writeTable(block: Block, heads: string[]): string {
  const cell = (text: string, tag: 'th' | 'td') => {
    // The format is named twice: for Excel in the style, for LibreOffice as an attribute.
    const [kind, own] = isCount(text) ? ['text-align:right', ''] : ["mso-number-format:'\\@'", ' sdnum="1033;0;@"'];
    const head = tag === 'th' ? ';font-weight:bold;background:#eeeeee' : '';
    // A line break that Excel keeps inside the cell.
    const words = text.split('\n').map(escaped).join('<br style="mso-data-placement:same-cell">');
    return `<${tag}${own} style="border:0.5pt solid #666666;padding:2pt 4pt;vertical-align:top;${kind}${head}">${words}</${tag}>`;
  };
  const line = (row: string[], tag: 'th' | 'td') => `<tr>${row.map((text) => cell(text, tag)).join('')}</tr>`;
  const head = heads.length ? `<thead>${line(heads, 'th')}</thead>` : '';
  const look = "border-collapse:collapse;font-family:'Times New Roman',serif;font-size:12pt";
  return `<meta charset="utf-8"><table style="${look}">${head}<tbody>${block.map((row) => line(row, 'td')).join('')}</tbody></table>`;
}

/** The block repeated until it fills a larger one of whole multiples; as it is when it does not fit. */
export function spread(block: Block, rows: number, columns: number): Block {
  const [high, wide] = [block.length, block[0]?.length ?? 0];
  if (!high || !wide || rows < high || columns < wide || rows % high || columns % wide) return block;
  return Array.from({ length: rows }, (_, row) => Array.from({ length: columns }, (_, column) => block[row % high]?.[column % wide] ?? ''));
}
