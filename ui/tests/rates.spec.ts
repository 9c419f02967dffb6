// Tỷ lệ: every number opens its list, by either deadline, sorted, and copied as a table.
import { DAY, newSession, rpc, seed, test, expect, visit } from './book';
import { addMany } from './many';

let own = '';
test.beforeAll(async () => {
  own = newSession('rates');
  await seed(own);
  await rpc(own, 'task_complete', { id: 'N25', completed_on: '2024-05-29' });
  await rpc(own, 'task_complete', { id: 'N06', completed_on: '2024-06-01' });
});

test('numbers are doors to lists of the same length', async ({ page }) => {
  await visit(page, own, `#/rates?as_of=${DAY}`);
  const row = page.getByRole('row', { name: /^Bộ TT&TT/ });
  await expect(row).toBeVisible();
  for (const [cell, count] of [[0, '16'], [2, '1'], [6, '13']] as const) {
    const door = row.getByRole('cell').nth(cell).getByRole('link', { name: count, exact: true });
    await door.click();
    await expect(page.getByRole('status').getByText(`${count} nhiệm vụ`, { exact: true })).toBeVisible();
    await page.goBack();
  }
  const total = page.getByRole('row', { name: /^Toàn bộ/ });
  await total.getByRole('link', { name: '7', exact: true }).click();
  await expect(page.getByRole('status').getByText('7 nhiệm vụ', { exact: true })).toBeVisible();
});

test('a rate explains its formula', async ({ page }) => {
  await visit(page, own, `#/rates?as_of=${DAY}&by=focus_area`);
  await page.getByRole('button', { name: 'Tỷ lệ chậm: xem công thức' }).click();
  await expect(page.getByText('= (hoàn thành quá hạn + quá hạn chưa hoàn thành) ÷ tổng số có thời hạn')).toBeVisible();
  await page.keyboard.press('Escape');
  const total = page.getByRole('row', { name: /^Toàn bộ/ });
  await expect(total.getByText('57,14%')).toBeVisible();
});

test('headings sort, periods follow a calendar, nothing due is said plainly', async ({ page }) => {
  await visit(page, own, `#/rates?as_of=${DAY}`);
  await page.getByRole('button', { name: 'Tỷ lệ quá hạn', exact: true }).click();
  await expect(page).toHaveURL(/sort=-overdue/);
  await expect(page.getByRole('columnheader', { name: /Tỷ lệ quá hạn/ })).toHaveAttribute('aria-sort', 'descending');
  await page.getByText('Kỳ đến hạn', { exact: true }).first().click();
  await expect(page.getByText('01/04/2024 – 30/06/2024')).toBeVisible();
  await page.getByLabel('Lịch của kỳ').selectOption('administrative');
  await expect(page.getByText('15/03/2024 – 14/06/2024')).toBeVisible();
  await visit(page, own, `#/rates?as_of=${DAY}&from=2030-01-01`);
  await expect(page.getByText('Không có nhiệm vụ nào đến hạn trong khoảng này')).toBeVisible();
});

test('the original deadline gives rates of its own', async ({ page }) => {
  await rpc(own, 'extension_request', { task: 'N03', deadline: 'trước 30/9/2024', reason: 'Chờ ý kiến', requested_on: '2024-05-20' });
  const task = await rpc<{ extensions: { id: string }[] }>(own, 'task_get', { id: 'N03' });
  await rpc(own, 'extension_decide', { id: task.extensions[0]?.id ?? '', approve: true, decided_on: '2024-05-25' });
  await visit(page, own, `#/rates?as_of=${DAY}`);
  const late = page.getByRole('row', { name: /^Toàn bộ/ }).getByRole('cell').last();
  await expect(late).toContainText('3/7');
  await page.getByText('Thời hạn gốc', { exact: true }).click();
  await expect(late).toContainText('4/7');
  await late.getByRole('link', { name: '4', exact: true }).click();
  await expect(page.getByRole('status').getByText('4 nhiệm vụ', { exact: true })).toBeVisible();
  await expect(page.getByRole('button', { name: 'Theo thời hạn gốc' })).toBeVisible();
});

test('the table fits a small window, with few tasks and with thousands', async ({ page }) => {
  test.setTimeout(120_000);
  await page.setViewportSize({ width: 1280, height: 800 });
  const many = newSession('rates');
  await seed(many);
  await addMany(many, 4000);
  for (const [session, total] of [[own, '40'], [many, '4.040']] as const) {
    for (const by of ['agency', 'focus_area', 'document', 'period', 'owner']) {
      await visit(page, session, `#/rates?as_of=2025-06-01&by=${by}`);
      await expect(page.getByRole('row', { name: /^Toàn bộ/ }).getByRole('link', { name: total, exact: true }).first()).toBeVisible();
      const wide = await page.evaluate(() => [...document.querySelectorAll('.scroll, .scroll td')].filter((one) => one.scrollWidth > one.clientWidth).map((one) => one.textContent));
      expect(wide, by).toEqual([]);
      await page.screenshot({ path: `test-results/rates-${by}-${total}.png` });
    }
  }
});

test.describe('copying', () => {
  // Chromium cleans what is written as HTML in a document of its own, where the window's policy holds too.
  test.use({ allowed: /Applying inline style/ });

  test('the table is copied with its heading', async ({ page, context }) => {
    await context.grantPermissions(['clipboard-read', 'clipboard-write']);
    await visit(page, own, `#/rates?as_of=${DAY}&by=focus_area`);
    await page.getByRole('button', { name: 'Sao chép bảng' }).click();
    await expect(page.getByText('Đã sao chép bảng')).toBeVisible();
    const text = await page.evaluate(() => navigator.clipboard.readText());
    expect(text.split('\r\n')[0]).toContain('Nội dung\tTổng\tHoàn thành đúng hạn');
    expect(text).toContain('Tổng\t40\t');
  });
});
