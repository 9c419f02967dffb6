// A block of cells to and from the clipboard: for Word and Excel as a table with lines, for everything else
// as text with tabs. Cells are the words on the screen; what they mean is left to whoever pastes.

const LINE = 'border:0.5pt solid #666666;padding:2pt 4pt;vertical-align:top';
const FONT = "font-family:'Times New Roman',serif;font-size:12pt";

/** Whole numbers stay numbers. Everything else is marked as text: a spreadsheet would take 06/05/2024 for
    5 June, 007 for 7 and 5/7 for a day. */
const isCount = (cell: string) => /^(0|-?[1-9]\d{0,14})$/.test(cell);

const escaped = (text: string) => text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;').replace(/"/g, '&quot;');

function htmlCell(tag: 'th' | 'td', cell: string): string {
  // The format is named twice: for Excel in its style, for LibreOffice as an attribute.
  const [style, own] = isCount(cell) ? [`${LINE};text-align:right`, ''] : [`${LINE};mso-number-format:'\\@'`, ' sdnum="1033;0;@"'];
  const lines = cell.replace(/\r\n?/g, '\n').split('\n').map(escaped);
  // A line break that Excel keeps inside the cell.
  const words = lines.join('<br style="mso-data-placement:same-cell">');
  const head = tag === 'th' ? ';font-weight:bold;background:#eeeeee' : '';
  return `<${tag}${own} style="${style}${head}">${words}</${tag}>`;
}

/** The block as a table with its lines and formats written into each cell, as Word and Excel read it. */
export function blockHtml(header: string[] | undefined, rows: string[][]): string {
  const line = (tag: 'th' | 'td', cells: string[]) => `<tr>${cells.map((cell) => htmlCell(tag, cell)).join('')}</tr>`;
  const head = header ? `<thead>${line('th', header)}</thead>` : '';
  const body = rows.map((cells) => line('td', cells)).join('');
  return `<html><head><meta charset="utf-8"></head><body><table style="border-collapse:collapse;${FONT}">${head}<tbody>${body}</tbody></table></body></html>`;
}

/** The block as text: tabs between cells, and quotes around a cell that holds a tab, a line break or a quote. */
export function blockText(header: string[] | undefined, rows: string[][]): string {
  const cell = (text: string) => (/[\t\r\n"]/.test(text) ? `"${text.replace(/\r\n?/g, '\n').replace(/"/g, '""')}"` : text);
  const all = header ? [header, ...rows] : rows;
  return all.map((cells) => cells.map(cell).join('\t')).join('\r\n');
}

/** Puts a block into the data of a `copy` event, the surest way where there is one. */
export function putBlock(data: DataTransfer, header: string[] | undefined, rows: string[][]) {
  data.setData('text/plain', blockText(header, rows));
  data.setData('text/html', blockHtml(header, rows));
}

/** Copies a block. Answers false when the system lets nobody write to its clipboard. */
export async function copyBlock(header: string[] | undefined, rows: string[][]): Promise<boolean> {
  try {
    const part = (type: string, text: string) => ({ [type]: new Blob([text], { type }) });
    await navigator.clipboard.write([new ClipboardItem({ ...part('text/plain', blockText(header, rows)), ...part('text/html', blockHtml(header, rows)) })]);
    return true;
  } catch {
    return copyByEvent(header, rows);
  }
}

/** Engines without the newer way, or without leave to use it, still tell the page that something is copied. */
function copyByEvent(header: string[] | undefined, rows: string[][]): boolean {
  let put = false;
  const copy = (event: ClipboardEvent) => {
    if (!event.clipboardData) return;
    putBlock(event.clipboardData, header, rows);
    event.preventDefault();
    event.stopImmediatePropagation();
    put = true;
  };
  document.addEventListener('copy', copy, { capture: true, once: true });
  try {
    return document.execCommand('copy') && put;
  } catch {
    return false;
  } finally {
    document.removeEventListener('copy', copy, { capture: true });
  }
}

/** A cell in quotes at `from`, and where it ends; undefined when the quotes are part of the words. */
function quoted(text: string, from: number): { cell: string; end: number } | undefined {
  if (text[from] !== '"') return undefined;
  let cell = '';
  for (let at = from + 1; at < text.length; at += 1) {
    if (text[at] !== '"') cell += text[at];
    else if (text[at + 1] === '"') cell += text[(at += 1)];
    else return at + 1 === text.length || /[\t\r\n]/.test(text[at + 1] ?? '') ? { cell, end: at + 1 } : undefined;
  }
  return undefined;
}

/** Reads what a spreadsheet put on the clipboard: rows of equal length, cells as they were typed. The break
    after the last row begins no other one; an empty text has no rows. */
export function readBlock(text: string): string[][] {
  const rows: string[][] = [];
  let row: string[] = [];
  let at = 0;
  while (at < text.length || row.length > 0) {
    const found = quoted(text, at);
    const end = found?.end ?? at + (/^[^\t\r\n]*/.exec(text.slice(at))?.[0].length ?? 0);
    row.push((found?.cell ?? text.slice(at, end)).replace(/\r\n?/g, '\n'));
    at = end;
    if (text[at] === '\t') {
      at += 1;
      continue;
    }
    rows.push(row);
    row = [];
    at += text.startsWith('\r\n', at) ? 2 : 1;
  }
  const width = Math.max(0, ...rows.map((cells) => cells.length));
  return rows.map((cells) => [...cells, ...Array<string>(width - cells.length).fill('')]);
}
