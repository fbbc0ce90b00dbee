import type { Browser, Page } from "@playwright/test";
import {
  accessibilityFaults,
  allLanesEnded,
  expect,
  laneLogs,
  openDeaf,
  PASSWORD_URL,
  PUBLIC_URL,
  runPrompt,
  test,
} from "./fixtures";
import { PASSWORD } from "./ports";

async function enterPassword(page: Page, password: string): Promise<void> {
  await page.getByLabel("Password").fill(password);
  await page.getByRole("button", { name: "Sign in" }).click();
}

/** Resolves when the page that was asked for is there. */
async function signIn(page: Page): Promise<void> {
  await enterPassword(page, PASSWORD);
  await page.waitForURL(({ pathname }) => pathname !== "/sign-in");
}

/** Another person, at another browser. */
async function somebodyElse(browser: Browser): Promise<Page> {
  return (await browser.newContext()).newPage();
}

test.describe("behind a password", () => {
  test("a page leads to where the password is asked for, and that back to the page", async ({
    page,
    consoleErrors,
  }) => {
    await page.goto(`${PASSWORD_URL}/runs?status=failed`);
    await expect(page).toHaveURL(`${PASSWORD_URL}/sign-in?next=%2Fruns%3Fstatus%3Dfailed`);
    await expect(page.getByRole("navigation")).toHaveCount(0);

    await enterPassword(page, "not the password");
    await expect(page.getByRole("alert").first()).toHaveText("That is not the password.");
    consoleErrors.length = 0; // The browser itself notes the 401.
    await signIn(page);
    await expect(page).toHaveURL(`${PASSWORD_URL}/runs?status=failed`);
    await expect(page.getByRole("heading", { name: "Runs" })).toBeVisible();

    await page.getByRole("button", { name: "Sign out" }).click();
    await expect(page).toHaveURL(`${PASSWORD_URL}/sign-in?next=%2F`);
    expect((await page.request.get(`${PASSWORD_URL}/api/runs`)).status()).toBe(401);
    await page.goBack();
    await expect(page.getByLabel("Password")).toBeVisible();
  });

  test("a password that is there before the page can listen is sent", async ({ page }) => {
    const { release } = await openDeaf(page, `${PASSWORD_URL}/sign-in`);
    await page.getByLabel("Password").fill(PASSWORD);
    release();
    await page.getByRole("button", { name: "Sign in" }).click();
    await expect(page.getByRole("textbox", { name: "Prompt" })).toBeVisible();
  });

  test("only what is shared is for strangers", async ({ page, browser }) => {
    await page.goto(PASSWORD_URL);
    await signIn(page);
    await runPrompt(page, "For us, and one for all");
    await allLanesEnded(page, 3);
    const comparison = page.url();
    await page.getByRole("button", { name: "Share", exact: true }).click();
    await page.getByRole("button", { name: "Publish snapshot" }).click();
    const share = await page.getByRole("textbox", { name: "Link to the snapshot" }).inputValue();

    const stranger = await somebodyElse(browser);
    await stranger.goto(share);
    await expect(laneLogs(stranger)).toHaveCount(3);
    expect(await stranger.content()).not.toContain("openrouter");
    for (const icon of ["/icon.svg", "/favicon.ico"])
      expect((await stranger.request.get(`${PASSWORD_URL}${icon}`, { maxRedirects: 0 })).status()).toBe(200);
    const asked: Record<string, string>[] = [
      {},
      // As if the proxy had run already.
      { "x-middleware-subrequest": "proxy:proxy:proxy:proxy:proxy" },
      // As a link of a page asks.
      { rsc: "1" },
    ];
    for (const path of [comparison, `${PASSWORD_URL}/`, `${PASSWORD_URL}/runs`, `${PASSWORD_URL}/settings`]) {
      for (const headers of asked) {
        const response = await stranger.request.get(path, { headers, maxRedirects: 0 });
        expect(response.status(), path).toBe(307);
        expect(response.headers().location, path).toMatch(/^\/sign-in/);
        expect(await response.text()).not.toContain("For us");
      }
    }
    await stranger.context().close();
  });

  test("a script needs a token, which is shown once and works until it is revoked", async ({
    page,
    playwright,
  }) => {
    const script = await playwright.request.newContext();
    const asked = async (token: string) => {
      const headers = { authorization: `Bearer ${token}` };
      return (await script.get(`${PASSWORD_URL}/api/runs`, { headers })).status();
    };
    expect((await script.get(`${PASSWORD_URL}/api/runs`)).status()).toBe(401);

    await page.goto(`${PASSWORD_URL}/settings`);
    await signIn(page);
    await page.getByRole("button", { name: "Create token" }).click();
    await page.getByLabel("Name").fill("Nightly runs");
    await page.keyboard.press("Enter");
    const token = await page.getByRole("textbox", { name: "Token" }).inputValue();
    expect(await asked(token)).toBe(200);

    await page.getByRole("button", { name: "Done" }).click();
    await page.reload();
    await expect(page.getByText(`${token.slice(0, 12)}…`)).toBeVisible();
    expect(await page.content()).not.toContain(token);
    await page.getByRole("button", { name: "Revoke Nightly runs" }).click();
    await page.getByRole("button", { name: "Revoke token" }).click();
    await expect(page.getByText("No token yet")).toBeVisible();
    expect(await asked(token)).toBe(401);
    await script.dispose();
  });

  for (const colorScheme of ["light", "dark"] as const) {
    test(`axe finds nothing where the password is asked for: ${colorScheme}`, async ({ page }) => {
      await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
      for (const width of [1440, 390]) {
        await page.setViewportSize({ width, height: 844 });
        await page.goto(`${PASSWORD_URL}/sign-in`);
        await expect(page.getByRole("button", { name: "Sign in" })).toBeEnabled();
        expect(await accessibilityFaults(page)).toEqual([]);
      }
    });
  }
});

test.describe("in public", () => {
  test("two browsers don't see each other's comparisons", async ({ page, browser, consoleErrors }) => {
    await page.goto(PUBLIC_URL);
    await runPrompt(page, "Mine alone");
    await allLanesEnded(page, 3);
    const comparison = page.url();

    const other = await somebodyElse(browser);
    await other.goto(PUBLIC_URL);
    await runPrompt(other, "The other's");
    await allLanesEnded(other, 3);
    expect((await other.goto(comparison))?.status()).toBe(404);
    expect(await other.content()).not.toContain("Mine alone");
    await other.goto(`${PUBLIC_URL}/runs`);
    await expect(other.getByRole("button", { name: "The other's" }).first()).toBeVisible();
    expect(await other.content()).not.toContain("Mine alone");
    await other.context().close();

    await page.goto(comparison);
    await expect(laneLogs(page)).toHaveCount(3);
    expect(consoleErrors).toEqual([]);
  });

  test("settings are the operator's", async ({ page }) => {
    await page.goto(`${PUBLIC_URL}/settings`);
    await expect(page.getByText("The other settings are closed here")).toBeVisible();
    await page.goto(`${PUBLIC_URL}/prices`);
    await expect(page.getByRole("heading", { name: "Sources" })).toBeVisible();
    await expect(page.getByRole("button", { name: "Refresh" })).toHaveCount(0);

    await page.goto(`${PUBLIC_URL}/settings`);
    await page.getByRole("link", { name: "Sign in as its operator" }).click();
    await signIn(page);
    await expect(page.getByRole("heading", { name: "Tokens" })).toBeVisible();
    await page.getByRole("button", { name: "Sign out" }).click();
    await expect(page).toHaveURL(`${PUBLIC_URL}/`);
    await expect(page.getByRole("button", { name: "Sign out" })).toHaveCount(0);
  });
});
