// What axe finds on a page that has come to rest, of serious and critical findings, in words.
import { AxeBuilder } from '@axe-core/playwright';
import { expect, type Page } from '@playwright/test';

export async function findings(page: Page, within?: string): Promise<string[]> {
  await page.waitForLoadState('networkidle');
  // What is still being answered is paler on purpose, and stays so only until then.
  await expect(page.locator('[aria-busy=true]')).toHaveCount(0);
  await page.evaluate(() => Promise.allSettled(document.getAnimations().map((one) => one.finished)));
  const axe = new AxeBuilder({ page });
  const { violations } = await (within ? axe.include(within) : axe).analyze();
  const grave = violations.filter((one) => one.impact === 'serious' || one.impact === 'critical');
  return grave.map((one) => `${one.id}: ${one.nodes.map((node) => node.target.join(' ')).join(' | ')}`);
}

/** The page has none. */
export async function accessible(page: Page) {
  expect(await findings(page)).toEqual([]);
}
