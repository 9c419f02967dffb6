// Đánh giá chỉ tiêu và tổng hợp theo cơ quan.
import { findings } from './axe';
import { DAY, newSession, rpc, seed, test, expect, visit } from './book';

let own = '';
test.describe.configure({ mode: 'serial' });
test.beforeAll(async () => {
  own = newSession('lights');
  await seed(own);
  type Row = { id: string };
  const provinces = await rpc<Row[]>(own, 'agency_list', { group: '63-dia-phuong' });
  await rpc(own, 'indicator_add', { code: 'X1', name: 'Tỷ lệ hồ sơ trực tuyến toàn trình', unit: '%', kind: 'percent', agency_rule: 'ratio', baseline_value: 30, baseline_day: '2023-12-31' });
  await rpc(own, 'target_add', { indicator: 'X1', bound: 'at_least', value_min: 70, deadline: 'năm 2024' });
  for (const [place, province] of provinces.slice(0, 31).entries()) {
    await rpc(own, 'observation_add', { indicator: 'X1', agency: province.id, numerator: 40 + place * 2, denominator: 100 + place, as_of_day: '2024-05-01' });
  }
  await rpc(own, 'observation_add', { indicator: 'X1', value: 60, as_of_day: '2024-05-01' });
});

test('one click shows the formula with the numbers put in', async ({ page }) => {
  await visit(page, own, `#/indicators?as_of=${DAY}&sel=CT26`);
  const pane = page.locator('aside');
  await pane.getByRole('button', { name: 'Xem công thức và số thay vào' }).click();
  await expect(pane.getByText('L = [(41 − 36) ÷ (53 − 36)] ÷ [115 ngày ÷ 366 ngày] = 0,94')).toBeVisible();
  await expect(pane.getByText(/\+12 dịch vụ trong 213 ngày, tức \+1,69 mỗi 30 ngày/)).toBeVisible();
  await pane.getByLabel('Phương pháp', { exact: true }).selectOption('cagr_open_sdg');
  await expect(pane.getByText(/^Đã đạt: \(41 ÷ 36\)/)).toBeVisible();
  await page.screenshot({ path: 'test-results/figures-formula.png' });
  await pane.getByLabel('Phương pháp', { exact: true }).selectOption('');
  await expect(pane.getByText(/L = \[\(41/)).toBeVisible();
});

test('a person may say otherwise, with a reason, and take it back', async ({ page }) => {
  await visit(page, own, `#/indicators?as_of=${DAY}&sel=CT26`);
  const pane = page.locator('aside');
  await pane.getByRole('button', { name: 'Đánh giá khác…' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Đánh giá', { exact: true }).selectOption('slow');
  await dialog.getByRole('button', { name: 'Lưu' }).click();
  await expect(dialog.getByRole('alert')).toBeVisible();
  await dialog.getByLabel('Lý do').fill('Mức độ 3, 4 không còn được dùng');
  await page.screenshot({ path: 'test-results/figures-override.png' });
  await dialog.getByRole('button', { name: 'Lưu' }).click();
  await expect(pane.getByText('Người phụ trách đánh giá:')).toBeVisible();
  await expect(pane.getByText('Nguyễn Thị Hòa, từ 01/06/2024')).toBeVisible();
  await page.screenshot({ path: 'test-results/figures-overridden.png' });
  await pane.getByRole('button', { name: 'Bỏ đánh giá này' }).click();
  await expect(pane.getByText('Người phụ trách đánh giá:')).toBeHidden();
});

test('a roll-up shows the whole, its coverage and the agencies ranked', async ({ page }) => {
  await visit(page, own, `#/indicators?as_of=${DAY}&sel=X1`);
  const pane = page.locator('aside');
  await pane.getByRole('button', { name: /Theo cơ quan/ }).click();
  await pane.getByLabel('Nhóm cơ quan').selectOption({ label: '63 tỉnh, thành phố trực thuộc Trung ương (đến 30/6/2025)' });
  await expect(pane.getByText('31/63 cơ quan có số liệu')).toBeVisible();
  await expect(pane.getByText(/Chênh lệch/)).toBeVisible();
  await expect(pane.getByText(/32 cơ quan không có số liệu/)).toBeVisible();
  await pane.getByText('Mới', { exact: true }).click();
  await expect(pane.getByText(/34 cơ quan có số liệu/)).toBeVisible();
  await pane.getByText(/34 cơ quan có số liệu/).scrollIntoViewIfNeeded();
  await page.screenshot({ path: 'test-results/figures-rollup.png' });
});

test('the period of a roll-up is picked, in either calendar', async ({ page }) => {
  await visit(page, own, `#/indicators?as_of=${DAY}&sel=X1`);
  const pane = page.locator('aside');
  await pane.getByRole('button', { name: /Theo cơ quan/ }).click();
  const pick = pane.getByRole('group', { name: 'Kỳ', exact: true });
  await pick.getByLabel('Kỳ', { exact: true }).selectOption('2024-Q1');
  await expect(pane.getByText('01/01/2024–31/03/2024')).toBeVisible();
  await pane.getByLabel('Lịch kỳ báo cáo').first().selectOption('administrative');
  await expect(pick.getByLabel('Kỳ', { exact: true })).toHaveValue('');
  await pick.getByLabel('Kỳ', { exact: true }).selectOption('2024-Q1');
  await expect(pane.getByText('15/12/2023–14/03/2024')).toBeVisible();
});

test('a target says whom it is set for, and an indicator from when it is reported', async ({ page }) => {
  await visit(page, own, `#/indicators?as_of=${DAY}&sel=X1`);
  const pane = page.locator('aside');
  const whom = pane.getByRole('combobox', { name: 'Giao cho' });
  await expect(whom).toHaveValue('Số chung');
  await whom.fill('63 tinh');
  await page.keyboard.press('Enter');
  await expect(pane.getByText('Từng cơ quan thuộc 63 tỉnh', { exact: false })).toBeVisible();
  type Targets = { agency: string | null; agency_group: string | null }[];
  const targets = () => rpc<Targets>(own, 'target_list', { indicator: 'X1' });
  expect((await targets())[0]?.agency_group).toBeTruthy();
  await page.screenshot({ path: 'test-results/figures-target.png' });
  await rpc(own, 'undo', {});

  const groups = await rpc<{ id: string; members: number }[]>(own, 'agency_group_list', {});
  await rpc(own, 'indicator_edit', { id: 'X1', frequency: 'quarter', reporters: groups.find((one) => one.members === 63)?.id });
  await page.reload();
  await pane.getByLabel('Báo cáo từ kỳ').selectOption('2024-Q1', { timeout: 8000 });
  await expect(pane.getByLabel('Báo cáo từ kỳ')).toHaveValue('2024-Q1');
  expect((await rpc<{ reports_from: string }>(own, 'indicator_get', { id: 'X1' })).reports_from).toBe('2024-Q1');
});

test('bands are settings without gaps', async ({ page }) => {
  await visit(page, own, '#/settings');
  const speedUp = page.getByLabel('“Cần đẩy nhanh” từ');
  await speedUp.fill('0,99');
  await page.getByRole('button', { name: 'Lưu', exact: true }).click();
  await expect(page.getByRole('alert')).toBeVisible();
  await page.screenshot({ path: 'test-results/figures-settings.png' });
  await speedUp.fill('0,5');
  await page.getByRole('button', { name: 'Lưu', exact: true }).click();
  await expect(page.getByRole('alert')).toBeHidden();
  await page.getByRole('button', { name: 'Dùng ngưỡng thông thường' }).click();
  await expect(speedUp).toHaveValue('0,6');
});

for (const theme of ['light', 'dark']) {
  test(`${theme}: nothing serious for axe`, async ({ page }) => {
    test.setTimeout(120_000);
    await rpc(own, 'prefs_edit', { theme });
    const found: string[] = [];
    for (const hash of [`#/indicators?as_of=${DAY}&sel=X1`, '#/settings']) {
      await visit(page, own, hash);
      const roll = page.getByRole('button', { name: /Theo cơ quan/ });
      if (hash.includes('X1')) {
        await roll.click();
        await page.getByRole('button', { name: 'Xem công thức và số thay vào' }).click();
        await page.getByLabel('Nhóm cơ quan').selectOption({ label: '63 tỉnh, thành phố trực thuộc Trung ương (đến 30/6/2025)' });
        await expect(page.getByText('31/63 cơ quan có số liệu')).toBeVisible();
        await page.screenshot({ path: `test-results/figures-${theme}.png` });
      }
      const violations = await findings(page);
      found.push(...violations.map((one) => `${hash} ${one}`));
    }
    await rpc(own, 'prefs_edit', { theme: 'light' });
    expect(found).toEqual([]);
  });
}
