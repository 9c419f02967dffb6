// One task at the right: deadline and extensions, the work with its steps, notes of progress, parts, tags, files.
import { writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import AxeBuilder from '@axe-core/playwright';
import type { Locator, Page } from '@playwright/test';
import { DAY, expect, newSession, rpc, seed, test, visit } from './book';

/** A day on which all that these tests tell of has happened. */
const LATER = '2024-12-01';

let own = '';
// Looking at the whole page for what is not accessible takes seconds.
test.setTimeout(120_000);
test.beforeAll(async () => {
  own = newSession('pane');
  await seed(own);
});

async function accessible(page: Page) {
  const found = await new AxeBuilder({ page }).withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa']).analyze();
  expect(found.violations.map((one) => `${one.id}: ${one.nodes.map((node) => node.html).join(' | ')}`)).toEqual([]);
}

const pane = (page: Page) => page.locator('aside');
const section = (page: Page, title: string): Locator => pane(page).locator('section').filter({ has: page.getByRole('heading', { name: new RegExp(`^${title}`) }) });

/** Puts a file where the bridge's picker finds it. */
async function fileToPick(content: string) {
  const { book } = await rpc<{ book: { path: string } }>(own, 'desk_state', {});
  const path = join(dirname(book.path), 'picked.pdf');
  writeFileSync(path, content);
  return path;
}

test('an extension is asked for, approved, and both deadlines tell their own', async ({ page }) => {
  await visit(page, own, `#/tasks?as_of=${LATER}&sel=N03`);
  const part = section(page, 'Thời hạn');
  await part.getByRole('button', { name: 'Đề nghị gia hạn' }).click();
  const form = part.getByRole('form', { name: 'Đề nghị gia hạn' });
  await form.getByLabel('Thời hạn mới', { exact: true }).fill('đúng tiến độ');
  await form.getByLabel('Lý do').fill('Chờ ý kiến các bộ');
  await form.getByLabel('Ngày đề nghị').fill('28/05/2024');
  await form.getByRole('button', { name: 'Ghi đề nghị' }).click();
  await expect(form.getByRole('alert')).toContainText('không nêu ngày');
  await form.getByLabel('Thời hạn mới', { exact: true }).fill('trước 1/10/2024');
  await expect(form.getByText('Đang hiểu là tính cả ngày được nêu')).toBeVisible();
  await form.getByRole('button', { name: 'Không tính ngày đó' }).click();
  await expect(form.getByText('Hạn cuối: hết ngày 30/09/2024')).toBeVisible();
  await form.getByRole('button', { name: 'Ghi đề nghị' }).click();
  await expect(pane(page).locator('header')).toContainText('đang đề nghị gia hạn');

  await part.getByRole('button', { name: 'Đồng ý gia hạn' }).click();
  const decision = part.getByRole('form', { name: 'Đồng ý gia hạn' });
  await decision.getByLabel('Ngày quyết định').fill('27/05/2024');
  await decision.getByRole('button', { name: 'Đồng ý gia hạn' }).click();
  await expect(decision.getByRole('alert')).toContainText('không thể trước ngày đề nghị');
  await decision.getByLabel('Ngày quyết định').fill('05/06/2024');
  await decision.getByLabel('Số, ký hiệu hoặc ý kiến').fill('15/TTg-KSTT');
  await accessible(page);
  await decision.getByRole('button', { name: 'Đồng ý gia hạn' }).click();
  await expect(pane(page).locator('header')).toContainText('đã gia hạn 1 lần');

  await page.getByTestId('complete').click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Ngày hoàn thành').fill('21/09/2024');
  await dialog.getByLabel('Minh chứng', { exact: true }).fill('1018/QĐ-TTg');
  await page.getByTestId('complete-confirm').click();
  await expect(pane(page).locator('header').getByText('Hoàn thành đúng hạn')).toBeVisible();
  await expect(part).toContainText('31/05/2024');
  await expect(part.getByText('Hoàn thành quá hạn')).toBeVisible();
  await expect(part.getByText('(trễ 113 ngày)')).toBeVisible();
  await expect(part).toContainText('30/09/2024');
  await expect(part.getByText('Hoàn thành đúng hạn')).toBeVisible();
  await accessible(page);
});

test('work is started, paused, gone on with and done, and each step is changed where it stands', async ({ page }) => {
  await visit(page, own, `#/tasks?as_of=${LATER}&sel=N25`);
  const work = section(page, 'Cơ quan thực hiện');
  const say = async (button: string, day: string, confirm: string) => {
    await work.getByRole('button', { name: button }).first().click();
    const form = work.getByRole('form');
    await form.getByRole('textbox', { name: /ngày/i }).first().fill(day);
    await form.getByRole('button', { name: confirm, exact: true }).click();
    await expect(form).toHaveCount(0);
  };
  await say('Bắt đầu…', '02/05/2024', 'Bắt đầu');
  await say('Tạm dừng…', '10/05/2024', 'Tạm dừng');
  await say('Tiếp tục…', '20/05/2024', 'Tiếp tục');
  const steps = work.getByRole('list', { name: 'Các mốc tiến độ' });
  await expect(steps.getByRole('listitem')).toHaveCount(3);
  // A step that cannot be where it is put is refused at its day.
  await work.getByRole('button', { name: 'Sửa mốc: Tiếp tục 20/05/2024' }).click();
  await work.getByRole('textbox', { name: 'Tiếp tục từ ngày' }).fill('05/05/2024');
  await work.getByRole('button', { name: 'Lưu' }).click();
  await expect(work.getByRole('alert')).toContainText('không khớp với các mốc đã ghi');
  await page.keyboard.press('Escape');
  await expect(steps.getByRole('listitem')).toHaveCount(3);

  await fileToPick('Quyết định ban hành');
  await work.getByRole('button', { name: 'Ghi hoàn thành…' }).click();
  const form = work.getByRole('form', { name: 'Hoàn thành' });
  await form.getByRole('textbox', { name: 'Ngày hoàn thành' }).fill('21/05/2024');
  await form.getByLabel('Minh chứng', { exact: true }).fill('512/QĐ-BTTTT');
  await form.getByRole('combobox', { name: 'Văn bản chứng minh' }).fill('203');
  await page.locator('[role=option]').first().click();
  await form.getByRole('button', { name: 'Đính kèm tệp…' }).click();
  await expect(form.getByText('picked.pdf')).toBeVisible();
  await accessible(page);
  await form.getByRole('button', { name: 'Hoàn thành', exact: true }).click();
  await expect(steps.getByText('512/QĐ-BTTTT')).toBeVisible();
  await expect(steps.getByRole('link', { name: /203/ })).toBeVisible();
  await expect(section(page, 'Tệp đính kèm').getByText('Hoàn thành 21/05/2024')).toBeVisible();
  await page.getByTestId('undo').click();
  await page.getByTestId('undo').click();
  await expect(steps.getByRole('listitem')).toHaveCount(3);
});

test('notes of progress belong to a period whose days are shown, and the next begins as a copy', async ({ page }) => {
  await visit(page, own, `#/tasks?as_of=${DAY}&sel=N04`);
  const notes = section(page, 'Báo cáo tiến độ');
  await notes.getByRole('button', { name: 'Thêm báo cáo tiến độ' }).click();
  const form = notes.getByRole('form');
  await expect(form.getByLabel('Kỳ báo cáo')).toContainText('tháng 6/2024 (từ 15/05/2024 đến 14/06/2024)');
  await form.getByLabel('Cách tính kỳ').selectOption('statistical');
  await expect(form.getByLabel('Kỳ báo cáo')).toContainText('tháng 6/2024 (từ 01/06/2024 đến 30/06/2024)');
  await form.getByLabel('Cách tính kỳ').selectOption('administrative');
  await form.getByLabel('Kỳ báo cáo').selectOption('2024-05');
  await form.getByLabel('Mức độ hoàn thành (%)').fill('140');
  await form.getByLabel('Kết quả, tiến độ').fill('Đang lấy ý kiến các bộ, ngành');
  await form.getByLabel('Khó khăn, vướng mắc').fill('Chưa có quy định về kinh phí');
  await form.getByRole('button', { name: 'Lưu' }).click();
  await expect(form.getByRole('alert')).toContainText('từ 0 đến 100');
  await form.getByLabel('Mức độ hoàn thành (%)').fill('62,5');
  await form.getByRole('button', { name: 'Lưu' }).click();
  await expect(notes.getByText('tháng 5/2024')).toBeVisible();
  await expect(notes.getByText('62,5%').first()).toBeVisible();

  await notes.getByRole('button', { name: 'Chép từ kỳ trước' }).click();
  await expect(form.getByLabel('Kết quả, tiến độ')).toHaveValue('Đang lấy ý kiến các bộ, ngành');
  await form.getByLabel('Mức độ hoàn thành (%)').fill('80');
  await accessible(page);
  await form.getByRole('button', { name: 'Lưu' }).click();
  await expect(notes.locator('details')).toHaveCount(2);
  await expect(notes.locator('details').first()).toContainText('tháng 6/2024');
  await expect(notes.locator('details').nth(1)).not.toHaveAttribute('open');
});

test('a task is made of parts; tags and people are offered again', async ({ page }) => {
  await visit(page, own, `#/tasks?as_of=${DAY}&sel=N17`);
  const following = section(page, 'Theo dõi, đôn đốc');
  await following.getByRole('combobox', { name: 'Chuyên viên theo dõi' }).fill('Lê Văn Bình');
  await page.keyboard.press('Enter');
  await following.getByLabel('Mức ưu tiên').selectOption('high');
  await following.getByRole('combobox', { name: 'Thêm nhãn' }).fill('bán dẫn, chiến lược');
  await page.keyboard.press('Enter');
  await expect(following.getByRole('button', { name: 'Bỏ nhãn bán dẫn' })).toBeVisible();
  await expect(pane(page).locator('header')).toContainText('ưu tiên: Cao');

  const parts = section(page, 'Việc con');
  for (const [statement, deadline] of [['Dự thảo Nghị định', 'trong tháng 5/2024'], ['Đề án phát triển', 'quý III/2024']]) {
    await visit(page, own, `#/tasks?as_of=${DAY}&sel=N17`);
    await parts.getByRole('button', { name: 'Thêm việc con' }).click();
    const dialog = page.getByRole('dialog', { name: 'Thêm việc con của N17' });
    await dialog.getByLabel('Nhiệm vụ', { exact: true }).fill(statement ?? '');
    await dialog.getByLabel('Thời hạn', { exact: true }).fill(deadline ?? '');
    await expect(dialog.getByRole('combobox', { name: 'Chuyên viên theo dõi' })).toHaveValue('Lê Văn Bình');
    // Found without marks, taken by keyboard.
    await dialog.getByRole('combobox', { name: 'Thêm nhãn' }).fill('ban dan');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await expect(dialog.getByRole('button', { name: 'Bỏ nhãn bán dẫn' })).toBeVisible();
    if (deadline === 'quý III/2024') await accessible(page);
    await dialog.getByRole('button', { name: 'Thêm nhiệm vụ' }).click();
    await expect(pane(page).locator('header')).toContainText(statement ?? '');
  }
  await expect(section(page, 'Việc con')).toContainText('N17');
  await section(page, 'Việc con').getByRole('link', { name: 'N17' }).click();
  await expect(pane(page).locator('header')).toContainText('0/2 việc con');
  await expect(parts.getByRole('listitem')).toHaveCount(2);
  await accessible(page);
  await parts.getByRole('button', { name: /Tách N43/ }).click();
  await expect(parts.getByRole('listitem')).toHaveCount(1);
  await page.getByTestId('undo').click();
  await expect(parts.getByRole('listitem')).toHaveCount(2);
});

test('files are attached by picking and by dropping, opened, and a missing one says so', async ({ page }) => {
  const picked = await fileToPick('Tờ trình số 15');
  await visit(page, own, `#/tasks?as_of=${DAY}&sel=N05`);
  const files = section(page, 'Tệp đính kèm');
  await files.getByRole('button', { name: 'Đính kèm tệp…' }).click();
  await expect(files.getByRole('button', { name: 'picked.pdf', exact: true })).toBeVisible();
  // The window tells the page of files dropped on it: of their paths, and where.
  const box = await pane(page).boundingBox();
  await page.evaluate(([path, x, y]) => {
    for (const kind of ['over', 'drop']) window.dispatchEvent(new CustomEvent('so35-files', { detail: { kind, x, y, paths: kind === 'drop' ? [path] : [] } }));
  }, [picked, (box?.x ?? 0) + 40, (box?.y ?? 0) + 200] as const);
  await expect(files.getByRole('listitem')).toHaveCount(2);
  await files.getByRole('button', { name: 'picked.pdf', exact: true }).first().click();
  await expect(page.getByText(/Bản sao để xem: .*picked\.pdf/)).toBeVisible();
  await files.getByRole('button', { name: 'Gỡ tệp picked.pdf' }).first().click();
  await expect(files.getByRole('listitem')).toHaveCount(1);
  await accessible(page);

  const [kept] = await rpc<{ sha256: string }[]>(own, 'attachment_list', { task: 'N05' });
  const { book } = await rpc<{ book: { path: string } }>(own, 'desk_state', {});
  writeFileSync(join(book.path.replace(/\.so35$/, '.tep'), kept?.sha256.slice(0, 2) ?? '', kept?.sha256 ?? ''), 'đã bị sửa');
  await page.reload();
  await expect(files.getByText('Tệp đã bị thay đổi sau khi đính kèm.')).toBeVisible();
  await files.getByRole('button', { name: 'picked.pdf', exact: true }).click();
  await expect(page.getByText('đã bị thay đổi sau khi đính kèm nên không mở')).toBeVisible();
  await visit(page, own, '#/settings');
  await page.getByRole('button', { name: 'Kiểm tra tệp đính kèm' }).click();
  await expect(page.getByText('N05 · picked.pdf')).toBeVisible();
  await accessible(page);
});

test('sections stay folded as they were left', async ({ page }) => {
  await visit(page, own, `#/tasks?as_of=${DAY}&sel=N05`);
  const title = pane(page).getByRole('button', { name: /^Báo cáo tiến độ/ });
  await title.click();
  await expect(title).toHaveAttribute('aria-expanded', 'false');
  await page.reload();
  await expect(title).toHaveAttribute('aria-expanded', 'false');
  await title.click();
  await expect(title).toHaveAttribute('aria-expanded', 'true');
});

test('F2 on a cell opens the section of its field, folded or not', async ({ page }) => {
  await visit(page, own, `#/tasks?as_of=${DAY}&sel=N05`);
  for (const name of [/^Thời hạn/, /^Nội dung nhiệm vụ/]) {
    const title = pane(page).getByRole('button', { name }).first();
    if ((await title.getAttribute('aria-expanded')) === 'true') await title.click();
    await expect(title).toHaveAttribute('aria-expanded', 'false');
  }
  await page.keyboard.press('Escape');
  await expect(pane(page)).toBeHidden();
  const cell = (name: string) => page.getByTestId('task-row-N05').getByRole('gridcell').nth(name === 'late' ? 7 : 1);
  await cell('late').click();
  await page.keyboard.press('F2');
  await expect(pane(page).locator('[name=deadline]')).toBeFocused();
  await page.keyboard.press('Escape');
  await cell('code').click();
  await page.keyboard.press('Control+Enter');
  await expect(pane(page).locator('[name=code]')).toBeFocused();
  // What a person folded is folded again the next time the pane is opened for nothing in it.
  await page.keyboard.press('Escape');
  await visit(page, own, `#/tasks?as_of=${DAY}&sel=N06`);
  await expect(pane(page).getByRole('button', { name: /^Thời hạn/ }).first()).toHaveAttribute('aria-expanded', 'false');
});
