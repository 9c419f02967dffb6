// Tables of the book written for other programs.
import { findings } from './axe';
import { existsSync, readFileSync } from 'node:fs';
import { expect, newSession, seed, test, visit } from './book';

test('a table is chosen and saved, figures as SDMX too', async ({ page }) => {
  const own = newSession('tables');
  await seed(own);
  await visit(page, own, '#/exchange?tab=tables');
  await expect(page.getByRole('heading', { name: 'Các cột của bảng nhiệm vụ' })).toBeVisible();
  const format = page.getByLabel('Định dạng');
  await expect(format.locator('option')).toHaveCount(4);
  await page.getByLabel('Bảng', { exact: true }).selectOption('observation');
  await expect(page.getByRole('heading', { name: 'Các cột của bảng số liệu' })).toBeVisible();
  await format.selectOption('sdmx');
  await page.getByTestId('save-table').click();
  const told = page.getByText(/^Đã lưu .*\.csv/);
  await expect(told).toBeVisible();
  const path = /(\/\S.*\.csv)/.exec((await told.textContent()) ?? '')?.[1] ?? '';
  expect(existsSync(path), path).toBe(true);
  expect(readFileSync(path, 'utf8')).toContain('dataflow,SO35:OBSERVATIONS(1.0),I,');
  expect(await findings(page)).toEqual([]);
});
