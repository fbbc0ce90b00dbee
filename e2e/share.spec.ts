import { allLanesEnded, expect, laneLogs, runPrompt, test } from "./fixtures";

test("a share opens in a clean browser with its figures, and is forked into the playground", async ({
  page,
  browser,
}) => {
  await page.goto("/");
  await runPrompt(page, "Share this answer");
  await allLanesEnded(page, 3);
  const figures = await page.locator("dl").allInnerTexts();
  await page.getByRole("button", { name: "Share", exact: true }).click();
  await page.getByRole("button", { name: "Publish snapshot" }).click();
  const url = await page.getByRole("textbox", { name: "Link to the snapshot" }).inputValue();
  expect(url).toMatch(/\/s\/[0-9A-Za-z]{22}$/);

  const stranger = await browser.newContext();
  const shared = await stranger.newPage();
  const response = await shared.goto(url);
  expect(response?.headers()["x-robots-tag"]).toBe("noindex");
  expect(response?.headers()["referrer-policy"]).toBe("no-referrer");
  await expect(shared.getByRole("heading", { name: "Share this answer" })).toBeVisible();
  await expect(laneLogs(shared)).toHaveCount(3);
  await expect(laneLogs(shared).nth(0)).toContainText("point 6 of glm-4.6");
  await expect.poll(() => shared.locator("dl").allInnerTexts()).toEqual(figures);

  await shared.getByRole("link", { name: "Run it again" }).click();
  await expect(shared.getByRole("textbox", { name: "Prompt" })).toHaveValue("Share this answer");
  await shared.getByRole("textbox", { name: "Prompt" }).press("ControlOrMeta+Enter");
  await allLanesEnded(shared, 3);
  await expect(laneLogs(shared).nth(2)).toContainText("point 6 of glm-4.7-flash");
  await stranger.close();
});

test("a share that does not exist leads somewhere", async ({ page, consoleErrors }) => {
  const response = await page.goto("/s/0000000000000000000000");
  expect(response?.status()).toBe(404);
  await expect(page.getByRole("main").getByRole("link").first()).toBeVisible();
  // The browser itself notes the 404 of the page.
  consoleErrors.length = 0;
});
