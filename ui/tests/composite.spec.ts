// Bộ chỉ số: the worked example, points written as in a spreadsheet, groups and items, years, definition sheets.
import { findings } from './axe';
import { readFileSync } from 'node:fs';
import { DAY, expect, newSession, rpc, seed, test, visit } from './book';

type Item = { id: string; code: string };
type Made = { version: { id: string }; items: Item[] };
type Agency = { id: string; short_name: string };

/** An index of three groups and nine items; most of the 63 provinces have points. */
async function province(session: string) {
  let made = await rpc<Made>(session, 'composite_add', { code: 'BCS-T', name: 'Bộ chỉ số chuyển đổi số cấp tỉnh', year: 2024 });
  const version = made.version.id;
  const add = async (parent: string | null, name: string, most: number | null, weight?: number) => {
    made = await rpc<Made>(session, 'composite_item_add', { version, parent, name, most, weight: weight ?? null });
  };
  const id = (code: string) => made.items.find((item) => item.code === code)?.id ?? '';
  const groups = [['Thể chế số', 1], ['Hạ tầng số', 2], ['Nhân lực số', 1]] as const;
  for (const [at, [name, weight]] of groups.entries()) {
    await add(null, name, null, weight);
    for (let n = 1; n <= 3; n += 1) await add(id(String(at + 1)), `${name}: nội dung đánh giá số ${n}`, 5 * n);
  }
  const items = made.items.filter((item) => item.code.includes('.'));
  const agencies = await rpc<Agency[]>(session, 'agency_list', { group: '63-dia-phuong' });
  const cells = (by: number) => agencies.map((_, row) => items.map((_, at) => (row % 9 === 4 && at > 6 ? '' : String(((row * 3 + at * 5 + by) % (5 * ((at % 3) + 1) * 10)) / 10).replace('.', ','))));
  await rpc(session, 'composite_paste', { agencies: agencies.map((one) => one.id), items: items.map((one) => one.id), by: 'self', cells: cells(7) });
  await rpc(session, 'composite_paste', { agencies: agencies.slice(0, 40).map((one) => one.id), items: items.map((one) => one.id), by: 'verified', cells: cells(2).slice(0, 40) });
  return { items, agencies };
}

test('the worked example says what is missing, and that the year before was another structure', async ({ page, session }) => {
  await visit(page, session, `#/indicators?as_of=${DAY}`);
  await page.getByTestId('view-composite').click();
  await expect(page.getByTestId('nav-indicators')).toHaveAttribute('aria-current', 'page');
  const row = page.getByTestId('rank-UBQG về CĐS');
  await expect(row).toContainText('44,33');
  await expect(row).toContainText('5/6 mục có điểm');
  await expect(row).toContainText('67,9');
  await expect(page.getByText('Cấu trúc khác năm trước (2023)')).toBeVisible();
  await expect(page.getByText('0/1 cơ quan có đủ điểm ở cả 6 mục.')).toBeVisible();
  // Asked for, it is ranked, and the rule is said.
  await page.getByLabel('Xếp hạng cả cơ quan chưa đủ điểm').check();
  await expect(row).toContainText('73,88%');
  await expect(page.getByText('mục chưa có điểm không cộng gì vào tổng')).toBeVisible();
  await row.click();
  await expect(page.getByText('41 ÷ 53 × 10 = 7,74 điểm')).toBeVisible();
  await expect(page.getByRole('region', { name: '2.3. Hệ thống thông tin' }).getByLabel('Tự chấm')).toHaveValue('');
  expect(await findings(page)).toEqual([]);
});

test('points are written by keys, pasted as one act after a look, and taken back', async ({ page }) => {
  const session = newSession('points');
  await seed(session);
  const { agencies } = await province(session);
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
  await visit(page, session, `#/composite?as_of=${DAY}&index=BCS-T&tab=points&by=self&agencies=63-dia-phuong`);
  const first = agencies[0]?.short_name ?? '';
  const row = page.getByTestId(`points-${first}`);
  await row.locator('[data-cell="0-2"]').click();
  await page.keyboard.type('4,5');
  await page.keyboard.press('Enter');
  await expect(row.locator('[data-cell="0-2"]')).toContainText('4,5');
  // More than the most is refused in the cell.
  await row.locator('[data-cell="0-2"]').click();
  await page.keyboard.type('6');
  await page.keyboard.press('Enter');
  await expect(page.getByText('Điểm mục 1.1 không được quá 5.')).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(row.locator('[data-cell="0-2"]')).toContainText('4,5');
  // A block of two by two, one of them empty.
  await page.evaluate(() => navigator.clipboard.writeText('1,5\t2\r\n\t3'));
  await page.keyboard.press('Control+v');
  const dialog = page.getByRole('dialog', { name: 'Ghi điểm vào bảng' });
  await expect(dialog.getByRole('status')).toContainText('4 ô sẽ thay đổi. Số đọc theo kiểu Việt Nam');
  await expect(dialog.getByText('bỏ điểm')).toBeVisible();
  expect(await findings(page)).toEqual([]);
  await dialog.getByTestId('points-confirm').click();
  await expect(row.locator('[data-cell="0-3"]')).toContainText('2');
  await page.keyboard.press('Control+z');
  await expect(row.locator('[data-cell="0-2"]')).toContainText('4,5');
  // What reads both ways is asked about.
  await row.locator('[data-cell="0-2"]').click();
  await page.evaluate(() => navigator.clipboard.writeText('1.234\t2'));
  await page.keyboard.press('Control+v');
  await expect(dialog.getByText('Có số đọc được hai cách')).toBeVisible();
  await expect(dialog.getByTestId('points-confirm')).toBeDisabled();
  await dialog.getByRole('button', { name: 'Dấu thập phân' }).click();
  await expect(dialog.getByTestId('points-confirm')).toBeEnabled();
  await dialog.getByTestId('points-confirm').click();
  await expect(row.locator('[data-cell="0-2"]')).toContainText('1,234');
});

test('an index is made: groups, items, weights, another year that begins as the last', async ({ page }) => {
  const session = newSession('made');
  await rpc(session, 'book_create', { office: 'Sở Nội vụ', person: 'Lê Thị Bình' });
  await visit(page, session, `#/composite?as_of=${DAY}`);
  await expect(page.getByText('Chưa có bộ chỉ số nào')).toBeVisible();
  expect(await findings(page)).toEqual([]);
  await page.getByRole('button', { name: 'Thêm bộ chỉ số' }).first().click();
  await page.getByRole('dialog').getByLabel('Tên').fill('Bộ chỉ số cấp xã');
  await page.keyboard.press('Enter');
  await expect(page.getByText('Phiên bản này chưa có nhóm và mục')).toBeVisible();
  await page.getByRole('button', { name: 'Thêm nhóm' }).click();
  await page.getByRole('dialog').getByLabel('Tên').fill('Hạ tầng số');
  await page.keyboard.press('Enter');
  await expect(page.getByTestId('item-1')).toContainText('Hạ tầng số');
  await page.getByRole('button', { name: 'Thêm mục vào nhóm' }).click();
  const dialog = page.getByRole('dialog', { name: 'Thêm mục' });
  await dialog.getByLabel('Tên').fill('Cáp quang tới thôn');
  await page.keyboard.press('Enter');
  await expect(dialog.getByText('Mục này cần được điền.')).toBeVisible();
  await dialog.getByLabel('Điểm tối đa').fill('7,5');
  await dialog.getByLabel('Trọng số').fill('2');
  await page.keyboard.press('Enter');
  await expect(page.getByTestId('item-1.1')).toContainText('7,5');
  await expect(page.getByText('1 mục, tối đa 15 điểm')).toBeVisible();
  expect(await findings(page)).toEqual([]);
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'Thêm năm' }).click();
  await expect(page.getByRole('dialog').getByLabel('Năm')).toHaveValue('2025');
  await page.getByRole('dialog').getByRole('button', { name: 'Thêm' }).click();
  await expect(page.getByRole('combobox', { name: 'Năm' })).toHaveValue('2025');
  await expect(page.getByTestId('item-1.1')).toContainText('Cáp quang tới thôn');
  // The document that lays a year down can come later.
  await rpc(session, 'document_add', { kind: 'official', number_symbol: '922/QĐ-BTTTT', subject: 'Phê duyệt bộ chỉ số', day: '2022-05-20' });
  await page.getByRole('button', { name: 'Thông tin', exact: true }).click();
  await page.getByRole('combobox', { name: 'Văn bản ban hành' }).fill('922');
  await page.getByRole('option', { name: /922/ }).click();
  await expect(page.getByRole('combobox', { name: 'Văn bản ban hành' })).toHaveValue(/922\/QĐ-BTTTT/);
  await page.getByRole('button', { name: 'Bỏ văn bản' }).click();
  await expect(page.getByRole('combobox', { name: 'Văn bản ban hành' })).toHaveValue('');
});

test('a ranking is printed, and Ctrl+P beside an indicator prints its definition sheet', async ({ page, session }) => {
  await visit(page, session, `#/composite?as_of=${DAY}`);
  const saved = (name: string) => page.getByText(new RegExp(`Đã lưu .*${name}`));
  await expect(page.getByTestId('rank-UBQG về CĐS')).toBeVisible();
  await page.keyboard.press('Control+p');
  await expect(saved('Xếp hạng VD01 2024.pdf')).toBeVisible();
  await page.getByRole('button', { name: 'Xuất Excel' }).click();
  await expect(saved('Xếp hạng VD01 2024.xlsx')).toBeVisible();
  await visit(page, session, `#/indicators?as_of=${DAY}&sel=CT26`);
  await expect(page.getByTestId('definition-print')).toBeVisible();
  await page.keyboard.press('Control+p');
  const told = saved('Phiếu định nghĩa CT26.pdf');
  await expect(told).toBeVisible();
  const path = /Đã lưu (.*\.pdf)/.exec(await told.innerText())?.[1] ?? '';
  expect(readFileSync(path).subarray(0, 5).toString()).toBe('%PDF-');
});

for (const theme of ['light', 'dark']) {
  test(`${theme}: ranking, points and structure of sixty-three provinces read well`, async ({ page }) => {
    test.setTimeout(120_000);
    const session = newSession(`many-${theme}`);
    await seed(session);
    const { agencies } = await province(session);
    await rpc(session, 'prefs_edit', { theme });
    for (const place of ['', '&agencies=63-dia-phuong&by=self', `&sel=${agencies[4]?.id}`, '&tab=points&by=self', '&tab=structure', '&group=2']) {
      await visit(page, session, `#/composite?as_of=${DAY}&index=BCS-T${place}`);
      await page.waitForLoadState('networkidle');
      await expect(page.getByRole('grid').or(page.getByRole('treegrid')).first()).toBeVisible();
      expect(await findings(page), place).toEqual([]);
    }
  });
}
