// Chỉ tiêu, biểu đồ, bản trình bày.
import { DAY, newSession, seed, test, expect, visit } from './book';

let own = '';
test.describe.configure({ mode: 'serial' });
test.beforeAll(async () => {
  own = newSession('figures');
  await seed(own);
});

test('a figure is added as it is written; zero, no data and not applicable differ', async ({ page }) => {
  await visit(page, own, `#/indicators?as_of=${DAY}&sel=CT26`);
  const pane = page.locator('aside');
  await expect(pane.locator('figure svg')).toBeVisible();
  await pane.getByRole('button', { name: 'Thêm số liệu' }).click();
  await pane.getByLabel('Số liệu (dịch vụ)').fill('bốn mươi');
  await pane.getByRole('button', { name: 'Lưu' }).click();
  await expect(pane.getByRole('alert')).toBeVisible();
  await pane.getByLabel('Số liệu (dịch vụ)').fill('gần 45/53');
  await expect(pane.getByText(/Đọc là: gần 45/)).toBeVisible();
  await pane.getByRole('button', { name: 'Lưu' }).click();
  await expect(pane.getByRole('button', { name: /^gần 45\/53/ })).toBeVisible();

  await pane.getByRole('button', { name: 'Thêm số liệu' }).click();
  await pane.getByLabel('Tình trạng số liệu').selectOption('not_applicable');
  await pane.getByLabel('Ngày số liệu').fill('31/05/2024');
  await pane.getByLabel('Lý do').fill('thang đo đã thay đổi');
  await pane.getByRole('button', { name: 'Lưu' }).click();
  await expect(pane.getByRole('button', { name: 'Không áp dụng', exact: true })).toBeVisible();
  await expect(pane.getByLabel('Phương pháp', { exact: true })).toContainText('Theo cài đặt của cơ quan (Tuyến tính đến mục tiêu)');
});

test('charts are drawn and saved', async ({ page }) => {
  for (const kind of ['status_stacked', 'attainment', 'indicator_line']) {
    await visit(page, own, `#/charts?as_of=${DAY}&kind=${kind}&for=print`);
    await expect(page.locator('main figure svg title').first()).toHaveCount(1);
  }
  await page.getByRole('button', { name: 'Lưu PNG' }).click();
  await expect(page.getByText(/Đã lưu .*\.png/)).toBeVisible();
});

test('the briefing is shown page by page and saved', async ({ page }) => {
  await visit(page, own, `#/charts?as_of=${DAY}&tab=briefing`);
  const picture = page.getByRole('img', { name: /^Trang 1/ });
  await expect(picture).toBeVisible();
  await expect.poll(() => picture.evaluate((image: HTMLImageElement) => image.naturalWidth)).toBeGreaterThan(100);
  await page.getByRole('button', { name: 'Trang sau' }).click();
  await expect(page.getByRole('img', { name: /^Trang 2/ })).toBeVisible();
  await page.getByTestId('save-briefing').click();
  await expect(page.getByText(/Đã lưu .*\.pdf/)).toBeVisible();
});
