// Trao đổi: forms for offices without the program, sheets from elsewhere, who has sent, letters and return slips.
import { accessible } from './axe';
import { copyFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { rpc, test, expect, visit } from './book';
import { agency, Two } from './two';

test.describe.configure({ mode: 'default' });

const PERIOD = 'calendar=statistical&period=2024-Q1';
const placeOf = (path: string) => `#/exchange?file=${encodeURIComponent(path)}`;

let two: Two;
let group = '';
test.beforeAll(async () => {
  two = await Two.made('files');
  const own = await agency(two.lower, 'Bộ Tư pháp');
  const figure = { indicator: 'CT26', agency: own, period: '2024-Q1', as_of_day: '2024-03-31' };
  await rpc(two.lower, 'observation_add', { ...figure, value: 12 });
  await rpc(two.upper, 'observation_add', { ...figure, value: 11 });
  const path = await two.package('up', 'len.goi35', { scope: { parts: ['figures'], agency: own, period: '2024-Q1' }, as_of: '2024-03-31' });
  await rpc(two.upper, 'exchange_apply', { files: [{ path }] });
  const groups = await rpc<{ id: string; name: string }[]>(two.upper, 'agency_group_list', {});
  group = groups.find((one) => one.name.startsWith('Các bộ, cơ quan ngang bộ'))?.id ?? '';
});

test('the board says who has sent, what was not taken, and who is missing', async ({ page }) => {
  await visit(page, two.upper, `#/exchange?tab=board&${PERIOD}&group=${group}`);
  await expect(page.getByRole('status').getByText(/^1\/\d+ cơ quan đã gửi/)).toBeVisible();
  const row = page.getByTestId('board-Bộ Tư pháp');
  await expect(row).toContainText('Đã gửi');
  await expect(row).toContainText('Gói số 1');
  await expect(row).toContainText('Chưa xác minh');
  await expect(page.getByTestId('board-Bộ Công an')).toContainText('Chưa gửi');
  await accessible(page);
  await row.click();
  const pane = page.getByRole('complementary', { name: 'Bộ Tư pháp' });
  await expect(pane.getByRole('list', { name: /không được nhận nguyên/ })).toContainText('Giá trị');
  await accessible(page);
  await pane.getByRole('button', { name: 'Phiếu phản hồi…' }).click();
  const dialog = page.getByRole('dialog', { name: 'Phiếu phản hồi' });
  await dialog.getByLabel('Câu hỏi, ý kiến cho nơi gửi').fill('Đề nghị kiểm tra số liệu quý I');
  await accessible(page);
  await dialog.getByRole('button', { name: 'Lập phiếu' }).click();
  await expect(page.getByText(/Đã lưu .*\.phieu35/)).toBeVisible();
  // The same as a letter that is edited on.
  await pane.getByRole('button', { name: 'Phiếu phản hồi…' }).click();
  await dialog.getByText('Word', { exact: true }).click();
  await expect(dialog.getByRole('radio', { name: 'Word' })).toBeChecked();
  await accessible(page);
  await dialog.getByRole('button', { name: 'Lập phiếu' }).click();
  await expect(page.getByText(/Đã lưu .*\.docx/)).toBeVisible();
});

test('figures are brought together, each with the file it came in', async ({ page }) => {
  await visit(page, two.upper, `#/exchange?tab=board&${PERIOD}&group=${group}&indicator=CT26`);
  const brought = page.getByRole('region', { name: 'Tổng hợp' });
  await expect(brought.getByRole('row', { name: /Bộ Tư pháp/ })).toContainText('11');
  await expect(brought).toContainText('nhập hoặc sửa tại sổ này');
  await accessible(page);
});

test('a letter reminds those who have sent nothing', async ({ page }) => {
  await visit(page, two.upper, `#/exchange?tab=board&${PERIOD}&group=${group}`);
  await page.getByRole('button', { name: 'Thư nhắc…' }).click();
  const dialog = page.getByRole('dialog', { name: 'Thư nhắc' });
  await dialog.getByLabel('Bộ Công an').uncheck();
  await dialog.getByLabel('Người ký', { exact: true }).fill('Nguyễn Thị Hòa');
  await accessible(page);
  await dialog.getByRole('button', { name: 'Lập thư' }).click();
  await expect(page.getByText(/Đã lưu .*thu-nhac 2024-Q1\.docx/)).toBeVisible();
  await page.getByRole('button', { name: 'Thư nhắc…' }).click();
  await dialog.getByText('PDF', { exact: true }).click();
  await dialog.getByRole('button', { name: 'Lập thư' }).click();
  await expect(page.getByText(/Đã lưu .*thu-nhac 2024-Q1\.pdf/)).toBeVisible();
});

test('what looks unusual is shown before it is written and told after', async ({ page }) => {
  const path = two.path('khac-thuong.csv');
  writeFileSync(path, 'BỘ TƯ PHÁP;;;\nCơ quan;Chỉ tiêu;Kỳ;Giá trị\nBộ Tư pháp;CT26;2024-04;-5\nBộ Tư pháp;CT37;2024-04;870\nBộ Tư pháp;CT27;2024-04;7\n');
  await visit(page, two.upper, placeOf(path));
  await expect(page.getByRole('heading', { name: 'Bộ Tư pháp', exact: true })).toBeVisible();
  await expect(page.getByText('Cơ quan gửi lấy theo tiêu đề của tệp.')).toBeVisible();
  await expect(page.getByRole('tab', { name: 'Cần xem lại · 2' })).toHaveAttribute('aria-selected', 'true');
  const rows = page.getByRole('option');
  await expect(rows).toHaveCount(2);
  await expect(rows.first()).toContainText('âm');
  await accessible(page);
  await page.getByTestId('write').click();
  const dialog = page.getByRole('dialog');
  await expect(dialog).toContainText('2 số liệu khác thường');
  await dialog.getByRole('button', { name: 'Ghi vào sổ' }).click();
  await expect(page.getByText('2 số liệu khác thường đã được ghi nguyên như tệp')).toBeVisible();
  await page.getByTestId('undo-import').click();
  await page.getByRole('dialog').getByRole('button', { name: /Hoàn tác|Lấy lại/ }).last().click();
});

test('what a sheet of tasks leaves open is asked: when they were given out, and when one was done', async ({ page }) => {
  const path = two.path('nhiem-vu.csv');
  writeFileSync(path, 'Nhiệm vụ;Chủ trì;Thời hạn;Tình trạng\nKiểm kê kho giấy;Bộ Y tế;31/12/2026;Đã hoàn thành\nTập huấn kho số;Bộ Y tế;31/12/2026;\n');
  await visit(page, two.upper, placeOf(path));
  await expect(page.getByRole('tab', { name: 'Câu hỏi về tệp · 2' })).toHaveAttribute('aria-selected', 'true');
  const done = page.getByRole('group', { name: 'Đã hoàn thành – Kiểm kê kho giấy: ngày nào?' });
  await done.getByRole('textbox', { name: 'Ngày khác' }).fill('20/5/2026');
  await expect(page.getByRole('tab', { name: 'Câu hỏi về tệp · 1' })).toBeVisible();
  const given = page.getByRole('group', { name: /Ngày giao của các nhiệm vụ/ });
  await given.getByRole('textbox', { name: 'Ngày khác' }).fill('05/01/2026');
  await expect(page.getByRole('tab', { name: 'Mới · 5' })).toBeVisible();
  await accessible(page);
});

test('a return slip that comes is looked at, taken in, and kept with the rows to mend', async ({ page }) => {
  const came = (await rpc<{ id: string; sent: boolean }[]>(two.upper, 'package_list', {})).find((one) => !one.sent);
  const path = two.path('phieu.phieu35');
  await rpc(two.upper, 'slip_save', { package: came?.id, path, note: 'Đề nghị kiểm tra số liệu quý I', mend_by: '2024-06-30' });
  await visit(page, two.lower, placeOf(path));
  await expect(page.getByRole('heading', { name: /Phiếu phản hồi của Bộ Thông tin và Truyền thông về gói số 1/ })).toBeVisible();
  await expect(page.getByText('Sửa xong trước ngày 30/06/2024')).toBeVisible();
  await accessible(page);
  await page.getByTestId('take-slip').click();
  await expect(page.getByText('Đã ghi nhận phiếu phản hồi')).toBeVisible();
  await visit(page, two.lower, '#/exchange?tab=history&way=slips');
  await expect(page.getByText('Đề nghị kiểm tra số liệu quý I')).toBeVisible();
  await accessible(page);
});

test('forms go out for a period and are listed', async ({ page }) => {
  await visit(page, two.upper, `#/exchange?tab=forms&${PERIOD}&group=${group}`);
  await expect(page.getByText('Chưa phát biểu mẫu nào cho kỳ này')).toBeVisible();
  await accessible(page);
  await page.getByRole('combobox', { name: 'Cho cơ quan' }).fill('Bo Tu phap');
  await page.getByRole('option', { name: /Bộ Tư pháp/ }).click();
  await page.getByRole('combobox', { name: 'Chỉ tiêu' }).fill('CT26');
  await page.locator('.option', { hasText: 'CT26' }).click();
  await page.getByRole('button', { name: 'Lập biểu mẫu…' }).click();
  await expect(page.getByText(/Đã lập 1 biểu mẫu/)).toBeVisible();
  await expect(page.getByTestId('form-Bộ Tư pháp')).toContainText('chưa gửi lại');
  await accessible(page);
});

test('a form that comes back says whose it is', async ({ page }) => {
  const own = await agency(two.upper, 'Bộ Công an');
  const path = two.path('bieu.xlsx');
  await rpc(two.upper, 'form_save', { agency: own, path, scope: { period: '2024-Q1', calendar: 'statistical', indicators: ['CT26'] } });
  await visit(page, two.upper, placeOf(path));
  await expect(page.getByRole('heading', { name: 'Bộ Công an' })).toBeVisible();
  await expect(page.getByText('Biểu mẫu, bản 1')).toBeVisible();
  await accessible(page);
  await page.getByRole('button', { name: 'Lưu bảng đối chiếu' }).click();
  await expect(page.getByText(/Đã lưu .*doi-chieu bieu\.xlsx/)).toBeVisible();
});

test('a sheet from elsewhere says how it is read, and what a person corrects counts', async ({ page }) => {
  const path = two.path('bang.xlsx');
  copyFileSync(join(import.meta.dirname, '../../tests/files/sheet.xlsx'), path);
  await visit(page, two.upper, placeOf(path));
  const reading = page.getByRole('tab', { name: 'Cách đọc tệp' });
  await expect(reading).toBeVisible({ timeout: 20_000 });
  await reading.click();
  await expect(page.getByRole('combobox', { name: 'Cột A là mục' })).toBeVisible();
  await accessible(page);
  await page.getByRole('combobox', { name: 'Cơ quan gửi' }).fill('Bo Tu phap');
  await page.getByRole('option', { name: /Bộ Tư pháp/ }).click();
  await expect(page.getByRole('heading', { name: 'Bộ Tư pháp', exact: true })).toBeVisible();
});

test('a name that was explained is understood again, and can be asked about anew', async ({ page }) => {
  const sender = await agency(two.upper, 'Bộ Tư pháp');
  const file = (name: string, month: string) => {
    const path = two.path(name);
    writeFileSync(path, `Chỉ tiêu;Cơ quan;Kỳ;Giá trị\nCT26;Vụ Pháp chế BTP;2023-${month};7\n`);
    return path;
  };
  const answers = { questions: [{ key: 'agency/vu phap che btp', value: sender }], decisions: [] };
  await rpc(two.upper, 'exchange_apply', { files: [{ path: file('ten-1.csv', '01'), setting: { sender }, answers }] });
  await visit(page, two.upper, placeOf(file('ten-2.csv', '02')));
  await page.getByRole('tab', { name: 'Cách đọc tệp' }).click();
  await page.getByRole('combobox', { name: 'Cơ quan gửi' }).fill('Bo Tu phap');
  await page.getByRole('option', { name: /Bộ Tư pháp/ }).click();
  await expect(page.getByText('Hiểu như tệp trước của nơi gửi: “Vụ Pháp chế BTP” là Bộ Tư pháp.')).toBeVisible();
  await accessible(page);
  await page.getByRole('button', { name: 'Hỏi lại' }).click();
  await expect(page.getByRole('group', { name: '“Vụ Pháp chế BTP” là cơ quan nào?' })).toBeVisible();
  await rpc(two.upper, 'undo', {});
});

test('a doubtful number is asked about, and the answer can be changed', async ({ page }) => {
  const path = two.path('so.csv');
  writeFileSync(path, 'Chỉ tiêu,Cơ quan,Kỳ,Ngày số liệu,Giá trị\nCT26,Bộ Tư pháp,2024-Q1,31/03/2024,"1.500"\nCT26,Bộ Tư phát,2023-Q4,31/12/2023,7\n');
  await visit(page, two.upper, placeOf(path));
  const questions = page.getByRole('tab', { name: /^Câu hỏi về tệp/ });
  await expect(questions).toBeVisible({ timeout: 20_000 });
  await questions.click();
  const number = page.getByRole('group', { name: '“1.500” là số nào?' });
  const agencies = page.getByRole('group', { name: '“Bộ Tư phát” là cơ quan nào?' });
  await expect(number).toContainText('1 dòng chờ câu trả lời: dòng 2');
  await accessible(page);
  await number.getByRole('radio', { name: /Việt Nam/ }).check();
  await expect(questions).toContainText('· 1');
  await agencies.getByRole('radio', { name: 'Bộ Tư pháp' }).check();
  await expect(questions).toContainText('· 0');
  // What was answered is still there to be changed.
  await number.getByRole('radio', { name: /Anh/ }).check();
  await expect(number.getByRole('radio', { name: /Anh/ })).toBeChecked();
  await expect(page.getByRole('tab', { name: /^Mới/ })).toContainText('· 1');
});
