// Nhập số liệu: the figures of indicators entered as in a spreadsheet, read before they are saved, locked when done.
import { findings } from './axe';
import type { Page } from '@playwright/test';
import { DAY, newSession, rpc, seed, test, expect, visit } from './book';

let own = '';
let group = '';
const ids = new Map<string, string>();
test.describe.configure({ mode: 'serial' });
test.beforeAll(async () => {
  own = newSession('entry');
  await seed(own);
  for (const [code, name] of [['X1', 'Số dịch vụ công trực tuyến'], ['X2', 'Số hồ sơ trực tuyến'], ['X3', 'Số chữ ký số']] as const) {
    const made = await rpc<{ id: string }>(own, 'indicator_add', { code, name, unit: 'dịch vụ', kind: 'count', time_rule: 'last' });
    ids.set(code, made.id);
  }
  const groups = await rpc<{ id: string; members: number }[]>(own, 'agency_group_list', {});
  group = groups.find((one) => one.members === 63)?.id ?? '';
});

/** The cell of an indicator, or of an agency, and a figure column counted from 1. */
const cell = (page: Page, row: string, column: number) => page.getByTestId(`entry-${ids.get(row) ?? row}`).getByRole('gridcell').nth(column);
const months = `#/entry?as_of=${DAY}&kind=month&until=2024-05&count=4&text=X`;
type Figure = { value: number | null; reason: string | null; state: string; approval: string; period: string; citations: { locator: string | null }[] };
const figures = (indicator: string) => rpc<Figure[]>(own, 'observation_list', { indicator });

/** Puts a text on the clipboard and pastes it, as the browser does for Ctrl+V. */
async function paste(page: Page, text: string) {
  await page.evaluate((text) => {
    const data = new DataTransfer();
    data.setData('text/plain', text);
    document.activeElement?.dispatchEvent(new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }));
  }, text);
}
async function copied(page: Page): Promise<string> {
  return page.evaluate(() => {
    const data = new DataTransfer();
    document.activeElement?.dispatchEvent(new ClipboardEvent('copy', { clipboardData: data, bubbles: true, cancelable: true }));
    return data.getData('text/plain');
  });
}
test('figures are typed as in a spreadsheet: Enter goes down, Tab right, Esc takes back', async ({ page }) => {
  await visit(page, own, months);
  await cell(page, 'X1', 1).click();
  await page.keyboard.type('gần 1.200');
  await expect(page.getByText('Đọc là: gần 1.200 dịch vụ')).toBeVisible();
  await page.keyboard.press('Enter');
  await expect(cell(page, 'X1', 1)).toHaveText('gần 1.200');
  await page.keyboard.type('0');
  await page.keyboard.press('Tab');
  await expect(cell(page, 'X2', 1)).toHaveText('0');
  await page.keyboard.type('chưa có số liệu: chờ Bộ Công an');
  await page.keyboard.press('Enter');
  await expect(cell(page, 'X2', 2)).toHaveText('Chưa có số liệu');
  await page.keyboard.type('999');
  await page.keyboard.press('Escape');
  await expect(cell(page, 'X3', 2)).toHaveText('');
  // Enter only moves; F2 corrects what is there; each cell is one undo.
  await cell(page, 'X1', 1).click();
  await page.keyboard.press('Enter');
  await page.keyboard.press('Shift+Enter');
  await page.keyboard.press('F2');
  await expect(page.getByRole('textbox', { name: 'tháng 2/2024' })).toHaveValue('gần 1.200');
  await page.keyboard.press('Control+a');
  await page.keyboard.type('gần 1.300,5');
  await page.keyboard.press('Enter');
  await expect(cell(page, 'X1', 1)).toHaveText('gần 1.300,5');
  await page.keyboard.press('Control+z');
  await expect(page.getByText(/^Đã hoàn tác: nhập số liệu X1/)).toBeVisible();
  await expect(cell(page, 'X1', 1)).toHaveText('gần 1.200');
});

test('a dash and words that are no number are asked about at the cell', async ({ page }) => {
  await visit(page, own, months);
  await cell(page, 'X3', 1).click();
  await page.keyboard.type('bốn mươi');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('alert')).toBeVisible();
  await page.keyboard.press('Escape');
  await page.keyboard.type('-');
  await page.getByRole('button', { name: 'Không áp dụng' }).click();
  await expect(cell(page, 'X3', 1)).toHaveText('Không áp dụng');
  await cell(page, 'X3', 1).click();
  await page.keyboard.press('Delete');
  await expect(cell(page, 'X3', 1)).toHaveText('');
});

test('a block goes to Excel and comes back; fill down, fill right and the same as last period', async ({ page }) => {
  await visit(page, own, months);
  await cell(page, 'X1', 3).click();
  await paste(page, '1201\t1202\n9\t10\n');
  await expect(page.getByText('Đã lưu: 4 số liệu mới.')).toBeVisible();
  await expect(cell(page, 'X2', 4)).toHaveText('10');
  await page.keyboard.press('Shift+ArrowRight');
  await page.keyboard.press('Shift+ArrowDown');
  expect(await copied(page)).toBe('1.201\t1.202\r\n9\t10');
  await page.keyboard.press('Control+d');
  await expect(cell(page, 'X2', 3)).toHaveText('1.201');
  await page.keyboard.press('Control+z');
  await expect(cell(page, 'X2', 3)).toHaveText('9');
  await page.keyboard.press('Control+r');
  await expect(cell(page, 'X2', 4)).toHaveText('9');
  await page.keyboard.press('Control+z');
  // Each takes what stands before it, the first from the period before the block.
  await cell(page, 'X2', 2).click();
  await page.keyboard.press('Shift+ArrowRight');
  await page.getByRole('button', { name: 'Như kỳ trước' }).click();
  await expect(cell(page, 'X2', 3)).toHaveText('0');
  await page.keyboard.press('Control+z');
  await expect(cell(page, 'X2', 3)).toHaveText('9');
  // The first column takes it from outside the sheet.
  await visit(page, own, `#/entry?as_of=${DAY}&kind=month&until=2024-05&count=1&text=X2`);
  await expect(cell(page, 'X2', 1)).toHaveText('10');
  await cell(page, 'X2', 1).click();
  await page.getByRole('button', { name: 'Như kỳ trước' }).click();
  await expect(cell(page, 'X2', 1)).toHaveText('9');
  await page.keyboard.press('Control+z');
});

test('"1.234" is asked about, with the readings beside it, before anything is saved', async ({ page }) => {
  await visit(page, own, `#/entry?as_of=${DAY}&kind=month&until=2023-12&count=2&text=X`);
  await cell(page, 'X1', 1).click();
  await paste(page, '1.234\t-\n2.345\t700\n');
  const dialog = page.getByRole('dialog', { name: 'Xem lại trước khi ghi' });
  await expect(dialog.getByRole('status')).toContainText('3 ô chưa rõ');
  await expect(page.getByTestId('entry-confirm')).toBeDisabled();
  expect(await figures('X3')).toEqual([]);
  // One cell, then all the others at once.
  await dialog.getByRole('button', { name: '1,234', exact: true }).click();
  await expect(dialog.getByRole('status')).toContainText('2 ô chưa rõ');
  await dialog.getByText('1.234,5 (Việt Nam)').click();
  await expect(dialog.getByRole('status')).toContainText('1 ô chưa rõ');
  await dialog.getByRole('button', { name: 'Chưa có số liệu' }).first().click();
  await dialog.getByRole('combobox', { name: 'Nguồn' }).fill('203');
  await page.getByRole('option', { name: /203/ }).first().click();
  await dialog.getByLabel('Vị trí').fill('mục 3');
  await dialog.getByText('nháp', { exact: true }).click();
  await expect(dialog.getByRole('status')).toContainText('Sẽ ghi: 4 số liệu mới.');
  expect(await findings(page)).toEqual([]);
  await page.getByTestId('entry-confirm').click();
  await expect(dialog).toHaveCount(0);
  const saved = (await figures('X1')).filter((one) => one.period.startsWith('2023'));
  expect(saved).toMatchObject([{ value: 1.234, approval: 'draft', citations: [{ locator: 'mục 3' }] }, { state: 'no_data' }]);
  expect((await figures('X2')).find((one) => one.period === '2023-11')).toMatchObject({ value: 2345 });
});

test('beside "8,5" it is a thousand and some, which is shown first', async ({ page }) => {
  await visit(page, own, `#/entry?as_of=${DAY}&kind=month&until=2023-06&count=2&text=X`);
  await cell(page, 'X1', 1).click();
  await paste(page, '1.234\t8,5\n');
  const dialog = page.getByRole('dialog');
  await expect(dialog.getByRole('cell', { name: /^1\.234 mới/ })).toBeVisible();
  await expect(dialog.getByText('Đọc theo các ô khác trong khối.')).toBeVisible();
  await page.getByTestId('entry-confirm').click();
  await expect(dialog).toHaveCount(0);
  expect((await figures('X1')).find((one) => one.period === '2023-05')).toMatchObject({ value: 1234 });
});

test('drafts are marked and approved; a locked period is opened with a reason', async ({ page }) => {
  await visit(page, own, `#/entry?as_of=${DAY}&kind=month&until=2023-12&count=2&text=X`);
  await expect(cell(page, 'X2', 1).getByTitle('Nháp, chưa duyệt')).toBeVisible();
  await cell(page, 'X1', 1).click();
  await page.getByRole('button', { name: 'Duyệt 1 số nháp' }).click();
  await expect(page.getByText('Đã duyệt 1 số liệu.')).toBeVisible();
  await expect(cell(page, 'X1', 1).getByTitle('Nháp, chưa duyệt')).toHaveCount(0);
  await page.getByRole('button', { name: 'Khóa kỳ' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('button', { name: 'Khóa', exact: true }).click();
  await expect(dialog.getByRole('alert')).toContainText('còn 1 số liệu nháp');
  await dialog.getByRole('button', { name: 'Duyệt các số nháp và khóa' }).click();
  await expect(dialog.getByText(/khóa ngày .*Nguyễn Thị Hòa/)).toBeVisible();
  expect(await findings(page)).toEqual([]);
  await page.keyboard.press('Escape');
  await expect(page.getByRole('columnheader', { name: /tháng 11\/2023/ })).toContainText('Đã khóa số liệu tháng 11/2023');
  await cell(page, 'X1', 1).click();
  await page.keyboard.type('5');
  await expect(page.getByText(/Muốn sửa phải mở khóa/).first()).toBeVisible();
  await page.keyboard.press('Delete');
  await expect(cell(page, 'X1', 1)).not.toHaveText('');
  await page.getByRole('button', { name: 'Khóa kỳ' }).click();
  await dialog.getByRole('button', { name: 'Mở khóa' }).click();
  await dialog.getByRole('button', { name: 'Mở khóa' }).click();
  await expect(dialog.getByRole('alert')).toBeVisible();
  await dialog.getByLabel('Lý do mở khóa').fill('Bổ sung số liệu của Sở');
  await page.keyboard.press('Enter');
  await expect(dialog.getByText('Chưa kỳ nào bị khóa.')).toBeVisible();
  await expect(dialog.getByText('Lý do: Bổ sung số liệu của Sở')).toBeVisible();
});

test('agencies stand down beside periods and beside indicators', async ({ page }) => {
  await visit(page, own, `#/entry?as_of=${DAY}&layout=agency_by_period`);
  await expect(page.getByText('Gõ mã hoặc tên chỉ tiêu')).toBeVisible();
  await page.getByRole('combobox', { name: 'Chỉ tiêu' }).fill('X3');
  await page.getByRole('option', { name: /X3/ }).click();
  await page.getByRole('combobox', { name: 'Nhóm cơ quan' }).selectOption(group);
  await expect(page.getByRole('gridcell', { name: 'Số chung' })).toBeVisible();
  await expect(page).toHaveURL(/indicator=X3/);
  const first = page.getByRole('row').nth(2);
  await first.getByRole('gridcell').nth(5).click();
  await page.keyboard.type('12');
  await page.keyboard.press('Enter');
  await expect(first.getByRole('gridcell').nth(5)).toHaveText('12');
  await page.getByText('Cơ quan × chỉ tiêu').click();
  await page.getByRole('textbox', { name: 'Tìm mã, tên chỉ tiêu' }).fill('X3');
  await page.getByRole('combobox', { name: 'Kỳ', exact: true }).selectOption('2024-Q1');
  await expect(page.getByRole('columnheader', { name: /X3/ })).toBeVisible();
  await expect(first.getByRole('gridcell').nth(1)).toHaveText('12');
});

for (const theme of ['light', 'dark']) {
  test(`${theme}: the sheet of figures`, async ({ page }) => {
    await rpc(own, 'prefs_edit', { theme });
    await visit(page, own, months);
    await cell(page, 'X1', 1).click();
    await page.keyboard.type('-');
    await expect(page.getByRole('button', { name: 'Không áp dụng' })).toBeVisible();
    expect(await findings(page)).toEqual([]);
    await page.keyboard.press('Escape');
    await visit(page, own, `#/entry?as_of=${DAY}&layout=agency_by_indicator&kind=month&until=2024-05&group=${group}&text=X`);
    await expect(page.getByRole('columnheader', { name: /X3/ })).toBeVisible();
    expect(await findings(page)).toEqual([]);
  });
}

test('a figure has a period, an agency, a source and may be a draft; its day follows the period', async ({ page }) => {
  await visit(page, own, `#/indicators?as_of=${DAY}&sel=X3`);
  const pane = page.locator('aside');
  await pane.getByRole('button', { name: 'Thêm số liệu' }).click();
  await pane.getByRole('combobox', { name: 'Loại kỳ' }).selectOption('quarter');
  await pane.getByRole('combobox', { name: 'Kỳ', exact: true }).selectOption('2024-Q1');
  await expect(pane.getByLabel('Ngày số liệu')).toHaveValue('31/03/2024');
  await pane.getByLabel('Lịch kỳ báo cáo').first().selectOption('administrative');
  await expect(pane.getByLabel('Ngày số liệu')).toHaveValue('14/03/2024');
  await pane.getByRole('combobox', { name: 'Số liệu của' }).fill('ha noi');
  await page.getByRole('option', { name: /Hà Nội/ }).first().click();
  await pane.getByLabel('Số liệu (dịch vụ)').fill('gần 12');
  await pane.getByRole('combobox', { name: 'Thêm chỗ dẫn' }).fill('203');
  await page.getByRole('option', { name: /203/ }).first().click();
  await pane.getByLabel('Vị trí').fill('điểm 2');
  await pane.getByText('nháp', { exact: true }).click();
  await pane.getByRole('button', { name: 'Lưu', exact: true }).click();
  const figure = pane.getByRole('row', { name: /gần 12 dịch vụ/ });
  await expect(figure).toContainText('quý I/2024');
  await expect(figure).toContainText('điểm 2');
  await expect(figure).toContainText('chưa duyệt');
  await expect(figure).toContainText('Hà Nội');
  // Corrected, it keeps its source; no data is said with a reason.
  await figure.getByTitle('Sửa số liệu').click();
  await pane.getByLabel('Tình trạng số liệu').selectOption('no_data');
  await pane.getByLabel('Lý do').fill('chưa tổng hợp');
  await pane.getByText('đã duyệt', { exact: true }).click();
  expect(await findings(page)).toEqual([]);
  await pane.getByRole('button', { name: 'Lưu', exact: true }).click();
  await expect(pane.getByText('chưa tổng hợp')).toBeVisible();
  const now = (await figures('X3')).find((one) => one.period === '2024-Q1' && one.state === 'no_data');
  expect(now).toMatchObject({ approval: 'approved', reason: 'chưa tổng hợp', citations: [{ locator: 'điểm 2' }] });
  await pane.getByRole('link', { name: 'Nhập theo cơ quan' }).click();
  await expect(page).toHaveURL(/#\/entry\?.*indicator=X3/);
});

test('Mobile Money: 8,2 of which 5,8 in the countryside, and what is left', async ({ page }) => {
  await visit(page, own, `#/catalog?as_of=${DAY}&tab=dimensions`);
  await page.getByRole('button', { name: 'Thêm cách phân tổ' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Phân tổ theo').fill('Khu vực');
  await dialog.getByLabel('Mục 1', { exact: true }).fill('Nông thôn, miền núi');
  await dialog.getByRole('button', { name: 'Thêm', exact: true }).click();
  await expect(dialog.getByRole('alert')).toBeVisible();
  await dialog.getByLabel('Mục 2', { exact: true }).fill('Thành thị');
  expect(await findings(page)).toEqual([]);
  await dialog.getByRole('button', { name: 'Thêm', exact: true }).click();
  await expect(page.getByRole('row', { name: /Khu vực/ })).toContainText('Nông thôn, miền núi · Thành thị');

  await visit(page, own, `#/indicators?as_of=${DAY}&sel=CT34`);
  const pane = page.locator('aside');
  await pane.getByRole('row', { name: /8,2/ }).getByRole('button', { name: 'Phân tổ số liệu này' }).click();
  await pane.getByLabel('Nông thôn, miền núi').fill('5,8');
  await pane.getByLabel('Thành thị').fill('3');
  await pane.getByLabel('Thành thị').press('Tab');
  await expect(pane.getByRole('row', { name: /^Vượt số chung/ })).toContainText('0,6');
  await pane.getByLabel('Thành thị').fill('');
  await pane.getByRole('button', { name: 'Lưu', exact: true }).click();
  await expect(pane.getByText(/Nông thôn, miền núi 5,8 triệu khách hàng/)).toBeVisible();
  await expect(pane.getByText('– còn 2,4 triệu khách hàng chưa phân tổ')).toBeVisible();
  expect(await findings(page)).toEqual([]);
  await pane.getByRole('row', { name: /8,2/ }).getByRole('button', { name: 'Phân tổ số liệu này' }).click();
  await pane.getByLabel('Thành thị').fill('2,4');
  await pane.getByRole('button', { name: 'Lưu', exact: true }).click();
  await expect(pane.getByText('– khớp với số chung')).toBeVisible();
});
