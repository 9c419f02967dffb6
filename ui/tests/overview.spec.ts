// Tổng quan on the seeded book: numbers that add up, doors, rates, languages and themes.
import { DAY, test, expect, newSession, rpc, seed, visit } from './book';

test('numbers as of 1/6/2024 and the doors behind them', async ({ page, session }) => {
  await visit(page, session, `#/overview?as_of=${DAY}`);
  const summary = page.getByText('41 nhiệm vụ tính đến ngày 01/06/2024, 5 nhiệm vụ quá hạn');
  await expect(summary).toBeVisible();
  const late = page.locator('section', { has: page.getByRole('heading', { name: /^Quá hạn chưa hoàn thành/ }) });
  for (const code of ['N03', 'N06', 'N09', 'N25', 'N33']) await expect(late.getByRole('link', { name: code })).toBeVisible();
  await expect(late.getByText('(trễ 2 ngày)')).toBeVisible();

  await late.getByRole('link', { name: '5', exact: true }).click();
  await expect(page.getByRole('status').getByText('5 nhiệm vụ')).toBeVisible();
  await expect(page.getByTestId('task-row-N25')).toBeVisible();
  await page.goBack();
  await expect(summary).toBeVisible();
});

test('the numbers of agencies and groups open lists of the same length', async ({ page, session }) => {
  await visit(page, session, `#/overview?as_of=${DAY}`);
  for (const name of ['Bộ Thông tin và Truyền thông', 'Nguồn không nêu cơ quan', 'Các bộ, ngành, địa phương (năm 2024)']) {
    const row = page.locator('tr', { has: page.getByRole('rowheader', { name, exact: true }) }).last();
    const total = await row.locator('td').first().innerText();
    await row.getByRole('link', { name }).click();
    await expect(page.getByRole('status').getByText(`${total} nhiệm vụ`, { exact: true })).toBeVisible();
    await page.goBack();
  }
});

test('a rate explains itself', async ({ page, session }) => {
  await visit(page, session, `#/overview?as_of=${DAY}`);
  await page.getByRole('button', { name: 'Tỷ lệ chậm: xem công thức' }).click();
  await expect(page.getByText('= 5 ÷ 7 = 71,43%')).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(page.getByText('= 5 ÷ 7 = 71,43%')).toBeHidden();
});

test('another day is said plainly and left again', async ({ page, session }) => {
  await visit(page, session, '#/overview');
  const day = page.getByLabel('Tính đến ngày');
  await day.fill('1/12/2024');
  await day.press('Enter');
  await expect(page.getByText('7 nhiệm vụ quá hạn chưa hoàn thành theo thời hạn hiện hành.')).toBeVisible();
  await expect(page).toHaveURL(/as_of=2024-12-01/);
  await day.fill('31/02/2024');
  await day.press('Enter');
  await expect(page.getByRole('alert')).toContainText('31/02/2024');
  await day.press('Escape');
  await page.getByRole('button', { name: 'Về hôm nay' }).click();
  await expect(page).not.toHaveURL(/as_of/);
});

test('search without marks finds ĐM2 first', async ({ page, session }) => {
  await visit(page, session, `#/overview?as_of=${DAY}`);
  await expect(page.getByTestId('overview').locator('table').first()).toBeVisible();
  await page.keyboard.press('Control+k');
  await page.keyboard.type('day manh ha tang so');
  await expect(page.getByRole('option').first()).toContainText('ĐM2');
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/tasks.*area=/);
  await expect(page.getByRole('status').getByText('14 nhiệm vụ')).toBeVisible();
});

test('English and the dark theme', async ({ page, session }) => {
  await visit(page, session, '#/settings');
  await page.getByText('English', { exact: true }).click();
  await expect(page.getByRole('heading', { name: 'Settings' })).toBeVisible();
  await expect(page.locator('html')).toHaveAttribute('lang', 'en');
  await page.getByText('Dark', { exact: true }).click();
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark');
  await visit(page, session, `#/overview?as_of=${DAY}`);
  await expect(page.getByText('As of 1 Jun 2024: 41 tasks, 5 of them overdue by the current deadline.')).toBeVisible();
  await rpc(session, 'prefs_edit', { language: 'vi', theme: 'light' });
});

test('counts go by the deadline of today or by the one first given, and so do the lists behind them', async ({ page }) => {
  const own = newSession('basis');
  await seed(own);
  const task = await rpc<{ extensions: { id: string }[] }>(own, 'extension_request', { task: 'N03', requested_on: '2024-05-25', deadline: 'trước 30/9/2024', reason: 'Chờ thẩm định' });
  await rpc(own, 'extension_decide', { id: task.extensions[0]?.id, approve: true, decided_on: '2024-05-28' });
  await visit(page, own, `#/overview?as_of=${DAY}`);
  await expect(page.getByText('4 nhiệm vụ quá hạn chưa hoàn thành theo thời hạn hiện hành.')).toBeVisible();
  await page.getByText('Thời hạn gốc', { exact: true }).click();
  await expect(page.getByText('5 nhiệm vụ quá hạn chưa hoàn thành theo thời hạn gốc.')).toBeVisible();
  const late = page.locator('section', { has: page.getByRole('heading', { name: /^Quá hạn chưa hoàn thành/ }) });
  await late.getByRole('link', { name: '5', exact: true }).click();
  await expect(page.getByRole('status').getByText('5 nhiệm vụ')).toBeVisible();
  await expect(page.getByTestId('task-row-N03')).toBeVisible();
});
