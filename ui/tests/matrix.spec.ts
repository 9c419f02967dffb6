// Việc chung: naming places, marking many parts at once, who is missing, and passing a task on.
import { findings } from './axe';
import { DAY, expect, newSession, rpc, seed, test, visit } from './book';

type Part = { id: string; agency: { id: string; short_name: string } | null };
type Agency = { id: string; short_name: string };

test('seven places are named, five are marked at once, and one undo takes it back', async ({ page, session }) => {
  await visit(page, session, `#/matrix?as_of=${DAY}&only=N33`);
  const grid = page.getByRole('grid', { name: 'Việc chung' });
  await expect(grid.getByRole('row')).toHaveCount(8);
  // A place is named from its row: Enter opens its card.
  await grid.focus();
  await page.keyboard.press('Enter');
  await page.getByRole('combobox', { name: 'Cơ quan thực hiện' }).fill('cao bang');
  await page.getByRole('option', { name: /Tỉnh Cao Bằng/ }).click();
  await expect(grid.getByRole('rowheader', { name: /Cao Bằng/ })).toBeVisible();
  await page.keyboard.press('Escape');
  const parts = await rpc<Part[]>(session, 'assignment_list', { task: 'N33' });
  const agencies = await rpc<Agency[]>(session, 'agency_list', { group: '63-dia-phuong', on: DAY });
  const names = ['Hà Nội', 'Bắc Kạn', 'Lào Cai', 'Điện Biên', 'Lai Châu', 'Sơn La'];
  for (const part of parts.filter((one) => !one.agency)) {
    const name = names.shift();
    await rpc(session, 'assignment_edit', { id: part.id, agency: agencies.find((agency) => agency.short_name === name)?.id });
  }
  await page.reload();
  await expect(page.getByTestId('matrix-task-N33')).toContainText('0/7');

  // Five rows with the keys: Space marks one, Shift with arrows a block.
  await grid.focus();
  await page.keyboard.press('Control+Home');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('Space');
  for (let n = 0; n < 4; n += 1) await page.keyboard.press('Shift+ArrowDown');
  await expect(page.getByText('Đã chọn 5 phần việc')).toBeVisible();
  expect(await findings(page)).toEqual([]);
  await page.getByTestId('matrix-mark').click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Ngày', { exact: true }).fill('28/5/2024');
  await dialog.getByLabel('Minh chứng').fill('15/NQ-HĐND');
  await dialog.getByTestId('matrix-record').click();
  await expect(page.getByTestId('matrix-task-N33')).toContainText('5/7');
  await page.getByRole('button', { name: 'Danh sách còn thiếu' }).click();
  await expect(page.getByRole('dialog').getByRole('textbox')).toHaveValue(/đã hoàn thành 5\/7\. Còn thiếu 2: /);
  await page.getByRole('dialog').getByRole('button', { name: 'Đóng' }).first().click();
  await page.keyboard.press('Control+z');
  await expect(page.getByTestId('matrix-task-N33')).toContainText('0/7');
  await page.keyboard.press('Control+y');
  await expect(page.getByTestId('matrix-task-N33')).toContainText('5/7');
});

test('sixty-three provinces become thirty-four, and both can be seen', async ({ page, session }) => {
  const parts = await rpc<Part[]>(session, 'assignment_list', { task: 'N29' });
  const of = (...names: string[]) => parts.filter((part) => part.agency && names.includes(part.agency.short_name)).map((part) => part.id);
  await rpc(session, 'step_add', { assignments: of('Hà Giang', 'Tuyên Quang', 'Hà Nội', 'Thái Nguyên'), kind: 'done', day: '2024-10-15' });
  await visit(page, session, '#/matrix?as_of=2025-08-01&sel=N29');
  await page.getByTestId('matrix-regroup').click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('combobox').fill('34');
  await page.locator('.sheet').getByRole('option', { name: /^34 tỉnh/ }).click();
  await dialog.getByLabel('Thực hiện từ ngày').fill('20/4/2024');
  await expect(dialog.getByText(/phải sau ngày giao nhiệm vụ/)).toBeVisible();
  await expect(dialog.getByTestId('matrix-regroup-do')).toBeDisabled();
  await dialog.getByLabel('Thực hiện từ ngày').fill('01/7/2025');
  await expect(dialog.getByTestId('matrix-plan')).toContainText('10 cơ quan giữ phần việc, 53 kết thúc, 24 bắt đầu; 1 nhận kết quả');
  await dialog.getByText('Khi ít nhất một cơ quan trước').click();
  await expect(dialog.getByTestId('matrix-plan')).toContainText('2 nhận kết quả');
  expect(await findings(page)).toEqual([]);
  await dialog.getByTestId('matrix-regroup-do').click();
  const head = page.getByTestId('matrix-task-N29');
  await expect(head).toContainText('3/34');
  await page.getByText('Cũ, đến 30/06/2025').click();
  await expect(head).toContainText('4/63');
  await page.getByText('Mới, từ 01/07/2025').click();
  await expect(head).toContainText('3/34');
  // Both structures are offered on paper.
  await page.getByRole('button', { name: 'In…' }).click();
  await expect(page.getByRole('dialog').getByLabel('In cả cơ cấu cũ và cơ cấu mới')).toBeChecked();
  await page.keyboard.press('Escape');
  await page.keyboard.press('Control+z');
  await expect(head).toContainText('4/63');
});

test('a group that changed is told, and the task follows', async ({ page }) => {
  const session = newSession('differs');
  await seed(session);
  const members = await rpc<Agency[]>(session, 'agency_list', { group: 'cac-bo-nganh' });
  await rpc(session, 'agency_group_edit', { id: 'cac-bo-nganh', members: members.filter((one) => one.short_name !== 'Bộ TT&TT').map((one) => one.id), expected_count: 21 });
  await visit(page, session, `#/matrix?as_of=2025-08-01&only=N27`);
  await expect(page.getByText('Không còn trong nhóm: Bộ TT&TT.')).toBeVisible();
  await page.getByRole('button', { name: 'Chuyển theo nhóm…' }).click();
  await expect(page.getByTestId('matrix-plan')).toContainText('21 cơ quan giữ phần việc, 1 kết thúc, 0 bắt đầu');
  await page.getByTestId('matrix-regroup-do').click();
  await expect(page.getByTestId('matrix-task-N27')).toContainText('0/21');
});

test('without common tasks it says what they are', async ({ page }) => {
  const session = newSession('bare');
  await rpc(session, 'book_create', { office: 'Sở Nội vụ', person: 'Lê Thị Bình' });
  await visit(page, session, '#/matrix');
  await expect(page.getByText('Chưa có việc chung nào')).toBeVisible();
});

for (const theme of ['light', 'dark']) {
  test(`${theme}: cards and grid read well`, async ({ page, session }) => {
    // Looking at several hundred cells takes its time.
    test.setTimeout(120_000);
    await rpc(session, 'prefs_edit', { theme });
    for (const place of ['', '&sel=N12', '&group=63-dia-phuong&open=1', '&only=N33']) {
      await visit(page, session, `#/matrix?as_of=${DAY}${place}`);
      await expect(page.getByRole('grid')).toBeVisible();
      expect(await findings(page), place).toEqual([]);
    }
    await rpc(session, 'prefs_edit', { theme: 'light' });
  });
}
