import type { Page } from "@playwright/test";
import { accessibilityFaults, allLanesEnded, CONFIGURED_URL, expect, runPrompt, test } from "./fixtures";

/** A finished comparison and its share, which every route below has something to show for. */
async function somethingToShow(page: Page): Promise<{ comparison: string; share: string }> {
  await page.goto("/");
  await runPrompt(page, "Explain **Raft**.\n\n```ts\nconst a = 1;\n```\n\n[instant]");
  await allLanesEnded(page, 3);
  const comparison = new URL(page.url()).pathname;
  const { id } = await (
    await page.request.post(`${CONFIGURED_URL}/api/shares`, {
      data: { comparisonId: comparison.split("/").at(-1) },
    })
  ).json();
  return { comparison, share: `/s/${id}` };
}

for (const colorScheme of ["light", "dark"] as const) {
  for (const [name, width] of [
    ["desktop", 1440],
    ["phone", 390],
  ] as const) {
    test(`axe finds nothing on any route: ${colorScheme}, ${name}`, async ({ page }) => {
      await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
      await page.setViewportSize({ width: 1440, height: 900 });
      const { comparison, share } = await somethingToShow(page);
      await page.setViewportSize({ width, height: 844 });
      for (const path of ["/", comparison, share, "/prices", "/latency", "/runs", "/spend", "/settings"]) {
        await page.goto(path);
        await expect(page.getByRole("main")).toBeVisible();
        await page.waitForLoadState("networkidle");
        expect(await accessibilityFaults(page), path).toEqual([]);
        const overflow = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
        expect(overflow, `${path} scrolls sideways`).toBeLessThanOrEqual(0);
      }
    });
  }
}
