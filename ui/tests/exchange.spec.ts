// Trao đổi: a file's plan and its conflicts, by mouse and by keyboard alone; sending; key and contacts; history.
import { accessible } from './axe';
import { copyFileSync } from 'node:fs';
import type { Page } from '@playwright/test';
import { rpc, test, expect, visit } from './book';
import { agency, Two } from './two';

test.describe.configure({ mode: 'serial' });

const placeOf = (path: string) => `#/exchange?file=${encodeURIComponent(path)}`;
const list = (page: Page) => page.getByRole('listbox', { name: 'Cần quyết định' });
const status = (page: Page) => page.getByTestId('exchange').getByRole('status').first();

/** Drops files on the window as the real one tells of them. */
async function drop(page: Page, path: string, x = 600, y = 400) {
  await page.evaluate(([path, x, y]) => {
    for (const kind of ['over', 'drop']) window.dispatchEvent(new CustomEvent('so35-files', { detail: { kind, x, y, paths: kind === 'drop' ? [path] : [] } }));
  }, [path, x, y] as const);
}

let two: Two;
let up = '';
test.beforeAll(async () => {
  two = await Two.made('exchange');
  await two.differ();
  up = await two.package('up', 'Bộ Tư pháp tháng 5.goi35');
});

test('an empty screen says what to do, and a file dropped anywhere is planned', async ({ page }) => {
  await visit(page, two.upper, '#/exchange');
  await expect(page.getByRole('heading', { name: 'Thả tệp hoặc thư mục vào đây' })).toBeVisible();
  await accessible(page);
  await visit(page, two.upper, '#/overview');
  await drop(page, two.path('x.pdf'));
  await expect(page.getByText('Không nhận được x.pdf.')).toBeVisible();
  await drop(page, up);
  await expect(status(page)).toHaveText(/^1\.\d{3} bản ghi đã đọc · còn 3 điều chưa quyết định$/);
  await expect(page.getByRole('heading', { name: /^Bộ Tư pháp/ })).toBeVisible();
  await expect(page.getByText('Chữ ký đúng; khóa chưa xác minh')).toBeVisible();
  const counts = await page.getByRole('tab').filter({ hasText: '·' }).allTextContents();
  const sum = counts.map((text) => Number(/· ([\d.]+)$/.exec(text.trim())?.[1]?.replace('.', ''))).reduce((a, b) => a + b, 0);
  const read = Number((await status(page).textContent())?.split(' ')[0]?.replace('.', ''));
  expect(sum, 'counts add up to the rows read').toBe(read);
  await accessible(page);
});

test('a file from a list of files is not taken by the window', async ({ page }) => {
  await visit(page, two.upper, '#/tasks?sel=N05');
  const pane = await page.getByRole('complementary').boundingBox();
  await page.getByText('Tệp đính kèm').first().waitFor();
  await drop(page, up, (pane?.x ?? 0) + 40, (pane?.y ?? 0) + 200);
  await expect(page.getByRole('button', { name: 'Bộ Tư pháp tháng 5.goi35', exact: true })).toBeVisible();
  await expect(page).toHaveURL(/tasks/);
});

test('conflicts are decided with the keyboard alone, written and taken back', async ({ page }) => {
  const before = await rpc<{ value: number }[] | { rows: unknown[] }>(two.upper, 'package_list', {});
  await visit(page, two.upper, placeOf(up));
  await expect(list(page)).toBeFocused();
  const row = (name: RegExp) => list(page).getByRole('option', { name });
  await expect(row(/N03/)).toHaveAttribute('aria-selected', 'true');

  // This and all that are alike: the sender's products are not taken, with a reason.
  await page.keyboard.press('Shift+Digit1');
  await expect(page.getByRole('list', { name: 'Quyết định chung' })).toContainText('Mọi nhiệm vụ · Sản phẩm: Giữ của sổ này');
  await expect(row(/N05/)).toContainText('Giữ của sổ này');
  // One of them otherwise.
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Digit2');
  await expect(row(/N05/)).toContainText('Lấy của tệp');
  await page.keyboard.press('l');
  await page.keyboard.type('Đơn vị chủ trì nắm rõ hơn');
  await page.keyboard.press('Enter');
  await expect(list(page)).toBeFocused();

  // The next that is open: a figure that both changed; another value.
  await page.keyboard.press('Enter');
  await expect(row(/quý I\/2024/)).toHaveAttribute('aria-selected', 'true');
  await expect(page.getByText('Từ lần trao đổi trước, cả hai bên đều sửa')).toBeVisible();
  await page.keyboard.press('Digit3');
  const other = page.getByRole('textbox', { name: 'Giá trị khác của Giá trị' });
  await expect(other).toBeFocused();
  await page.keyboard.type('1.234');
  await page.keyboard.press('Enter');
  await expect(page.getByText(/Không đọc được số này/)).toBeVisible();
  await other.fill('16,5');
  await page.keyboard.press('Enter');
  await expect(list(page)).toBeFocused();
  await expect(row(/quý I\/2024/)).toContainText('Giá trị khác');
  await expect(status(page)).not.toContainText('chưa quyết định');
  await accessible(page);

  // Nothing is open: Enter leads to the button, and nothing was written so far.
  await page.keyboard.press('Enter');
  await expect(page.getByTestId('write')).toBeFocused();
  expect(await rpc(two.upper, 'package_list', {})).toEqual(before);
  await page.keyboard.press('Enter');
  await expect(page.getByRole('dialog')).toContainText('Sổ được sao lưu trước khi ghi');
  await accessible(page);
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { name: 'Đã ghi vào sổ' })).toBeVisible();
  await expect(page.getByText(/sao-luu.*truoc-khi-nhan/)).toBeVisible();
  const product = async (id: string) => (await rpc<{ product: string }>(two.upper, 'task_get', { id })).product;
  expect(await product('N05')).toBe('Quyết định ban hành danh mục');
  expect(await product('N03')).not.toContain('Báo cáo rà soát');
  await accessible(page);

  // The sender is told what was not taken, from here.
  await page.getByRole('button', { name: 'Phiếu phản hồi…' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Lập phiếu' }).click();
  await expect(page.getByText(/Đã lưu .*phieu-phan-hoi Bộ Tư pháp 2\.phieu35/)).toBeVisible();

  // An edit of what came is in the way of taking it back: it is listed and asked about.
  await rpc(two.upper, 'task_edit', { id: 'N05', product: 'Quyết định đã sửa lại' });
  await page.getByTestId('undo-import').click();
  const dialog = page.getByRole('dialog');
  await expect(dialog.getByRole('list', { name: 'Các mục đã sửa sau khi nhận' })).toContainText('N05');
  await expect(dialog.getByTestId('undo-now')).toBeDisabled();
  await accessible(page);
  await dialog.getByLabel('Bỏ cả các sửa đổi đó').check();
  await dialog.getByTestId('undo-now').click();
  await expect(page.getByText(/^Đã hoàn tác lần nhập/)).toBeVisible();
  await expect(page.getByRole('heading', { name: 'Thả tệp hoặc thư mục vào đây' })).toBeVisible();
  expect(await product('N05')).not.toContain('Quyết định');
});

test('decisions stay while a person looks elsewhere, and are taken back', async ({ page }) => {
  await visit(page, two.upper, placeOf(up));
  await expect(list(page)).toBeFocused();
  await page.getByRole('radio', { name: /Lấy của tệp/ }).check();
  const first = list(page).getByRole('option').first();
  await expect(first).toContainText('Lấy của tệp');
  await page.getByRole('tab', { name: /^Mới/ }).click();
  await expect(page.getByRole('listbox', { name: 'Mới' }).getByRole('option')).toHaveCount(1);
  await expect(page.getByRole('cell', { name: '31/12/2023' })).toBeVisible();
  await page.getByTestId('nav-overview').click();
  await page.goBack();
  await page.getByRole('tab', { name: /^Cần quyết định/ }).click();
  await expect(first).toContainText('Lấy của tệp');
  await page.getByRole('button', { name: 'Bỏ quyết định này' }).click();
  await expect(first).toContainText('chưa quyết định');
  await page.getByRole('button', { name: 'Bỏ tệp này' }).click();
  await expect(page.getByRole('heading', { name: 'Thả tệp hoặc thư mục vào đây' })).toBeVisible();
});

test('what may not come in says why, and a stranger is added from the very file', async ({ page }) => {
  await visit(page, two.lower, placeOf(up));
  await expect(page.getByText('Đây là gói do chính cơ quan này gửi đi.')).toBeVisible();
  await expect(page.getByText('Sổ không bị thay đổi.')).toBeVisible();
  await accessible(page);
  const stranger = await Two.made('stranger');
  await rpc(stranger.lower, 'setting_edit', { office: await agency(stranger.lower, 'Bộ Nội vụ') });
  const path = await stranger.package('up', 'Bộ Nội vụ.goi35');
  await visit(page, two.upper, placeOf(path));
  await expect(page.getByText(/Chưa có “Bộ Nội vụ” trong danh bạ của sổ này/)).toBeVisible();
  await page.getByRole('button', { name: 'Thêm vào danh bạ…' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByText('Cấp dưới', { exact: true }).click();
  await accessible(page);
  await dialog.getByRole('button', { name: 'Thêm vào danh bạ' }).click();
  await expect(page.getByRole('heading', { name: /^Bộ Nội vụ/ })).toBeVisible();
  await rpc(two.upper, 'peer_delete', { id: (await rpc<{ id: string; agency: { short_name: string } }[]>(two.upper, 'peer_list', {})).find((one) => one.agency.short_name === 'Bộ Nội vụ')?.id });
});

test('a long plan shows only the rows in sight, and all of them can be reached', async ({ page }) => {
  await visit(page, two.upper, placeOf(up));
  await page.getByRole('tab', { name: /^Không đổi/ }).click();
  const rows = page.getByRole('listbox', { name: 'Không đổi' });
  await expect(rows.getByRole('option').first()).toBeVisible();
  expect(await rows.getByRole('option').count()).toBeLessThan(60);
  await rows.focus();
  await page.keyboard.press('End');
  const last = rows.locator('[aria-selected="true"]');
  const total = Number(await last.getAttribute('aria-setsize'));
  expect(total).toBeGreaterThan(1000);
  await expect(last).toHaveAttribute('aria-posinset', String(total));
  await expect(last).toContainText('dòng');
  await expect(rows).not.toContainText('.csv');
});

test('a package is sent with a preview of what goes out and what stays', async ({ page }) => {
  await visit(page, two.upper, '#/exchange?tab=send');
  const preview = page.getByRole('region', { name: 'Xem trước' });
  await expect(preview).toContainText('gửi đi');
  await page.getByText('Toàn bộ', { exact: true }).click();
  const tasks = preview.getByRole('row', { name: /^Nhiệm vụ/ });
  await expect(tasks).toContainText('41');
  for (const part of ['Văn bản', 'Nhiệm vụ, phân công', 'Tiến độ', 'Chỉ tiêu, mục tiêu', 'Số liệu', 'Khung, nội dung']) await page.getByLabel(part, { exact: true }).uncheck();
  await expect(tasks.getByRole('cell').first()).toHaveText('0');
  await expect(page.getByText(/bí mật nhà nước/)).toBeVisible();
  await accessible(page);
  await page.getByTestId('send').click();
  await expect(page.getByRole('heading', { name: /Đã lập gói số \d+ gửi Bộ Tư pháp/ })).toBeVisible();
  await page.getByLabel('Cơ quan, nhóm cơ quan').uncheck();
  await expect(page.getByText('Chọn ít nhất một phần.')).toBeVisible();
  await expect(page.getByTestId('send')).toBeDisabled();
});

test('a key is compared by typing or by ticking, and another key is looked at before it is taken', async ({ page }) => {
  await visit(page, two.upper, '#/exchange?tab=contacts');
  const own = await rpc<{ fingerprint: string }>(two.upper, 'office_key', {});
  await expect(page.getByRole('region', { name: 'Khóa của cơ quan' }).getByRole('img')).toHaveAttribute('aria-label', `Khóa, 8 nhóm số: ${own.fingerprint}`);
  await page.getByTestId('peer-Bộ Tư pháp').click();
  await page.getByRole('button', { name: 'So khóa…' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('32 chữ số nghe được').fill('0000 1111');
  await dialog.getByRole('button', { name: 'Xác nhận khớp' }).click();
  await expect(dialog.getByText(/không khớp/)).toBeVisible();
  await dialog.getByText('Đánh dấu từng nhóm').click();
  await expect(dialog.getByRole('button', { name: 'Xác nhận khớp' })).toBeDisabled();
  for (const group of await dialog.getByRole('group', { name: 'Đánh dấu từng nhóm' }).getByRole('button').all()) await group.click();
  await accessible(page);
  await dialog.getByRole('button', { name: 'Xác nhận khớp' }).click();
  await expect(page.getByTestId('peer-Bộ Tư pháp')).toContainText('Đã so ngày');

  const impostor = await Two.made('impostor');
  const card = await impostor.card(impostor.lower, 'danh-thiep.json');
  copyFileSync(card, two.path('danh-thiep.json'));
  await drop(page, two.path('danh-thiep.json'));
  await expect(dialog.getByText('Khóa khác với khóa đã biết.')).toBeVisible();
  await accessible(page);
  await dialog.getByRole('button', { name: 'Nhận khóa mới' }).click();
  await expect(page.getByTestId('peer-Bộ Tư pháp')).toContainText('Chưa xác minh');
  await page.getByTestId('undo').click();
  await expect(page.getByTestId('peer-Bộ Tư pháp')).toContainText('Đã so ngày');
});

test('an upper office signs a directory, and those below take the keys in it', async ({ page }) => {
  const third = await Two.made('third');
  await rpc(third.lower, 'setting_edit', { office: await agency(third.lower, 'Bộ Nội vụ') });
  const added = await two.introduce(third.lower, two.upper, 'lower');
  await rpc(two.upper, 'peer_verify', { id: added.id, fingerprint: (await rpc<{ fingerprint: string }>(third.lower, 'office_key', {})).fingerprint });
  await visit(page, two.upper, '#/exchange?tab=contacts');
  await page.getByRole('button', { name: 'Xuất danh bạ khóa…' }).click();
  const said = await page.getByText(/Đã lưu .*danh-ba-khoa\.json/).first().textContent();
  const path = /(\/\S*danh-ba-khoa\.json)/.exec(said ?? '')?.[1] ?? '';
  await visit(page, two.lower, '#/exchange?tab=contacts');
  await drop(page, path);
  const dialog = page.getByRole('dialog', { name: 'Danh bạ khóa' });
  await expect(dialog.getByRole('row', { name: /Bộ Nội vụ/ })).toContainText('Thêm vào danh bạ');
  await expect(dialog.getByRole('row', { name: /Bộ Tư pháp/ })).toContainText('Chính cơ quan này');
  await expect(dialog).toContainText('chưa được so');
  await accessible(page);
  await dialog.getByRole('button', { name: 'Nhận 1 khóa' }).click();
  await expect(page.getByTestId('peer-Bộ Nội vụ')).toBeVisible();
});

test('an office without a key makes one, and an office without a card is added', async ({ page }) => {
  const fresh = await Two.made('fresh');
  const session = `${fresh.upper}-new`;
  await rpc(session, 'book_create', { office: 'Văn phòng Sở Thông tin và Truyền thông', person: 'An', seed: 'khung-3-5' });
  await visit(page, session, '#/exchange?tab=send');
  await expect(page.getByText('Danh bạ chưa có cơ quan nào')).toBeVisible();
  await page.getByTestId('exchange').getByRole('button', { name: 'Khóa và danh bạ' }).click();
  await page.getByRole('button', { name: 'Tạo khóa' }).click();
  await expect(page.getByRole('button', { name: 'Xuất danh thiếp…' })).toBeVisible();
  await accessible(page);
  await page.getByRole('button', { name: 'Thêm vào danh bạ' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('combobox', { name: 'Cơ quan' }).fill('Bo Xay dung');
  await page.getByRole('option', { name: /Bộ Xây dựng/ }).first().click();
  await dialog.getByRole('button', { name: 'Thêm', exact: true }).click();
  await expect(page.getByRole('complementary')).toContainText('Chưa có khóa của cơ quan này');
  await accessible(page);
  await visit(page, session, '#/exchange?tab=history');
  await expect(page.getByText('Chưa có gói nào')).toBeVisible();
});

test('the history tells what went to and fro, and takes an import back', async ({ page }) => {
  await visit(page, two.upper, '#/exchange?tab=history');
  await expect(page.getByTestId('package-received-1')).toContainText('1 mới');
  await expect(page.getByTestId('package-sent-1')).toContainText('nơi nhận đã xác nhận');
  await accessible(page);
  await page.getByLabel('Chiều').selectOption({ label: 'Nhận' });
  await expect(page.getByRole('status').getByText('1 gói')).toBeVisible();
  await page.getByTestId('package-received-1').getByRole('button', { name: 'Hoàn tác lần nhập này' }).click();
  await expect(page.getByRole('dialog')).toContainText('Chọn giữ hay bỏ các sửa đổi đó');
});

test('a removal says what of this book goes along, and is decided record by record', async ({ page }) => {
  const offices = await Two.made('along');
  const task = await rpc<{ id: string }>(offices.upper, 'task_add', { statement: 'Rà soát quy chế', lead: await agency(offices.upper, 'Bộ Tư pháp'), assigned_on: '2024-05-06' });
  await offices.level();
  const { assignments } = await rpc<{ assignments: { id: string }[] }>(offices.lower, 'task_get', { id: task.id });
  await rpc(offices.lower, 'step_add', { assignments: assignments.map((part) => part.id), kind: 'done', day: '2024-05-20' });
  await rpc(offices.upper, 'task_delete', { id: task.id });
  await visit(page, offices.lower, placeOf(await offices.package('down', 'Xóa nhiệm vụ.goi35', { changes_only: true })));
  await expect(list(page)).toBeFocused();
  const asked = page.getByRole('group', { name: 'Cả bản ghi' });
  await expect(asked).toContainText('Xóa thì 1 mục của sổ này cũng bị xóa theo:');
  await expect(asked).toContainText('20/05/2024');
  await accessible(page);

  // For all alike: the other one has not been looked at, and stays open.
  await page.keyboard.press('Shift+Digit2');
  await expect(status(page)).toContainText('còn 1 điều chưa quyết định');
  await page.keyboard.press('Digit2');
  await expect(list(page).getByRole('option')).toHaveCount(2);
  await expect(status(page)).not.toContainText('chưa quyết định');
});
