// Nhiệm vụ: completing and undoing, editing in place, and the whole way by keyboard alone.
import { DAY, newSession, seed, test, expect, visit } from './book';

let own = '';
test.describe.configure({ mode: 'serial' });
test.beforeAll(async () => {
  own = newSession('tasks');
  await seed(own);
});

test('a task is completed, the overview follows, undo takes it back', async ({ page }) => {
  await visit(page, own, `#/tasks?as_of=${DAY}&sel=N03`);
  await page.getByTestId('complete').click();
  await page.getByLabel('Minh chứng').last().fill('QĐ 1018/QĐ-TTg');
  await page.getByTestId('complete-confirm').click();
  await expect(page.getByText('Đã lưu')).toBeVisible();
  await expect(page.locator('aside').getByText('Hoàn thành quá hạn')).toBeVisible();

  await page.getByTestId('nav-overview').click();
  await expect(page.getByText('4 nhiệm vụ quá hạn chưa hoàn thành theo thời hạn hiện hành.')).toBeVisible();
  await page.keyboard.press('Control+z');
  await expect(page.getByText('5 nhiệm vụ quá hạn chưa hoàn thành theo thời hạn hiện hành.')).toBeVisible();
  await expect(page.getByText(/^Đã hoàn tác: .*N03/)).toBeVisible();
  await page.keyboard.press('Control+y');
  await expect(page.getByText('4 nhiệm vụ quá hạn chưa hoàn thành theo thời hạn hiện hành.')).toBeVisible();
  await page.getByTestId('undo').click();
  await expect(page.getByText('5 nhiệm vụ quá hạn chưa hoàn thành theo thời hạn hiện hành.')).toBeVisible();
});

test('a day that does not exist is refused at its field and nothing is lost', async ({ page }) => {
  await visit(page, own, `#/tasks?as_of=${DAY}&sel=N25`);
  const field = page.getByLabel('Ngày giao');
  await field.fill('31/02/2024');
  await field.press('Enter');
  await expect(field).toHaveAttribute('aria-invalid', 'true');
  await expect(page.getByRole('alert')).toContainText('tháng 2/2024 có 29 ngày');
  await expect(field).toHaveValue('31/02/2024');
  await field.press('Escape');
  await expect(field).toHaveValue('24/04/2024');
  await expect(page.getByRole('alert')).toHaveCount(0);
});

test('a deadline is read while it is typed, and its assumption can be flipped', async ({ page }) => {
  await visit(page, own, `#/tasks?as_of=${DAY}&sel=N25`);
  await page.getByRole('button', { name: 'Không tính ngày đó' }).click();
  await expect(page.locator('aside').getByText('(trễ 3 ngày)')).toBeVisible();
  const field = page.getByLabel('Thời hạn', { exact: true });
  await field.fill('trong quý II/2024');
  await expect(page.getByText('Từ 01/04/2024 đến hết ngày 30/06/2024')).toBeVisible();
  await field.press('Enter');
  // What has passed is not written over in passing: a typing error, or more time?
  const kept = page.getByTestId('deadline-kept');
  await expect(kept).toContainText('đã qua nên không được ghi đè');
  await expect(page.locator('aside header').getByText('(trễ 3 ngày)')).toBeVisible();
  await kept.getByRole('button', { name: 'Ghi gia hạn…' }).click();
  const form = page.getByRole('form', { name: 'Đề nghị gia hạn' });
  await expect(form.getByLabel('Thời hạn mới', { exact: true })).toHaveValue('trong quý II/2024');
  await expect(field).toHaveValue('trước 30/5/2024');
  await form.getByRole('button', { name: 'Bỏ qua' }).click();
  await field.fill('trong quý II/2024');
  await field.press('Enter');
  await kept.getByRole('button', { name: 'Sửa lỗi nhập' }).click();
  await expect(page.locator('aside header').getByText('Đang thực hiện, trong hạn')).toBeVisible();
  await expect(kept).toHaveCount(0);
});

test('completing a common task says whom it closes, and offers each agency by itself', async ({ page }) => {
  await visit(page, own, `#/tasks?as_of=${DAY}&sel=N33`);
  await page.getByTestId('complete').click();
  const closes = page.getByTestId('complete-closes');
  await expect(closes).toContainText('Ghi hoàn thành cho cả 7 cơ quan còn lại.');
  await closes.getByRole('link', { name: 'ghi cho từng cơ quan' }).click();
  await expect(page).toHaveURL(/matrix\?.*only=N33/);
  await expect(page.getByRole('dialog')).toHaveCount(0);
});

test('the whole way by keyboard', async ({ page }) => {
  await visit(page, own, `#/tasks?as_of=${DAY}`);
  const grid = page.getByRole('grid', { name: 'Nhiệm vụ' });
  const pen = page.getByRole('textbox', { name: 'Nhiệm vụ', exact: true });
  await grid.focus();
  await expect(pen).toBeFocused();
  await page.keyboard.press('Control+End');
  await expect(page.getByTestId('task-row-N41')).toBeVisible();
  await page.keyboard.press('Control+Home');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/sel=N03/);
  await page.keyboard.press('Escape');
  await expect(page).not.toHaveURL(/sel=/);
  await expect(pen).toBeFocused();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Tab');
  await page.keyboard.press('F2');
  await page.keyboard.press('End');
  await page.keyboard.type(' (sửa bằng bàn phím)');
  await page.keyboard.press('Enter');
  await expect(page.getByTestId('task-row-N04')).toContainText('(sửa bằng bàn phím)');
  await page.keyboard.press('Control+s');
  await expect(page.getByText('Mọi thay đổi đều đã được lưu.')).toBeVisible();
});

test('a new task, its deletion, and its return', async ({ page }) => {
  await visit(page, own, `#/tasks?as_of=${DAY}`);
  await page.keyboard.press('Control+n');
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('button', { name: 'Thêm nhiệm vụ' }).click();
  await expect(dialog.getByRole('alert')).toBeVisible();
  await dialog.getByLabel('Nhiệm vụ', { exact: true }).fill('Rà soát, cập nhật kiến trúc số của tỉnh');
  await dialog.getByLabel('Thời hạn').fill('trước tháng 12/2024');
  await expect(dialog.getByText('Hạn cuối: hết ngày 30/11/2024')).toBeVisible();
  await dialog.getByRole('button', { name: 'Thêm nhiệm vụ' }).click();
  await expect(page.locator('aside h2')).toHaveText(/N42/);
  await page.locator('aside').getByRole('button', { name: 'Xóa', exact: true }).click();
  await expect(page.getByText('41 nhiệm vụ')).toBeVisible();
  await page.getByRole('button', { name: 'Hoàn tác', exact: true }).click();
  await expect(page.getByText('42 nhiệm vụ')).toBeVisible();
});

test('the register fits a small window without scrolling sideways', async ({ page }) => {
  await page.setViewportSize({ width: 1280, height: 800 });
  await visit(page, own, `#/tasks?as_of=${DAY}`);
  await expect(page.getByTestId('task-row-N01')).toBeVisible();
  expect(await page.getByRole('grid').evaluate((grid) => grid.scrollWidth - grid.clientWidth)).toBe(0);
});
