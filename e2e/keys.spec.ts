import type { Page } from "@playwright/test";
import { accessibilityFaults, expect, PUBLIC_URL, test } from "./fixtures";

const KEY = "a-key-for-tests-0123456789";

function providerRow(page: Page, name: string) {
  return page.getByRole("listitem").filter({ has: page.getByRole("heading", { name }) });
}

test("the operator enters, changes and removes a key by the keyboard, and never sees it again", async ({
  page,
  consoleErrors,
}) => {
  await page.goto("/settings");
  const row = providerRow(page, "Novita");
  await expect(row.getByText("No key")).toBeVisible();
  const button = row.getByRole("button", { name: /^(Enter|Change) key/ });
  await button.focus();
  await page.keyboard.press("Enter");
  await expect(page.getByRole("dialog", { name: "Enter the key of Novita" })).toBeVisible();
  await page.getByLabel("Key", { exact: true }).fill("with a space");
  await page.keyboard.press("Enter");
  const dialog = page.getByRole("dialog");
  await expect(dialog.getByRole("alert")).toContainText("without spaces");
  consoleErrors.length = 0; // The browser itself notes the 400.
  await page.getByLabel("Key", { exact: true }).fill(KEY);
  await page.keyboard.press("Enter");
  await expect(dialog).toHaveCount(0);
  await expect(row.getByText("Key entered")).toBeVisible();
  await expect(button).toBeFocused();

  await page.reload();
  expect(await page.content()).not.toContain(KEY);
  await expect(button).toHaveAccessibleName("Change key of Novita");
  await button.focus();
  await page.keyboard.press("Enter");
  await expect(page.getByLabel("Key", { exact: true })).toHaveValue("");
  await page.getByRole("button", { name: "Remove key" }).press("Enter");
  await expect(row.getByText("No key")).toBeVisible();
  await expect(button).toBeFocused();
});

test("a test says whether the provider takes the environment's key, which can't be changed here", async ({
  page,
}) => {
  await page.goto("/settings");
  const row = providerRow(page, "Z.ai");
  await expect(row.getByText("Key set in the environment")).toBeVisible();
  await expect(row.getByRole("button")).toHaveCount(1);
  await row.getByRole("button", { name: "Test the key of Z.ai" }).press("Enter");
  await expect(row.getByRole("status")).toContainText("Answered");
});

test("a visitor's key is for one browser alone, until it is removed", async ({
  page,
  browser,
  consoleErrors,
}) => {
  await page.goto(`${PUBLIC_URL}/settings`);
  const row = providerRow(page, "OpenRouter");
  await expect(row.getByText("No key")).toBeVisible();
  await row.getByRole("button", { name: "Enter key of OpenRouter" }).click();
  await page.getByLabel("Key", { exact: true }).fill(KEY);
  await page.getByRole("button", { name: "Save key" }).click();
  await expect(row.getByText("Your key, until you close the browser")).toBeVisible();
  await row.getByRole("button", { name: "Test the key of OpenRouter" }).click();
  await expect(row.getByRole("status")).toContainText("Answered");
  expect(await page.evaluate(() => document.cookie)).toBe("");

  const other = await (await browser.newContext()).newPage();
  await other.goto(`${PUBLIC_URL}/settings`);
  await expect(providerRow(other, "OpenRouter").getByText("No key")).toBeVisible();
  await other.context().close();

  await page.reload();
  await expect(row.getByText("Your key")).toBeVisible();
  await row.getByRole("button", { name: "Change key of OpenRouter" }).click();
  await page.getByRole("button", { name: "Remove key" }).click();
  await expect(row.getByText("No key")).toBeVisible();
  expect(consoleErrors).toEqual([]);
});

for (const colorScheme of ["light", "dark"] as const) {
  for (const who of ["the operator", "a visitor"]) {
    test(`axe finds nothing where ${who} enters a key: ${colorScheme}`, async ({ page }) => {
      await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
      for (const width of [1440, 390]) {
        await page.setViewportSize({ width, height: 844 });
        await page.goto(who === "a visitor" ? `${PUBLIC_URL}/settings` : "/settings");
        const button = page.getByRole("button", { name: "Enter key of Fireworks" });
        await expect(button).toBeVisible();
        expect(await accessibilityFaults(page)).toEqual([]);
        const overflow = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
        expect(overflow, "scrolls sideways").toBeLessThanOrEqual(0);
        await button.click();
        await expect(page.getByRole("dialog")).toBeVisible();
        expect(await accessibilityFaults(page)).toEqual([]);
      }
    });
  }
}
