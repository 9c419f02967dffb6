// The first start: three questions, errors at their fields, and a book on the desk.
import { newSession, test, expect, visit } from './book';

test('an empty answer is refused at its field, then a book is made', async ({ page }) => {
  const session = newSession('first');
  await visit(page, session, '#/');
  await page.getByRole('button', { name: 'Lập sổ' }).click();
  await expect(page.getByRole('alert')).toHaveCount(1);
  await expect(page.locator('[aria-invalid=true]')).toBeFocused();

  await page.getByRole('combobox', { name: 'Đây là sổ của cơ quan nào?' }).fill('khoa hoc va cong nghe');
  await page.getByRole('option', { name: /Bộ Khoa học và Công nghệ/ }).click();
  await page.getByLabel('Họ và tên người ghi sổ').fill('Trần Thị Đào');
  await page.getByRole('button', { name: 'Lập sổ' }).click();
  await expect(page.getByTestId('overview')).toBeVisible();
  await page.getByTestId('nav-settings').click();
  await expect(page.getByLabel('Người ghi sổ')).toHaveValue('Trần Thị Đào');
});

test('an office of one’s own and an empty book', async ({ page }) => {
  const session = newSession('own');
  await visit(page, session, '#/');
  await page.getByRole('combobox', { name: 'Đây là sổ của cơ quan nào?' }).fill('UBND xã Tân Lập');
  await page.keyboard.press('Tab');
  await page.getByLabel('Họ và tên người ghi sổ').fill('Lò Văn Ún');
  await page.getByLabel('Sổ trống').check();
  await page.getByRole('button', { name: 'Lập sổ' }).click();
  await expect(page.getByText('Sổ còn trống')).toBeVisible();
});
