// The charts screen: every kind is drawn, the keyboard reads each mark and opens what stands behind it, the same
// numbers stand in a table, and the title can be one's own.
import { findings } from './axe';
import { DAY, expect, newSession, rpc, seed, test, visit } from './book';

type Kind = { kind: string; name: string; takes: { field: string; required: boolean }[] };
type Drawn = { title: string; points: { label: string }[]; table: { rows: { cells: { written: string }[] }[] } };

let own = '';
test.beforeAll(async () => {
  own = newSession('charts');
  await seed(own);
});

test('every kind is drawn with its marks, and axe finds nothing serious', async ({ page }) => {
  test.setTimeout(240_000);
  const kinds = await rpc<Kind[]>(own, 'chart_kinds', {});
  const found: string[] = [];
  for (const { kind, takes } of kinds) {
    const indicator = takes.some((one) => one.field === 'indicator' && one.required) ? 'CT26' : null;
    const drawn = await rpc<Drawn>(own, 'chart_draw', { chart: { kind, indicator, as_of: DAY } });
    await visit(page, own, `#/charts?as_of=${DAY}&kind=${kind}${indicator ? `&indicator=${indicator}` : ''}`);
    await expect(page.getByRole('figure', { name: drawn.title })).toBeVisible();
    await expect(page.locator('[data-mark]')).toHaveCount(drawn.points.length);
    const violations = await findings(page);
    found.push(...violations.map((one) => `${kind} ${one}`));
  }
  expect(found).toEqual([]);
});

test('the keyboard reaches each mark, reads it, and opens the records behind it', async ({ page }) => {
  await visit(page, own, `#/charts?as_of=${DAY}&kind=status_stacked`);
  const marks = page.locator('[data-mark]');
  await expect(marks.first()).toBeVisible();
  const count = await marks.count();
  expect(count).toBeGreaterThan(8);
  // One stop for Tab, all others by the arrows.
  await expect(page.locator('[data-mark][tabindex="0"]')).toHaveCount(1);
  await page.locator('[data-mark][tabindex="0"]').focus();
  const seen = new Set<string>();
  const focused = page.locator('[data-mark]:focus');
  for (let step = 0; step < count; step += 1) {
    seen.add((await focused.getAttribute('data-mark')) ?? '');
    await page.keyboard.press('ArrowRight');
  }
  expect(seen.size).toBe(count);
  await page.keyboard.press('Home');
  const label = (await focused.getAttribute('aria-label')) ?? '';
  await expect(page.locator('.tip')).toHaveText(label);
  await page.getByRole('button', { name: /^TC2 Tiềm lực: 1 Quá hạn/ }).focus();
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/#\/tasks\?.*status=open_overdue/);
  await expect(page.getByText('1 nhiệm vụ').first()).toBeVisible();
});

test('T turns to the same numbers as a table, and a number opens its records', async ({ page }) => {
  await visit(page, own, `#/charts?as_of=${DAY}&kind=status_stacked`);
  const drawn = await rpc<Drawn>(own, 'chart_draw', { chart: { kind: 'status_stacked', as_of: DAY } });
  await page.locator('[data-mark][tabindex="0"]').focus();
  await page.keyboard.press('t');
  const table = page.getByRole('table', { name: drawn.title });
  await expect(table.locator('tbody tr')).toHaveCount(drawn.table.rows.length);
  const said = await table.locator('tbody tr').evaluateAll((rows) => rows.map((row) => [...row.children].map((cell) => cell.textContent?.trim())));
  expect(said).toEqual(drawn.table.rows.map((row) => row.cells.map((cell) => cell.written)));
  expect(await findings(page)).toEqual([]);
  await page.getByRole('button', { name: 'Xem dạng bảng' }).press('t');
  await expect(page.locator('[data-mark]').first()).toBeVisible();
});

test('a title of one\'s own stands in the chart, and the finding comes back', async ({ page }) => {
  await visit(page, own, `#/charts?as_of=${DAY}&kind=waterfall`);
  await expect(page.getByRole('figure')).toBeVisible();
  await page.getByText('Tiêu đề và ghi chú riêng').click();
  await page.getByLabel('Tiêu đề', { exact: true }).fill('Quá hạn trong tháng 5');
  await page.getByLabel('Tiêu đề', { exact: true }).press('Enter');
  await expect(page.getByRole('figure', { name: 'Quá hạn trong tháng 5' })).toBeVisible();
  await page.getByRole('button', { name: 'Dùng lại lời tự lập' }).click();
  await expect(page.getByRole('figure', { name: /^Số nhiệm vụ quá hạn/ })).toBeVisible();
});

test.describe('copying', () => {
  // The browser cleans copied HTML inside the page, whose rules forbid the styles written into its cells.
  test.use({ allowed: /Applying inline style/ });

  test('a chart is saved in each format and its numbers are copied', async ({ page }) => {
    await visit(page, own, `#/charts?as_of=${DAY}&kind=bullet`);
    for (const ending of ['PNG', 'SVG', 'PDF', 'Excel']) {
      await page.getByRole('button', { name: `Lưu ${ending}` }).click();
      await expect(page.getByText(new RegExp(`Đã lưu .*\\.${ending === 'Excel' ? 'xlsx' : ending.toLowerCase()}`))).toBeVisible();
    }
    await page.getByRole('button', { name: 'Sao chép bảng số liệu' }).click();
    await expect(page.getByText('Đã sao chép bảng').first()).toBeVisible();
  });
});

test('where no picture may be copied, one click saves it', async ({ page }) => {
  await page.addInitScript(() => {
    Object.defineProperty(navigator, 'clipboard', { value: { write: () => Promise.reject(new DOMException('', 'NotAllowedError')) } });
  });
  await visit(page, own, `#/charts?as_of=${DAY}&kind=bullet`);
  await page.getByRole('button', { name: 'Sao chép hình' }).click();
  await expect(page.getByText('Máy này không cho sao chép hình.')).toBeVisible();
  await page.getByRole('status').getByRole('button', { name: 'Lưu PNG' }).click();
  await expect(page.getByText(/Đã lưu .*\.png/)).toBeVisible();
});
