// Every screen, in both themes, without serious or critical findings.
import { findings } from './axe';
import { DAY, newSession, rpc, test, expect, visit } from './book';

const PLACES = [
  `#/overview?as_of=${DAY}`,
  `#/tasks?as_of=${DAY}&sel=N25`,
  `#/tasks?as_of=${DAY}&text=khongco`,
  `#/tasks?as_of=${DAY}&new=1`,
  `#/rates?as_of=${DAY}`,
  `#/rates?as_of=${DAY}&by=period`,
  '#/changes',
  '#/changes?tab=acts',
  `#/indicators?as_of=${DAY}&sel=CT26`,
  `#/composite?as_of=${DAY}`,
  `#/composite?as_of=${DAY}&tab=structure`,
  `#/charts?as_of=${DAY}`,
  '#/briefings',
  '#/briefings?tab=issued',
  `#/briefings?tab=compare&from=2024-05-06&to=${DAY}`,
  `#/documents?as_of=${DAY}&sel=003`,
  '#/documents?enter=1',
  '#/exchange',
  '#/exchange?tab=board',
  '#/exchange?tab=send',
  '#/exchange?tab=forms',
  '#/exchange?tab=contacts',
  '#/exchange?tab=history',
  '#/catalog?tab=frameworks',
  '#/catalog?tab=agencies',
  '#/catalog?tab=groups',
  '#/catalog?tab=contradictions',
  '#/settings',
];

for (const theme of ['light', 'dark']) {
  test(`${theme}: every screen`, async ({ page, session }) => {
    test.setTimeout(480_000);
    const first = newSession('axe');
    await rpc(first, 'prefs_edit', { theme });
    await rpc(session, 'prefs_edit', { theme });
    const found: string[] = [];
    for (const [where, hash] of [[first, '#/'] as const, ...PLACES.map((place) => [session, place] as const)]) {
      await visit(page, where, hash);
      await expect(page.locator('html')).toHaveAttribute('data-theme', theme);
      const violations = await findings(page);
      found.push(...violations.map((one) => `${hash} ${one}`));
    }
    await rpc(session, 'prefs_edit', { theme: 'light' });
    expect(found).toEqual([]);
  });
}
