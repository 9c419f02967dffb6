// In, xuất: the register and its sums as files, from the dialog to the file on disk.
import { findings } from './axe';
import { readFileSync } from 'node:fs';
import { DAY, newSession, rpc, seed, test, expect, visit } from './book';

let own = '';
test.beforeAll(async () => {
  own = newSession('print');
  await seed(own);
});

const file = (text: string) => readFileSync(text.replace(/^Đã lưu /, ''));

test('the register of what is filtered is saved as PDF and as a workbook', async ({ page }) => {
  await visit(page, own, `#/tasks?as_of=${DAY}&status=open_overdue`);
  await page.getByTestId('print').click();
  const dialog = page.getByRole('dialog', { name: 'In, xuất nhiệm vụ' });
  await expect(dialog.getByText('5 nhiệm vụ đang được lọc, tính đến hết ngày 01/06/2024.')).toBeVisible();
  await dialog.getByLabel('Kèm theo').fill('Báo cáo số 15/BC-STTTT');
  await dialog.getByTestId('print-save').click();
  const saved = dialog.getByTestId('print-saved');
  await expect(saved).toContainText(`Danh mục nhiệm vụ ${DAY}.pdf`);
  expect(file(await saved.innerText()).subarray(0, 5).toString()).toBe('%PDF-');
  await expect(dialog.getByRole('button', { name: 'Mở tệp' })).toBeVisible();
  await expect(dialog.getByRole('button', { name: 'Mở thư mục' })).toBeVisible();

  await dialog.getByText('Danh mục, mẫu xã').click();
  await dialog.getByLabel('Nhóm theo').selectOption({ label: 'Cơ quan chủ trì' });
  await dialog.getByText('Excel (xlsx)').click();
  await dialog.getByTestId('print-save').click();
  await expect(saved).toContainText('.xlsx');
  expect(file(await saved.innerText()).subarray(0, 2).toString()).toBe('PK');
  await dialog.getByRole('button', { name: 'Đóng' }).last().click();
  await expect(dialog).toBeHidden();
  await expect(page).not.toHaveURL(/print=/);
});

test('a summary is saved by keyboard alone', async ({ page }) => {
  await visit(page, own, `#/tasks?as_of=${DAY}`);
  await expect(page.getByTestId('task-row-N01')).toBeVisible();
  await page.keyboard.press('Control+p');
  const dialog = page.getByRole('dialog', { name: 'In, xuất nhiệm vụ' });
  await expect(dialog.getByText('41 nhiệm vụ đang được lọc')).toBeVisible();
  await expect(dialog.getByRole('radio', { name: 'Danh mục, mẫu bộ và tỉnh' })).toBeFocused();
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('ArrowRight');
  await expect(dialog.getByRole('radio', { name: 'Bảng tổng hợp' })).toBeChecked();
  await expect(dialog.getByLabel('Tổng hợp theo')).toBeVisible();
  await page.keyboard.press('Enter');
  await expect(dialog.getByTestId('print-saved')).toContainText(`Tổng hợp nhiệm vụ ${DAY}.pdf`);
  await page.keyboard.press('Escape');
  await expect(dialog).toBeHidden();
});

test('what cannot be saved is said in the dialog and nothing is lost', async ({ page }) => {
  // The window asks for a place; here it names one that no file can have.
  await page.route('**/rpc?*', async (route) => {
    const asked = JSON.parse(route.request().postData() ?? '{}') as { name: string };
    if (asked.name !== 'window_pick_save') return route.continue();
    return route.fulfill({ contentType: 'application/x-ndjson', body: `${JSON.stringify({ ok: { value: '/khong/co/a.pdf' } })}\n` });
  });
  await visit(page, own, `#/tasks?as_of=${DAY}&print=1`);
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Kèm theo').fill('Báo cáo số 15/BC-STTTT');
  await dialog.getByTestId('print-save').click();
  await expect(dialog.getByRole('alert')).toContainText('/khong/co');
  await expect(dialog.getByLabel('Kèm theo')).toHaveValue('Báo cáo số 15/BC-STTTT');
});

for (const theme of ['light', 'dark']) {
  test(`${theme}: the dialog has no serious findings`, async ({ page }) => {
    await page.setViewportSize({ width: 1280, height: 800 });
    await rpc(own, 'prefs_edit', { theme });
    await visit(page, own, `#/tasks?as_of=${DAY}&print=1`);
    await expect(page.locator('html')).toHaveAttribute('data-theme', theme);
    const dialog = page.getByRole('dialog');
    await dialog.getByTestId('print-save').click();
    await expect(dialog.getByTestId('print-saved')).toBeVisible();
    // Nothing of it is out of sight.
    await expect(dialog.getByTestId('print-save')).toBeInViewport({ ratio: 1 });
    await page.screenshot({ path: `test-results/print-${theme}.png` });
    expect(await findings(page)).toEqual([]);
    await rpc(own, 'prefs_edit', { theme: 'light' });
  });
}

test('Ctrl+P prints what is on screen, or says what can be printed', async ({ page }) => {
  await visit(page, own, `#/matrix?as_of=${DAY}`);
  await expect(page.getByTestId('matrix-task-N12')).toBeVisible();
  await page.keyboard.press('Control+p');
  await expect(page.getByRole('dialog', { name: 'In bảng việc chung' })).toBeVisible();
  for (const tab of ['', '&tab=acts']) {
    await visit(page, own, `#/changes?as_of=${DAY}${tab}`);
    await expect(page.getByTestId('changes')).toBeVisible();
    await page.keyboard.press('Control+p');
    await expect(page.getByText(/không có trang in riêng/)).toBeVisible();
  }
  await expect(page.getByRole('button', { name: 'In bản trình bày' })).toBeVisible();
  await visit(page, own, `#/rates?as_of=${DAY}`);
  await expect(page.getByTestId('rates').getByRole('table')).toBeVisible();
  await page.keyboard.press('Control+p');
  await expect(page.getByText('Có thể sao chép vào Word hoặc Excel để in.')).toBeVisible();
});
