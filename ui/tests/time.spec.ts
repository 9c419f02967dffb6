// Time: the timeline, the month, reminders and their settings; by mouse and by keyboard.
import { findings } from './axe';
import { readFileSync } from 'node:fs';
import { expect, newSession, rpc, seed, test, visit } from './book';

const DAY = '2024-12-01';
let own = '';

test.beforeAll(async () => {
  own = newSession('time');
  await seed(own);
  const task = await rpc<{ extensions: { id: string }[] }>(own, 'extension_request', { task: 'N03', deadline: 'đến 30/9/2024', reason: 'Chờ ý kiến', requested_on: '2024-05-20' });
  await rpc(own, 'extension_decide', { id: task.extensions[0]?.id, approve: true, decided_on: '2024-05-28' });
  await rpc(own, 'task_complete', { id: 'N03', completed_on: '2024-09-21' });
  await rpc(own, 'extension_request', { task: 'N06', deadline: 'đến 31/8/2024', reason: 'Chờ ý kiến', requested_on: '2024-06-20' });
});

test('bars tell extension, request and delay, and open their task', async ({ page }) => {
  await visit(page, own, `#/tasks?as_of=${DAY}&area=DM1`);
  await page.getByTestId('view-timeline').click();
  await expect(page).toHaveURL(/#\/timeline\?.*area=DM1/);
  const n03 = page.getByTestId('bar-N03');
  await expect(n03.locator('.extension')).toBeVisible();
  await expect(n03.locator('.span.late')).toHaveCount(0);
  await expect(n03.getByText('gia hạn đến 30/09/2024', { exact: false })).toBeAttached();
  await expect(page.getByTestId('bar-N06').locator('.requested')).toBeVisible();
  await page.getByText('Thời hạn gốc', { exact: true }).click();
  await expect(n03.locator('.span.late')).toBeVisible();
  await expect(n03.getByText('(trễ 113 ngày)')).toBeVisible();
  await n03.getByRole('button', { name: 'N03' }).click();
  await expect(page).toHaveURL(/#\/tasks\?.*sel=N03/);
  await page.goBack();
  await expect(page.getByTestId('bar-N03')).toBeVisible();
});

test('the timeline by keyboard: tasks, time, groups, zoom', async ({ page }) => {
  await visit(page, own, `#/timeline?as_of=${DAY}&by=focus_area`);
  const grid = page.getByRole('grid', { name: 'Tiến trình' });
  await expect(grid.getByText('TC2 Tiềm lực')).toBeVisible();
  await grid.focus();
  await expect(page.getByTestId('bar-N25')).toHaveClass(/at/);
  await page.keyboard.press('ArrowDown');
  await expect(page.getByTestId('bar-N06')).toHaveClass(/at/);
  const left = await grid.evaluate((view) => view.scrollLeft);
  await page.getByText('Tháng', { exact: true }).click();
  await expect(page).toHaveURL(/zoom=month/);
  await grid.focus();
  await page.keyboard.press('End');
  await expect(page.getByTestId('bar-N41')).toHaveClass(/at/);
  await page.keyboard.press('ArrowLeft');
  expect(await grid.evaluate((view) => view.scrollLeft)).not.toBe(left);
  await page.keyboard.press('Home');
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/sel=N25/);
});

test('nothing fits: the timeline says so and offers a way out', async ({ page }) => {
  await visit(page, own, `#/timeline?as_of=${DAY}&text=khongcogi`);
  await expect(page.getByText('Không có nhiệm vụ nào phù hợp')).toBeVisible();
  await page.getByRole('button', { name: 'Bỏ mọi bộ lọc' }).last().click();
  await expect(page.getByTestId('bar-N25')).toBeVisible();
});

test('the month shows deadlines, its days open lists, and the keyboard turns it', async ({ page }) => {
  await visit(page, own, `#/calendar?as_of=${DAY}&month=2024-05&basis=original`);
  const last = page.getByTestId('day-2024-05-31');
  await expect(last).toHaveAttribute('aria-label', '31/05/2024: 4 nhiệm vụ');
  await page.getByTestId('more-2024-05-31').click();
  await expect(page.getByRole('dialog').getByText('N03')).toBeVisible();
  await page.keyboard.press('Escape');
  await page.getByText('Thời hạn hiện hành').click();
  await expect(last).toHaveAttribute('aria-label', '31/05/2024: 3 nhiệm vụ');
  await expect(last.getByRole('button', { name: 'N06' })).toBeVisible();
  await expect(page.getByRole('link', { name: /không có thời hạn/ })).toBeVisible();
  await page.getByTestId('day-2024-05-01').focus();
  await page.keyboard.press('PageDown');
  await expect(page.getByTestId('day-2024-06-01')).toBeFocused();
  await page.keyboard.press('ArrowLeft');
  await expect(page.getByTestId('day-2024-05-31')).toBeFocused();
  await page.keyboard.press('Enter');
  const dialog = page.getByRole('dialog');
  await expect(dialog.getByText('N06')).toBeVisible();
  await dialog.getByRole('link', { name: 'Mở trong danh sách' }).click();
  await expect(page).toHaveURL(/#\/tasks\?.*from=2024-05-31/);
  await expect(page.getByRole('status').getByText('3 nhiệm vụ')).toBeVisible();
});

test('both print, and deadlines leave as a calendar file', async ({ page }) => {
  await visit(page, own, `#/timeline?as_of=${DAY}`);
  const printed = page.waitForRequest((request) => request.postData()?.includes('"timeline_save"') ?? false);
  await page.keyboard.press('Control+p');
  expect((await (await printed).response())?.status()).toBe(200);
  await expect(page.getByText(/Tiến trình nhiệm vụ.*\.pdf/)).toBeVisible();
  await page.getByRole('button', { name: 'Xuất ra lịch (.ics)' }).click();
  const said = await page.getByText(/Đã ghi \d+ thời hạn/).innerText();
  const path = /vào (.*\.ics)/.exec(said)?.[1] ?? '';
  expect(readFileSync(path, 'utf8')).toContain('DTSTART;VALUE=DATE:20240930');
  await visit(page, own, `#/calendar?as_of=${DAY}`);
  await page.getByTestId('save-calendar').click();
  await expect(page.getByText(/Lịch thời hạn.*\.pdf/)).toBeVisible();
});

test('reminders come with the first start of a day, and settings change them', async ({ page }) => {
  // A copy of the book has not been looked at on this desk.
  const { path } = await rpc<{ path: string }>(own, 'backup', { path: `${(await rpc<{ new_book_path: string }>(own, 'desk_state', {})).new_book_path}.ban-sao.so35` });
  await rpc(own, 'book_open', { path });
  await visit(page, own, '#/overview');
  const dialog = page.getByRole('dialog', { name: /Việc cần nhắc/ });
  await expect(dialog).toBeVisible();
  expect(await findings(page)).toEqual([]);
  await expect(dialog.getByText('6 nhiệm vụ đang quá hạn')).toBeVisible();
  await dialog.getByTestId('reminders-seen').click();
  await expect(dialog).toHaveCount(0);
  await page.reload();
  await page.locator('main').waitFor();
  await expect(page.getByTestId('overview')).toBeVisible();
  await expect(dialog).toHaveCount(0);
  await page.getByTestId('reminders').click();
  await expect(dialog.getByText('Tất cả 6 nhiệm vụ đang quá hạn')).toBeVisible();
  await dialog.getByRole('link', { name: /không có thời hạn, giao đã quá/ }).click();
  await expect(page).toHaveURL(/chase=1/);

  await page.getByTestId('nav-settings').click();
  const steps = page.getByLabel('Nhắc trước hạn (ngày)');
  await steps.fill('mười');
  await steps.press('Enter');
  await expect(page.getByRole('alert')).toContainText('cần số nguyên');
  await steps.fill('5; 10');
  await steps.press('Enter');
  await expect(steps).toHaveValue('10, 5');
  const months = page.getByLabel('Rà soát sau (tháng)');
  await months.fill('0');
  await months.press('Enter');
  await expect(page.getByRole('alert')).toContainText('từ 1 đến 120');
});

for (const theme of ['light', 'dark']) {
  test(`${theme}: nothing serious on either screen`, async ({ page }) => {
    test.setTimeout(120_000);
    await rpc(own, 'prefs_edit', { theme });
    for (const hash of [`#/timeline?as_of=${DAY}&by=agency`, `#/calendar?as_of=${DAY}&month=2024-05`, `#/calendar?as_of=${DAY}&month=2030-01`]) {
      await visit(page, own, hash);
      await page.getByRole('grid').waitFor();
      await page.waitForLoadState('networkidle');
      const violations = await findings(page);
      expect(violations.map((one) => `${hash} ${one}`)).toEqual([]);
    }
    await rpc(own, 'prefs_edit', { theme: 'light' });
  });
}
