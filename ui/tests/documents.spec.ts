// Văn bản: the register of documents, and a document entered with its tasks: pasted, corrected, saved, taken back.
import { accessible } from './axe';
import { DAY, newSession, rpc, seed, test, expect, visit } from './book';

const BLOCK = `Thông báo số 369/TB-VPCP ngày 20/5/2024
Trong đó, Bộ Thông tin và Truyền thông chủ trì, phối hợp với các bộ, ngành, có liên quan khẩn trương hoàn thiện, báo cáo Chính phủ trình Quốc hội thông qua Luật Công nghiệp công nghệ số; hoàn thiện, trình Chính phủ ban hành các nghị định hướng dẫn Luật Giao dịch điện tử (sửa đổi), Luật Viễn thông (sửa đổi); khẩn trương sửa đổi, bổ sung Nghị định số 73/2019/NĐ-CP quy định quản lý đầu tư ứng dụng công nghệ thông tin sử dụng nguồn vốn ngân sách Nhà nước; nghiên cứu, xây dựng và ban hành văn bản hướng dẫn bảo đảm an toàn thông tin cấp bộ, tỉnh; xây dựng hệ thống kiểm tra, giám sát, theo dõi, tổng hợp, đánh giá việc triển khai công tác chuyển đổi số quốc gia và tại các bộ, ngành, địa phương.`;

let own = '';
test.describe.configure({ mode: 'serial' });
test.beforeAll(async () => {
  own = newSession('documents');
  await seed(own);
});

test('the block becomes tasks: read, corrected in place, saved as one act, taken back as one', async ({ page }) => {
  test.setTimeout(90_000);
  await visit(page, own, `#/documents?as_of=${DAY}`);
  await page.getByTestId('document-enter').click();
  await accessible(page);
  await page.getByTestId('enter-text').fill(BLOCK);
  // The particulars come from the text.
  await expect(page.getByLabel('Số, ký hiệu')).toHaveValue('369/TB-VPCP');
  await expect(page.getByLabel('Ngày', { exact: true })).toHaveValue('20/05/2024');
  await page.getByLabel('Trích yếu').fill('Thông báo kết luận phiên họp');
  await page.getByTestId('enter-text').press('Control+Enter');

  // Five tasks, the lead and the words of coordination marked in the text.
  await expect(page.getByTestId('enter-row-5')).toBeVisible();
  await expect(page.getByTestId('enter-row-6')).toHaveCount(0);
  await expect(page.getByText('4 chỗ cần xem lại')).toBeVisible();
  await expect(page.locator('mark.lead')).toHaveText(/Bộ Thông tin và Truyền thông\s*chủ trì/);
  await expect(page.locator('mark.coordinating')).toContainText('các bộ, ngành, có liên quan');
  await accessible(page);

  // Tasks that the book has already are looked at: one stays and is linked, the others are left out.
  const first = page.getByTestId('enter-row-1');
  await first.getByRole('button', { name: 'Vẫn nhập, nối hai nhiệm vụ' }).click();
  await page.getByRole('button', { name: 'Bỏ chọn 3 nhiệm vụ có thể đã có trong sổ' }).click();
  await expect(page.getByText('cần xem lại')).toHaveCount(0);
  // A wrong guess is corrected in place: another lead, a deadline that is understood at once.
  const last = page.getByTestId('enter-row-5');
  await last.getByRole('button', { expanded: false }).click();
  await last.getByRole('button', { name: 'Bỏ Bộ TT&TT' }).click();
  await expect(last.getByText('Chưa rõ cơ quan chủ trì.')).toBeVisible();
  await last.getByRole('combobox', { name: 'Thêm cơ quan: Chủ trì' }).fill('tu phap');
  await page.getByRole('option', { name: 'Bộ Tư pháp' }).click();
  await expect(last.getByTestId('chips-lead')).toContainText('Bộ Tư pháp');
  await last.getByLabel('Thời hạn').fill('trước 30/6/2024');
  await expect(last.getByText('Hạn cuối: hết ngày 30/06/2024')).toBeVisible();
  await accessible(page);

  await page.getByTestId('enter-save').click();
  await expect(page.locator('aside h2')).toHaveText('369/TB-VPCP');
  await expect(page.locator('aside').getByText('đoạn 2')).toHaveCount(2);
  const saved = await rpc<{ rows: { code: string; leads: { short_name: string }[]; deadline: { last_day: string | null } }[] }>(own, 'task_list', { as_of: DAY, text: '', sort: [{ key: 'code', descending: true }], limit: 2 });
  expect(saved.rows.map((row) => [row.code, row.leads[0]?.short_name, row.deadline.last_day])).toEqual([['N43', 'Bộ Tư pháp', '2024-06-30'], ['N42', 'Bộ TT&TT', null]]);

  await page.keyboard.press('Control+z');
  await expect(page.getByText(/^Đã hoàn tác: nhập văn bản và nhiệm vụ 369\/TB-VPCP/)).toBeVisible();
  expect((await rpc<{ total: number }>(own, 'task_list', { as_of: DAY })).total).toBe(41);
});

test('a reload takes up the draft, leaving asks, splitting and merging keep the agencies', async ({ page }) => {
  await visit(page, own, `#/documents?as_of=${DAY}&enter=1`);
  await page.getByTestId('enter-text').fill('Bộ Công an rà soát quy định, xây dựng đề án; báo cáo kết quả trước ngày 30/6.');
  await page.getByTestId('enter-read').click();
  await expect(page.getByTestId('enter-row-2')).toBeVisible();
  // A deadline without a year is not guessed.
  await expect(page.getByText('Chưa đọc được thời hạn').first()).toBeVisible();
  await page.reload();
  await expect(page.getByTestId('enter-row-2')).toBeVisible();

  const first = page.getByTestId('enter-row-1');
  await first.getByRole('button', { expanded: false }).click();
  const words = first.getByLabel('Nhiệm vụ', { exact: true });
  await words.evaluate((box: HTMLTextAreaElement) => { box.focus(); box.setSelectionRange('Rà soát quy định,'.length, 'Rà soát quy định,'.length); });
  await first.getByRole('button', { name: 'Tách tại con trỏ' }).click();
  await expect(page.getByTestId('enter-row-2')).toContainText('Xây dựng đề án');
  await expect(page.getByTestId('enter-row-2')).toContainText('Bộ Công an');
  await page.getByTestId('enter-row-2').getByRole('button', { expanded: false }).click();
  await page.getByTestId('enter-row-2').getByRole('button', { name: 'Gộp với nhiệm vụ trên' }).click();
  await expect(page.getByTestId('enter-row-3')).toHaveCount(0);

  await page.getByTestId('nav-tasks').click();
  const dialog = page.getByRole('dialog');
  await expect(dialog.getByText('Rời phần nhập văn bản?')).toBeVisible();
  await dialog.getByRole('button', { name: 'Ở lại' }).click();
  await expect(page.getByTestId('enter-row-1')).toBeVisible();
  await page.getByTestId('nav-tasks').click();
  await dialog.getByRole('button', { name: 'Bỏ bản nháp' }).click();
  await expect(page).toHaveURL(/#\/tasks/);
  await page.getByTestId('nav-documents').click();
  await page.getByTestId('document-enter').click();
  await expect(page.getByTestId('enter-text')).toHaveValue('');
});

test('a draft outlives the program and is offered again, in its own book only', async ({ page, context }) => {
  await visit(page, own, `#/documents?as_of=${DAY}&enter=1`);
  await page.getByTestId('enter-text').fill('Bộ Công an rà soát quy định.\nBộ Nội vụ số hóa hồ sơ.');
  await page.getByTestId('enter-read').click();
  await expect(page.getByTestId('enter-row-2')).toBeVisible();
  await page.close();

  const next = await context.newPage();
  const other = newSession('documents');
  await seed(other);
  await visit(next, other, `#/documents?as_of=${DAY}`);
  await expect(next.getByTestId('document-row-003')).toBeVisible();
  await expect(next.getByRole('button', { name: 'Nhập tiếp' })).toBeHidden();
  await visit(next, own, `#/documents?as_of=${DAY}`);
  await expect(next.getByText('Bộ Công an rà soát quy định.')).toBeVisible();
  await next.getByRole('button', { name: 'Nhập tiếp' }).click();
  await expect(next.getByTestId('enter-row-2')).toContainText('Bộ Nội vụ');
  await next.getByRole('link', { name: 'Văn bản', exact: true }).last().click();
  await next.getByRole('button', { name: 'Giữ bản nháp và rời đi' }).click();
  await next.getByRole('button', { name: 'Bỏ bản nháp' }).click();
  await expect(next.getByRole('button', { name: 'Nhập tiếp' })).toBeHidden();
  await next.getByTestId('document-enter').click();
  await expect(next.getByTestId('enter-text')).toHaveValue('');
});

test('what is refused stands at its row', async ({ page }) => {
  await visit(page, own, `#/documents?as_of=${DAY}&enter=1`);
  await page.getByTestId('enter-text').fill('Bộ Công an rà soát quy định.\nBộ Nội vụ số hóa hồ sơ.');
  await page.getByTestId('enter-read').click();
  await page.getByTestId('enter-row-2').getByRole('button', { expanded: false }).click();
  await page.getByTestId('enter-row-2').getByLabel('Thời hạn').fill('ngày 31/02/2024');
  await page.getByTestId('enter-save').click();
  // The document has no subject yet: that comes first.
  await expect(page.getByLabel('Trích yếu')).toHaveAttribute('aria-invalid', 'true');
  await page.getByLabel('Trích yếu').fill('Kết luận');
  await page.getByTestId('enter-read').click();
  await page.getByTestId('enter-save').click();
  await expect(page.getByTestId('enter-row-2').getByRole('alert')).toContainText('tháng 2/2024 có 29 ngày');
});

test('the way by keyboard alone', async ({ page }) => {
  await visit(page, own, `#/documents?as_of=${DAY}&enter=1`);
  await page.getByTestId('enter-text').focus();
  await page.keyboard.insertText('Bộ Công an rà soát quy định.\nBộ Nội vụ số hóa hồ sơ.');
  await page.keyboard.press('Control+Enter');
  const rows = page.locator('.open');
  await rows.nth(0).focus();
  await page.keyboard.press('ArrowDown');
  await expect(rows.nth(1)).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(rows.nth(1)).toHaveAttribute('aria-expanded', 'true');
  await page.keyboard.press('Escape');
  await expect(rows.nth(1)).toHaveAttribute('aria-expanded', 'false');
  await expect(rows.nth(1)).toBeFocused();
  await page.keyboard.press('Shift+Tab');
  await page.keyboard.press('Space');
  await expect(page.getByText('Đã chọn 1/2 nhiệm vụ')).toBeVisible();
});

test('the register: what each document gave is a door, fields are edited in place', async ({ page }) => {
  await visit(page, own, `#/documents?as_of=${DAY}`);
  await expect(page.getByTestId('document-row-003')).toContainText('35');
  await page.getByTestId('document-row-003').getByRole('link').first().click();
  await expect(page.getByText('35 nhiệm vụ')).toBeVisible();
  await page.goBack();
  await page.getByTestId('document-row-003').click();
  const pane = page.locator('aside');
  await expect(pane.getByRole('heading', { name: /^Nhiệm vụ từ văn bản/ })).toContainText('35');
  await expect(pane.getByText('L21').first()).toBeVisible();
  await pane.getByLabel('Cơ quan ban hành').fill('Báo Chính phủ');
  await pane.getByLabel('Cơ quan ban hành').press('Enter');
  await expect(page.getByText('Đã lưu')).toBeVisible();
  await page.getByTestId('undo').click();
  await expect(pane.getByLabel('Cơ quan ban hành')).toHaveValue('');
  await page.getByLabel('Tìm số, ký hiệu, trích yếu').fill('khong co van ban nay');
  await expect(page.getByText('Không có văn bản nào phù hợp')).toBeVisible();
  await accessible(page);
});
