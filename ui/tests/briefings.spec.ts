// Bản trình bày: from a template to the printed page, series, issue, compare; by keyboard too, and without findings of axe.
import { findings } from './axe';
import { DAY, newSession, rpc, seed, test, expect, visit } from './book';

let own = '';
test.beforeAll(async () => {
  own = newSession('briefings');
  await seed(own);
});

/** A briefing made from a template for this test alone. */
async function made(template: string, name: string): Promise<string> {
  return ((await rpc(own, 'briefing_add', { template, name })) as { id: string }).id;
}

test('an empty list says what to do, and a template makes pages', async ({ page }) => {
  await visit(page, own, `#/briefings?as_of=${DAY}`);
  await expect(page.getByText('Chưa có bản trình bày nào').or(page.getByRole('table'))).toBeVisible();
  await page.getByTestId('template-tong-quan').click();
  await expect(page.getByRole('heading', { level: 1, name: /Tình hình thực hiện/ })).toBeVisible();
  const pages = page.locator('[data-page]');
  await expect(pages).toHaveCount(5);
  const sheet = page.getByRole('region', { name: 'Trang in' }).getByRole('img').first();
  await expect.poll(() => sheet.evaluate((image: HTMLImageElement) => image.naturalWidth)).toBeGreaterThan(100);
});

test('pages are chosen, moved and removed by keyboard, and it can be taken back', async ({ page }) => {
  const id = await made('tong-quan', 'Bàn phím');
  await visit(page, own, `#/briefings?as_of=${DAY}&id=${id}`);
  const pages = page.locator('[data-page]');
  await expect(pages).toHaveCount(5);
  await pages.first().focus();
  await page.keyboard.press('ArrowDown');
  await expect(pages.nth(1)).toBeFocused();
  await expect(pages.nth(1)).toContainText('Nhiệm vụ quá hạn và sắp đến hạn');
  await page.keyboard.press('Alt+ArrowUp');
  await expect(pages.first()).toContainText('Nhiệm vụ quá hạn và sắp đến hạn');
  await expect(pages.first()).toBeFocused();
  await page.keyboard.press('Delete');
  await expect(pages).toHaveCount(4);
  await page.getByRole('button', { name: /Hoàn tác/ }).first().click();
  await expect(pages).toHaveCount(5);
});

test('a title and a paper change the very page in sight', async ({ page }) => {
  const id = await made('tong-quan', 'Sửa tại chỗ');
  await visit(page, own, `#/briefings?as_of=${DAY}&id=${id}`);
  const sheet = page.getByRole('region', { name: 'Trang in' }).getByRole('img').first();
  await expect(sheet).toBeVisible();
  const before = await sheet.getAttribute('src');
  await page.getByLabel('Tiêu đề trang').fill('Tình hình chung');
  await page.keyboard.press('Enter');
  await expect(page.locator('[data-page]').first()).toContainText('Tình hình chung');
  await expect.poll(() => sheet.getAttribute('src')).not.toBe(before);
  await page.getByRole('tab', { name: 'Bản trình bày' }).click();
  await page.getByLabel('Khổ giấy').selectOption({ label: 'Trình chiếu 16:9' });
  await expect.poll(() => sheet.evaluate((image: HTMLImageElement) => Math.round((image.naturalWidth / image.naturalHeight) * 100))).toBe(178);
  await page.getByLabel('Nhãn trên trang').fill('Mật');
  await page.keyboard.press('Enter');
  await expect(page.getByText(/Nhãn này là độ mật/)).toBeVisible();
  await page.keyboard.press('Escape');
  expect(await findings(page)).toEqual([]);
});

test('a series is looked through, named and saved', async ({ page }) => {
  const id = await made('co-quan', 'Bộ');
  await visit(page, own, `#/briefings?as_of=${DAY}&id=${id}`);
  await page.getByRole('button', { name: 'Lập bộ', exact: true }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Mỗi đối tượng một bản').selectOption({ label: 'Nội dung' });
  await expect(dialog.getByText('8 bản trong 1 tệp')).toBeVisible();
  await dialog.getByLabel('Chia tệp').selectOption({ label: 'Mỗi đối tượng một tệp' });
  await expect(dialog.getByText('8 bản trong 8 tệp')).toBeVisible();
  await dialog.getByRole('button', { name: 'Cuối cùng' }).click();
  await expect(dialog.getByText(/ĐM5 .*\.pdf/)).toBeVisible();
  expect(await findings(page, '[role="dialog"]')).toEqual([]);
  await dialog.getByTestId('save-series').click();
  await expect(page.getByText(/Đã lưu 8 tệp/)).toBeVisible();
});

test('what was issued stays as it was, and what changed since is told', async ({ page }) => {
  const id = await made('tong-quan', 'Giao ban');
  await visit(page, own, `#/briefings?id=${id}`);
  await page.getByTestId('issue').click();
  await page.getByRole('dialog').getByRole('button', { name: 'Ban hành' }).click();
  await expect(page.getByText(/Đã ban hành “Giao ban/)).toBeVisible();
  await rpc(own, 'task_add', { statement: 'Nhiệm vụ đến sau khi ban hành', deadline: 'sớm' });
  await visit(page, own, '#/briefings?tab=issued');
  await page.getByRole('link', { name: /Giao ban/ }).click();
  await expect(page.getByText(/Nội dung không đổi theo sổ/)).toBeVisible();
  await expect(page.getByRole('region', { name: 'Trang in' }).getByRole('img').first()).toBeVisible();
  await page.getByRole('button', { name: 'Thay đổi từ đó' }).click();
  await expect(page.getByRole('heading', { name: /Nhiệm vụ mới/ })).toBeVisible();
  await expect(page.getByText('Nhiệm vụ đến sau khi ban hành')).toBeVisible();
});

test('Ctrl+P makes the file for the viewer', async ({ page }) => {
  const id = await made('chi-tieu', 'In');
  await visit(page, own, `#/briefings?as_of=${DAY}&id=${id}`);
  await expect(page.locator('[data-page]')).toHaveCount(1);
  await page.keyboard.press('Control+p');
  const dialog = page.getByRole('dialog', { name: 'In bản trình bày' });
  await dialog.getByRole('button', { name: 'Lập và mở' }).click();
  await expect(page.getByText(/\.pdf/).first()).toBeVisible();
});

test('pages stand at their place before they are drawn', async ({ page }) => {
  const id = await made('tong-quan', 'Chưa vẽ');
  let draw = () => {};
  const held = new Promise<void>((done) => (draw = done));
  await page.route('**/rpc*', async (route) => {
    const name = (JSON.parse(route.request().postData() ?? '{}') as { name?: string }).name;
    if (name === 'briefing_preview') await held;
    await route.continue();
  });
  await visit(page, own, `#/briefings?as_of=${DAY}&id=${id}`);
  const pages = page.locator('[data-page]');
  await expect(pages).toHaveCount(5);
  const places = () => pages.evaluateAll((all) => all.map((one) => Math.round(one.getBoundingClientRect().top)));
  const before = await places();
  draw();
  await expect(page.locator('[data-page] img')).toHaveCount(5);
  await expect.poll(() => page.locator('[data-page] img').last().evaluate((image: HTMLImageElement) => image.naturalWidth)).toBeGreaterThan(100);
  expect(await places()).toEqual(before);
});

test('pages are put in order by dragging, too', async ({ page }) => {
  const id = await made('tong-quan', 'Kéo thả');
  await visit(page, own, `#/briefings?as_of=${DAY}&id=${id}`);
  const pages = page.locator('[data-page]');
  const names = () => pages.locator('.name').allTextContents();
  await expect(pages).toHaveCount(5);
  const [first, second, third, fourth, last] = (await names()).map((name) => name.replace(/^\d+\. /, ''));
  const numbered = (order: (string | undefined)[]) => order.map((name, place) => `${place + 1}. ${name}`);
  // Dropped on a page it stands before it; dropped behind the last it ends the briefing.
  await pages.nth(3).dragTo(pages.nth(1));
  await expect.poll(names).toEqual(numbered([first, fourth, second, third, last]));
  const from = await pages.first().boundingBox();
  await page.mouse.move((from?.x ?? 0) + 20, (from?.y ?? 0) + 20);
  await page.mouse.down();
  await page.mouse.move((from?.x ?? 0) + 24, (from?.y ?? 0) + 40, { steps: 4 });
  const end = page.locator('li.end');
  await end.scrollIntoViewIfNeeded();
  const to = await end.boundingBox();
  await page.mouse.move((to?.x ?? 0) + 20, (to?.y ?? 0) + 8, { steps: 8 });
  await page.mouse.up();
  await expect.poll(names).toEqual(numbered([fourth, second, third, last, first]));
  await page.getByRole('button', { name: /Hoàn tác/ }).first().click();
  await expect.poll(names).toEqual(numbered([first, fourth, second, third, last]));
});

test('a briefing is told by which deadline it counts', async ({ page }) => {
  const id = await made('tong-quan', 'Thời hạn gốc');
  await visit(page, own, `#/briefings?as_of=${DAY}&id=${id}`);
  const sheet = page.getByRole('region', { name: 'Trang in' }).getByRole('img').first();
  await expect(sheet).toBeVisible();
  const before = await sheet.getAttribute('src');
  await page.getByRole('tab', { name: 'Bản trình bày' }).click();
  const basis = page.getByLabel('Tính theo thời hạn');
  await basis.selectOption({ label: 'Thời hạn gốc' });
  await expect.poll(() => sheet.getAttribute('src')).not.toBe(before);
  const kept = (await rpc(own, 'briefing_get', { id })) as { scope: { basis: string | null } };
  expect(kept.scope.basis).toBe('original');
  await basis.selectOption({ label: 'Thời hạn hiện hành' });
  await expect.poll(async () => ((await rpc(own, 'briefing_get', { id })) as { scope: { basis: string | null } }).scope.basis).toBe(null);
});
