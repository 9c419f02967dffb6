// When something goes wrong, and when a drawing brings what it must not.
import { DAY, test, expect, visit } from './book';

test('an answer that fails is said with a way on', async ({ page, session }) => {
  let broken = true;
  await page.route('**/rpc*', async (route) => {
    const name = (JSON.parse(route.request().postData() ?? '{}') as { name?: string }).name;
    if (broken && name === 'overview') {
      await route.fulfill({ body: `${JSON.stringify({ error: { code: 'store.damaged', kind: 'failed', message: 'Sổ bị hỏng ở một chỗ.' } })}\n` });
    } else await route.continue();
  });
  await visit(page, session, `#/overview?as_of=${DAY}`);
  await expect(page.getByRole('alert')).toContainText('Sổ bị hỏng ở một chỗ.');
  await expect(page.getByRole('alert')).toContainText('Những gì đã lưu vẫn nguyên vẹn.');
  broken = false;
  await page.getByRole('button', { name: 'Thử lại' }).click();
  await expect(page.getByText('41 nhiệm vụ tính đến ngày')).toBeVisible();
});

test.describe(() => {
  // The hostile parts are refused twice: by the page's policy while they are read, and by the copy.
  test.use({ allowed: /Content Security Policy/ });
  test('a drawing keeps its shapes and loses everything else', async ({ page, session }) => {
    const hostile = `<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" viewBox="0 0 10 10" onload="window.caught=1" role="figure">
      <title>Hình thử</title><style>* { fill: red }</style><script>window.caught = 1</script>
      <rect id="kept" x="1" y="1" width="5" height="5" fill="#123456" style="fill:red" onclick="window.caught=1"/>
      <image href="http://example.invalid/a.png"/><a href="javascript:window.caught=1"><text>liên kết</text></a>
      <use xlink:href="#kept"/><foreignObject><div xmlns="http://www.w3.org/1999/xhtml">html</div></foreignObject>
      <rect fill="url(http://example.invalid/x)" x="2" width="1" height="1"/><rect fill="url(#p)" x="3" width="1" height="1"/></svg>`;
    await page.route('**/rpc*', async (route) => {
      const name = (JSON.parse(route.request().postData() ?? '{}') as { name?: string }).name;
      if (name !== 'chart_draw') return route.continue();
      const value = { svg: hostile, width: 10, height: 10, title: '', description: '', replaced: [] };
      await route.fulfill({ body: `${JSON.stringify({ ok: { value } })}\n` });
    });
    await visit(page, session, `#/charts?as_of=${DAY}`);
    const figure = page.locator('main figure');
    await expect(figure.locator('#kept')).toHaveAttribute('fill', '#123456');
    expect(await figure.evaluate((node) => node.innerHTML)).not.toMatch(/script|style|onclick|onload|href|image|foreignObject|<use|example\.invalid/i);
    await expect(figure.locator('rect[fill="url(#p)"]')).toHaveCount(1);
    expect(await page.evaluate(() => (window as { caught?: number }).caught)).toBeUndefined();
  });
});
