// Thay đổi: what changed since a day, all acts with the way back, and earlier values put back.
import { newSession, rpc, seed, test, expect, visit } from './book';

let own = '';
test.describe.configure({ mode: 'serial' });
test.beforeAll(async () => {
  own = newSession('changes');
  await seed(own);
  await rpc(own, 'task_edit', { id: 'N03', product: 'Chiến lược được ký' });
  await rpc(own, 'task_edit', { id: 'N06', deadline: 'trong quý III/2024', correction: true });
  await rpc(own, 'task_complete', { id: 'N25', completed_on: '2024-05-29' });
  await rpc(own, 'task_add', { code: 'N42', statement: 'Số hóa hồ sơ lưu trữ' });
  await rpc(own, 'task_delete', { id: 'N41' });
});

test('sections tell what is new, done, changed and removed, old beside new', async ({ page }) => {
  await visit(page, own, '#/changes');
  const section = (name: RegExp) => page.locator('section', { has: page.getByRole('heading', { name }) });
  await expect(section(/^Mới/).getByText('Số hóa hồ sơ lưu trữ')).toBeVisible();
  await expect(section(/^Đã hoàn thành/).getByText('Quá hạn chưa hoàn thành → Hoàn thành đúng hạn; hoàn thành ngày 29/05/2024')).toBeVisible();
  await expect(section(/^Đã sửa/).locator('del', { hasText: 'trong tháng 5/2024' })).toBeVisible();
  await expect(section(/^Đã sửa/).getByText('trong quý III/2024')).toBeVisible();
  await expect(section(/^Đã xóa/).getByText('N41')).toBeVisible();
  await page.getByLabel('Loại thông tin').selectOption('indicator');
  await expect(page.getByText('Không có gì thay đổi trong khoảng này')).toBeVisible();
  await page.getByRole('button', { name: 'Bỏ mọi bộ lọc' }).click();
  await section(/^Mới/).getByRole('link', { name: 'N42' }).click();
  await expect(page).toHaveURL(/tasks.*sel=N42/);
});

test('an earlier value is put back from the history, and that is taken back', async ({ page }) => {
  await visit(page, own, '#/tasks?sel=N06');
  await page.getByText('Lịch sử thay đổi').click();
  await page.getByRole('button', { name: 'Khôi phục: Thời hạn ghi trong văn bản' }).click();
  await expect(page.getByText('Đã lưu')).toBeVisible();
  await expect(page.getByLabel('Thời hạn', { exact: true })).toHaveValue('trong tháng 5/2024');
  await page.keyboard.press('Control+z');
  await expect(page.getByLabel('Thời hạn', { exact: true })).toHaveValue('trong quý III/2024');
});

test('all acts are found by words, and the book goes back step by step', async ({ page }) => {
  await visit(page, own, '#/changes?tab=acts');
  await expect(page.getByRole('status').getByText(/thao tác/)).toBeVisible();
  await page.getByLabel('Tìm trong các thao tác').fill('xoa nhiem vu');
  await expect(page.getByRole('status').getByText('1 thao tác')).toBeVisible();
  await page.getByRole('button', { name: 'Bỏ mọi bộ lọc' }).click();
  const row = page.getByRole('row', { name: /Thêm nhiệm vụ N42/i });
  await row.getByRole('button', { name: 'Lùi về trước' }).click();
  await page.getByRole('button', { name: /^Hoàn tác \d+ bước/ }).click();
  await expect(page.getByText(/^Đã hoàn tác \d+ bước/)).toBeVisible();
  await expect(page.getByRole('row', { name: /Thêm nhiệm vụ N42/i }).last()).toContainText('đã hoàn tác');
  await expect.poll(async () => (await rpc<{ total: number }>(own, 'task_list', {})).total).toBe(41);
});

test('what changed since an issued briefing leaves out what was before it', async ({ page }) => {
  const own = newSession('since-issued');
  await seed(own);
  await rpc(own, 'task_edit', { id: 'N04', note: 'Trước khi ban hành' });
  const saved = await rpc<{ id: string }>(own, 'briefing_add', { template: 'tong-quan', name: 'Giao ban tuần' });
  await rpc(own, 'briefing_issue', { id: saved.id });
  await rpc(own, 'task_edit', { id: 'N05', note: 'Sau khi ban hành' });
  await visit(page, own, '#/changes');
  await expect(page.getByText('Trước khi ban hành')).toBeVisible();
  await page.getByRole('combobox', { name: 'Từ bản trình bày, gói trao đổi…' }).selectOption({ index: 1 });
  await expect(page.getByText('Trước khi ban hành')).toBeHidden();
  await expect(page.getByText('Sau khi ban hành')).toBeVisible();
});
