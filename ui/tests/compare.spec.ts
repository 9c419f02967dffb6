// So sánh cơ quan và tình hình báo cáo: 63 địa phương, bốn quý.
import { findings } from './axe';
import { newSession, rpc, seed, test, expect, visit } from './book';

const AS_OF = '2024-10-20';
let own = '';
test.describe.configure({ mode: 'serial' });
test.beforeAll(async () => {
  own = newSession('compare');
  await seed(own);
  // Figures of a quarter are due as soon as it is over.
  await rpc(own, 'setting_edit', { statistics_days: 0 });
  type Group = { id: string; members: number };
  type Head = { agency: string };
  const group = (await rpc<Group[]>(own, 'agency_group_list', {})).find((one) => one.members === 63);
  await rpc(own, 'indicator_add', { code: 'X1', name: 'Tỷ lệ hồ sơ trực tuyến toàn trình', unit: '%', kind: 'percent', agency_rule: 'mean' });
  await rpc(own, 'target_add', { indicator: 'X1', bound: 'at_least', value_min: 70, deadline: 'năm 2024' });
  await rpc(own, 'indicator_edit', { id: 'X1', frequency: 'quarter', reporters: group?.id, reports_from: '2024-Q1' });
  const grid = await rpc<{ rows: Head[] }>(own, 'entry_grid', { layout: 'agency_by_period', kind: 'quarter', indicator: 'X1' });
  const periods = ['2024-Q1', '2024-Q2', '2024-Q3'];
  const cells = grid.rows.slice(1).flatMap((row, at) =>
    periods.flatMap((period, quarter) => (at > 60 || (quarter === 1 && at % 9 === 4) ? [] : [{ indicator: 'X1', agency: row.agency, period, typed: String(30 + (at % 40) + quarter * 6) }])),
  );
  await rpc(own, 'entry_save', { cells, notation: 'vietnamese' });
});

test('who has not reported is told, and by name', async ({ page }) => {
  await page.setViewportSize({ width: 1280, height: 800 });
  await visit(page, own, `#/completeness?as_of=${AS_OF}`);
  await expect(page.getByRole('status').filter({ hasText: 'Đã có' })).toContainText('Đã có 176/189 báo cáo đến hạn');
  const cell = page.getByRole('button', { name: /quý I\/2024: 61\/63 cơ quan đã báo cáo, thiếu 2/ });
  await page.screenshot({ path: 'test-results/completeness.png' });
  await cell.click();
  const dialog = page.getByRole('dialog');
  await expect(dialog.getByText('Chưa báo cáo (2)')).toBeVisible();
  await expect(dialog.getByRole('listitem')).toHaveCount(2);
  await page.screenshot({ path: 'test-results/completeness-who.png' });
  await page.keyboard.press('Escape');
  await expect(cell).toBeFocused();
});

test('agencies stand side by side in one scale, and as the same numbers', async ({ page }) => {
  await page.setViewportSize({ width: 1280, height: 800 });
  await visit(page, own, `#/compare?as_of=${AS_OF}&indicator=X1`);
  await expect(page.getByText('quý III/2024: 61/63 cơ quan có số liệu.')).toBeVisible();
  const courses = page.locator('.courses li');
  await expect(courses).toHaveCount(61);
  await expect(courses.first().getByRole('img')).toHaveAccessibleName(/quý III\/2024 81%; quý IV\/2024 chưa báo cáo$/);
  await page.screenshot({ path: 'test-results/compare.png' });
  await page.getByText('Bảng số', { exact: true }).click();
  await expect(page.locator('tbody tr')).toHaveCount(61);
  await expect(page.locator('tbody tr').first()).toContainText('81');
  await expect(page.locator('tbody tr').first()).toContainText('chưa báo cáo');
  // Another period: everybody is ranked by it, and who has none in it is named.
  await page.getByLabel('Xếp theo kỳ').selectOption('2024-Q2');
  await expect(page.getByText('quý II/2024: 54/63 cơ quan có số liệu.')).toBeVisible();
  await expect(page.getByText('9 cơ quan không có số liệu quý II/2024')).toBeVisible();
  await page.screenshot({ path: 'test-results/compare-table.png' });
});

test('without anybody to report, both say what to do', async ({ page }) => {
  const empty = newSession('compare-none');
  await rpc(empty, 'book_create', { office: 'Văn phòng', person: 'Hòa' });
  await visit(page, empty, '#/completeness');
  await expect(page.getByText('Chưa giao cơ quan nào báo cáo chỉ tiêu')).toBeVisible();
  await visit(page, empty, '#/compare');
  await expect(page.getByText('Chưa có chỉ tiêu nào theo cơ quan')).toBeVisible();
});

for (const theme of ['light', 'dark']) {
  test(`${theme}: nothing serious on either screen`, async ({ page }) => {
    await page.setViewportSize({ width: 1280, height: 800 });
    await rpc(own, 'prefs_edit', { theme });
    for (const screen of ['completeness', 'compare']) {
      await visit(page, own, `#/${screen}?as_of=${AS_OF}&indicator=X1`);
      await expect(page.getByText(/quý III\/2024/).filter({ visible: true }).first()).toBeVisible();
      expect(await findings(page)).toEqual([]);
      if (theme === 'dark') await page.screenshot({ path: `test-results/${screen}-dark.png` });
    }
    await rpc(own, 'prefs_edit', { theme: 'light' });
  });
}
