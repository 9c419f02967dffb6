// Trao đổi: many files at once – their list, one decided among them, all that are ready written as one act – and what
// was said about a file, which survives closing the program.
import { accessible } from './axe';
import { copyFileSync, mkdirSync, writeFileSync } from 'node:fs';
import type { Page } from '@playwright/test';
import { newSession, rpc, test, expect, visit } from './book';
import { agency, Two } from './two';

test.describe.configure({ mode: 'serial' });

const placeOf = (path: string) => `#/exchange?file=${encodeURIComponent(path)}`;
const row = (page: Page, name: string) => page.getByTestId(`file-${name}`);
const conflicts = (page: Page) => page.getByRole('listbox', { name: 'Cần quyết định' });

/** Drops files on the window as the real one tells of them. */
async function drop(page: Page, ...paths: string[]) {
  await page.evaluate((paths) => {
    for (const kind of ['over', 'drop']) window.dispatchEvent(new CustomEvent('so35-files', { detail: { kind, x: 600, y: 400, paths: kind === 'drop' ? paths : [] } }));
  }, paths);
}

let two: Two;
let all: string[];
test.beforeAll(async () => {
  two = await Two.made('list');
  await two.differ();
  const up = await two.package('up', 'Bộ Tư pháp.goi35');
  const file = (name: string, text: string) => {
    writeFileSync(two.path(name), text);
    return two.path(name);
  };
  copyFileSync(up, two.path('Bản sao bị sửa.goi35'));
  const form = two.path('Bộ Công an.xlsx');
  await rpc(two.upper, 'form_save', { agency: await agency(two.upper, 'Bộ Công an'), path: form, scope: { period: '2024-Q1', calendar: 'statistical', indicators: ['CT26'] } });
  const heading = 'Chỉ tiêu,Cơ quan,Kỳ,Ngày số liệu,Giá trị\n';
  all = [
    up,
    form,
    file('Hỏng.goi35', 'không phải gói'),
    file('Số liệu quý IV.csv', `${heading}CT26,Bộ Nội vụ,2023-Q4,31/12/2023,7\n`),
    await two.package('down', 'Gói của chính mình.goi35'),
  ];
});

test('files dropped together stand in a list, each with its sender, its counts, or the reason', async ({ page }) => {
  await visit(page, two.upper, '#/overview');
  await drop(page, ...all, two.path('ghi chú.docx'));
  await expect(page.getByRole('heading', { name: '5 tệp chờ nhận' })).toBeVisible();
  await expect(page.getByText('Không nhận được ghi chú.docx.')).toBeVisible();
  await expect(row(page, 'Bộ Tư pháp.goi35')).toContainText('Cần quyết định: 3', { timeout: 30_000 });
  await expect(row(page, 'Bộ Tư pháp.goi35')).toContainText(/Bộ Tư pháp.*Gói số 2/);
  await expect(row(page, 'Hỏng.goi35')).toContainText('Tệp này không phải gói dữ liệu .goi35');
  await expect(row(page, 'Gói của chính mình.goi35')).toContainText('Đây là gói do chính cơ quan này gửi đi.');
  await expect(row(page, 'Bộ Công an.xlsx')).toContainText(/Biểu mẫu, bản 1.*Chưa điền gì/);
  // A sheet from elsewhere is looked at by a person once.
  await expect(row(page, 'Số liệu quý IV.csv')).toContainText('Cần xem cách đọc');
  await expect(page.getByRole('tab', { name: /^Không nhận được/ })).toContainText('· 2');
  await accessible(page);
  await page.getByRole('tab', { name: /^Không nhận được/ }).click();
  await expect(page.getByRole('row')).toHaveCount(3);
});

test('a folder that is dropped stands for the files in it', async ({ page }) => {
  const folder = two.path('Thẻ nhớ');
  mkdirSync(folder, { recursive: true });
  for (const name of ['Bộ Công an.xlsx', 'Hỏng.goi35']) copyFileSync(two.path(name), `${folder}/${name}`);
  writeFileSync(`${folder}/ghi chú.docx`, '');
  await visit(page, two.upper, '#/overview');
  await drop(page, folder);
  await expect(page.getByRole('heading', { name: '2 tệp chờ nhận' })).toBeVisible();
  await drop(page, two.path('không có ở đây'));
  await expect(page.getByText('Không nhận được không có ở đây.')).toBeVisible();
});

test('of very many files some are drawn, and all can be reached', async ({ page }) => {
  const folder = two.path('Nhiều tệp');
  mkdirSync(folder, { recursive: true });
  for (let n = 0; n < 230; n += 1) writeFileSync(`${folder}/Xã ${n}.goi35`, 'x');
  await visit(page, two.upper, '#/exchange');
  await drop(page, folder);
  await expect(page.getByText('Đang hiện 200 trong 230 tệp')).toBeVisible();
  await expect(page.getByRole('tab', { name: 'Không nhận được · 230' })).toBeVisible({ timeout: 60_000 });
  await expect(page.getByTestId(/^file-/)).toHaveCount(200);
  await page.getByRole('button', { name: 'Hiện thêm' }).click();
  await expect(page.getByTestId(/^file-/)).toHaveCount(230);
});

test('one is decided among them, and all that are ready are written as one act, by keyboard alone', async ({ page }) => {
  await visit(page, two.upper, '#/exchange');
  await drop(page, ...all);
  await expect(row(page, 'Gói của chính mình.goi35')).toContainText('Không nhận được', { timeout: 30_000 });
  // The list has the keyboard, and the first file.
  await expect(page.getByRole('button', { name: 'Bộ Tư pháp.goi35', exact: true })).toBeFocused();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowDown');
  await expect(page.getByRole('button', { name: 'Số liệu quý IV.csv', exact: true })).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('tab', { name: /^Mới/ })).toContainText('· 1');
  await page.keyboard.press('Escape');
  await expect(row(page, 'Số liệu quý IV.csv')).toContainText('Sẵn sàng');
  await expect(page.getByRole('button', { name: 'Số liệu quý IV.csv', exact: true })).toBeFocused();
  await page.keyboard.press('Home');
  await page.keyboard.press('Enter');
  await expect(conflicts(page)).toBeFocused();
  await page.keyboard.press('Shift+Digit1');
  await page.keyboard.press('Enter');
  await expect(conflicts(page).getByRole('option', { name: /quý I\/2024/ })).toHaveAttribute('aria-selected', 'true');
  await page.keyboard.press('Digit2');
  await expect(page.getByTestId('exchange').getByRole('status').first()).not.toContainText('chưa quyết định');
  await page.keyboard.press('Escape');
  await expect(row(page, 'Bộ Tư pháp.goi35')).toContainText('Sẵn sàng');
  // What was refused, opened: it says which file it is, and the way on.
  await page.keyboard.press('End');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { name: 'Không nhận được tệp “Gói của chính mình.goi35”' })).toBeVisible();
  await expect(page.getByRole('link', { name: 'Xem các gói đã gửi' })).toBeVisible();
  await accessible(page);
  await page.keyboard.press('Escape');

  const before = (await rpc<unknown[]>(two.upper, 'package_list', {})).length;
  const write = page.getByTestId('write-ready');
  await expect(write).toHaveText('Nhận tất cả tệp sẵn sàng (2)');
  await write.focus();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('dialog')).toContainText('3 tệp khác ở lại danh sách');
  await accessible(page);
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { name: 'Đã ghi vào sổ' })).toBeVisible();
  await expect(page.getByText('2 tệp đã nhận')).toBeVisible();
  await accessible(page);
  expect((await rpc<unknown[]>(two.upper, 'package_list', {})).length).toBe(before + 1);
  await page.getByRole('button', { name: 'Về danh sách, còn 3 tệp' }).click();
  await expect(page.getByRole('heading', { name: '3 tệp chờ nhận' })).toBeVisible();
  // One act: one undo.
  await page.getByTestId('undo').click();
  await expect.poll(async () => (await rpc<unknown[]>(two.upper, 'package_list', {})).length).toBe(before);
});

test('a file that comes while another is open joins it, and what is put aside can be taken back', async ({ page }) => {
  await visit(page, two.upper, placeOf(all[0] ?? ''));
  await expect(conflicts(page)).toBeFocused();
  await page.keyboard.press('Digit1');
  await drop(page, all[1] ?? '');
  await expect(page.getByRole('heading', { name: '2 tệp chờ nhận' })).toBeVisible();
  await expect(row(page, 'Bộ Tư pháp.goi35')).toContainText('Cần quyết định: 2');
  await page.getByRole('button', { name: 'Bỏ tệp Bộ Tư pháp.goi35' }).click();
  await expect(row(page, 'Bộ Tư pháp.goi35')).toHaveCount(0);
  await page.getByRole('button', { name: 'Hoàn tác', exact: true }).click();
  await expect(row(page, 'Bộ Tư pháp.goi35')).toContainText('Cần quyết định: 2');
  await page.getByRole('button', { name: 'Bỏ tất cả' }).click();
  await expect(page.getByRole('heading', { name: 'Thả tệp hoặc thư mục vào đây' })).toBeVisible();
});

test('what was decided is there again after the program was closed, until it is begun anew', async ({ page }) => {
  const path = two.path('Trên thẻ nhớ.goi35');
  copyFileSync(all[0] ?? '', path);
  await visit(page, two.upper, placeOf(path));
  await page.getByRole('radio', { name: /Lấy của tệp/ }).check();
  const first = conflicts(page).getByRole('option').first();
  await expect(first).toContainText('Lấy của tệp');
  await expect(page.getByRole('status').first()).toContainText('còn 2 điều');
  // The same bytes, from another place, in a window that was opened anew.
  copyFileSync(path, two.path('Sao chép.goi35'));
  await page.goto('about:blank');
  await visit(page, two.upper, placeOf(two.path('Sao chép.goi35')));
  await expect(page.getByText(/Đã lấy lại những gì đã quyết định về tệp này, lần cuối ngày/)).toBeVisible();
  await expect(first).toContainText('Lấy của tệp');
  await accessible(page);
  await page.getByRole('button', { name: 'Làm lại từ đầu' }).click();
  await expect(first).toContainText('chưa quyết định');
  await page.getByRole('button', { name: 'Hoàn tác', exact: true }).click();
  await expect(first).toContainText('Lấy của tệp');
  await page.getByRole('button', { name: 'Bỏ tệp này' }).click();
  await expect(page.getByRole('heading', { name: 'Thả tệp hoặc thư mục vào đây' })).toBeVisible();
  await page.goto('about:blank');
  await visit(page, two.upper, placeOf(path));
  await expect(first).toContainText('chưa quyết định');
  await expect(page.getByText(/Đã lấy lại/)).toHaveCount(0);
});

test('several files are chosen in the dialog, and comparing them can be stopped', async ({ page }) => {
  let slow = true;
  await page.route('**/rpc**', async (route) => {
    const body = route.request().postDataJSON() as { name: string };
    if (body.name === 'window_pick_files') return route.fulfill({ body: `${JSON.stringify({ ok: { value: all.slice(1, 4) } })}\n` });
    if (slow && body.name === 'exchange_plan') await new Promise((done) => setTimeout(done, 1500));
    await route.continue();
  });
  await visit(page, two.upper, '#/exchange');
  await page.getByTestId('pick').click();
  await expect(page.getByText('Đang đối chiếu tệp 1/3: Bộ Công an.xlsx')).toBeVisible();
  await page.getByRole('button', { name: 'Dừng' }).click();
  await expect(page.getByText(/^Đã dừng\. Còn [23] tệp chưa đối chiếu\.$/)).toBeVisible();
  await accessible(page);
  slow = false;
  await page.getByRole('button', { name: 'Đối chiếu tiếp' }).click();
  await expect(row(page, 'Bộ Công an.xlsx')).toContainText('Chưa điền gì', { timeout: 20_000 });
});

test('a book that is nobody\'s says where to name its office before forms and letters', async ({ page }) => {
  const session = newSession('nobody');
  await rpc(session, 'book_create', { person: 'An', seed: 'khung-3-5' });
  await visit(page, session, '#/exchange?tab=forms');
  await expect(page.getByText(/Sổ chưa ghi cơ quan sử dụng/)).toBeVisible();
  await expect(page.getByRole('button', { name: 'Lập biểu mẫu…' })).toBeDisabled();
  await accessible(page);
  await visit(page, session, '#/exchange?tab=board');
  await expect(page.getByText(/Sổ chưa ghi cơ quan sử dụng/)).toBeVisible();
  await expect(page.getByRole('button', { name: 'Thư nhắc…' })).toBeDisabled();
});

test('the history and the board need no scrolling sideways at the largest text', async ({ page }) => {
  await page.setViewportSize({ width: 1280, height: 800 });
  await rpc(two.upper, 'prefs_edit', { text_size: 'larger' });
  for (const tab of ['history', 'board']) {
    await visit(page, two.upper, `#/exchange?tab=${tab}`);
    const grid = page.getByRole('grid');
    await expect(grid.getByRole('row').nth(1)).toBeVisible();
    expect(await grid.evaluate((list) => list.scrollWidth - list.clientWidth), tab).toBeLessThanOrEqual(0);
  }
  await rpc(two.upper, 'prefs_edit', { text_size: 'medium' });
});
