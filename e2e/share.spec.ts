import { allLanesEnded, expect, laneLogs, runByKey, runPrompt, test } from "./fixtures";

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
  await runByKey(shared);
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

test("what looks like a key is pointed out, the preview is what is published, and Settings takes it back", async ({
  page,
  browser,
  consoleErrors,
}) => {
  await page.goto("/");
  await runPrompt(page, "Why does ghp_a8Kd02LmQz7Rt5Vw1Xy9Bc3Df6Gh4Jkabcd fail? [instant]");
  await allLanesEnded(page, 3);
  await page.getByRole("button", { name: "Share", exact: true }).click();
  const dialog = page.getByRole("dialog", { name: "Share this comparison" });
  await expect(dialog.getByText("a GitHub token in the prompt: ghp_a8…cd")).toBeVisible();
  const publish = dialog.getByRole("button", { name: "Publish snapshot" });
  await expect(publish).toHaveAttribute("aria-disabled", "true");
  await dialog.getByRole("switch", { name: "Publish it all the same" }).click();
  await dialog.getByRole("combobox", { name: "How long the link works" }).click();
  await page.getByRole("option", { name: "For a week" }).click();
  await expect(laneLogs(dialog).getByRole("listitem").filter({ hasText: "point 6 of" })).toHaveCount(3);
  const previewed = await laneLogs(dialog).allInnerTexts();
  await publish.click();
  const url = await page.getByRole("textbox", { name: "Link to the snapshot" }).inputValue();

  const stranger = await browser.newContext();
  const shared = await stranger.newPage();
  const response = await shared.goto(url);
  expect(response?.headers()["cache-control"]).toMatch(/no-store/);
  expect(await shared.locator('meta[name="robots"]').getAttribute("content")).toContain("noindex");
  expect(await shared.locator('meta[name="referrer"]').getAttribute("content")).toBe("no-referrer");
  await expect.poll(() => laneLogs(shared).allInnerTexts()).toEqual(previewed);

  await page.goto("/settings");
  const row = page.getByRole("listitem").filter({ has: page.locator(`a[href="${new URL(url).pathname}"]`) });
  await expect(row.getByText(/works until \w+ \d+, \d{4}/)).toBeVisible();
  await row.getByRole("button", { name: "Change end" }).click();
  await page.getByRole("menuitem", { name: "Until revoked" }).click();
  await expect(row.getByText("works until revoked")).toBeVisible();
  await row.getByRole("button", { name: "Revoke" }).click();
  await page.getByRole("button", { name: "Revoke share" }).click();
  await expect(row).toHaveCount(0);
  expect((await shared.reload())?.status()).toBe(404);
  await stranger.close();
  expect(consoleErrors).toEqual([]);
});
