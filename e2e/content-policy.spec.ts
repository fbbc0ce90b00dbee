import type { Page } from "@playwright/test";
import { allLanesEnded, expect, runPrompt, test } from "./fixtures";

/** What the browser refused on any page that is opened from now on, a line each. */
async function watchRefusals(page: Page): Promise<string[]> {
  const refusals: string[] = [];
  await page.exposeFunction("tellRefusal", (line: string) => refusals.push(line));
  await page.addInitScript(() => {
    document.addEventListener("securitypolicyviolation", ({ effectiveDirective, blockedURI, sample }) => {
      (window as unknown as { tellRefusal(line: string): void }).tellRefusal(
        `${effectiveDirective} ${blockedURI} ${sample} on ${location.pathname}`,
      );
    });
  });
  return refusals;
}

test("no page does what its policy forbids, whatever is opened on it", async ({ page, consoleErrors }) => {
  const refusals = await watchRefusals(page);
  await page.goto("/");
  await runPrompt(page, "Policy: **bold**\n\n```ts\nconst a = 1;\n```");
  await allLanesEnded(page, 3);
  await expect(page.locator("figure code [style^=color]").first(), "coloured by a worker").toBeVisible();
  await page.getByRole("button", { name: "Share", exact: true }).click();
  await expect(page.getByRole("dialog")).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(page.getByRole("dialog")).toHaveCount(0);
  for (const theme of ["Dark", "Light"]) {
    await page.getByRole("button", { name: "Theme" }).click();
    await page.getByRole("menuitemradio", { name: theme }).click();
    await expect(page.locator("html")).toHaveClass(theme.toLowerCase());
  }
  const comparison = new URL(page.url()).pathname;
  for (const path of [
    comparison,
    "/prices",
    "/latency",
    "/runs",
    "/spend",
    "/settings",
    "/nothing",
    "/s/nothing",
  ]) {
    await page.goto(path);
    await page.waitForLoadState("networkidle");
  }
  await page.goto("/settings");
  await page.getByRole("button", { name: "Add endpoint" }).first().click();
  await page.getByRole("dialog").getByRole("combobox").first().click();
  expect(refusals).toEqual([]);
  // The browser itself notes the two pages that aren't there.
  expect(consoleErrors.splice(0)).toEqual(Array(2).fill(expect.stringContaining("404 (Not Found)")));
});

/** As if something that a stranger wrote had got into the server's HTML. */
const FOREIGN = `<script>window.ran = 1</script><script nonce="guess">window.ran = 1</script>
  <script src="https://evil.example/x.js"></script><link rel="stylesheet" href="https://evil.example/x.css">
  <style>main { background: url(https://evil.example/style) }</style><base href="https://evil.example/">
  <img src="x:" onerror="window.ran = 1"><img src="https://evil.example/?leak">
  <iframe src="https://evil.example/"></iframe><object data="https://evil.example/"></object>`;

test("what got into a page's HTML neither runs nor loads nor sends anything", async ({
  page,
  consoleErrors,
}) => {
  const refusals = await watchRefusals(page);
  const sent: string[] = [];
  await page.route("https://evil.example/**", (route) => {
    sent.push(route.request().url());
    return route.abort();
  });
  await page.route("**/latency", async (route) => {
    const response = await route.fetch();
    await route.fulfill({ response, body: (await response.text()).replace(/<body[^>]*>/, `$&${FOREIGN}`) });
  });
  await page.goto("/latency");
  await page.evaluate(() => {
    const link = Object.assign(document.createElement("a"), { href: "javascript:window.ran=1" });
    document.body.append(link);
    link.click();
    return fetch("https://evil.example/").catch(() => {});
  });
  const directives = () => [...new Set(refusals.map((line) => line.split(" ")[0]))].sort();
  // Again, when the page drops the form on its way: React draws a page whose HTML is not its own anew.
  await expect(async () => {
    await page.evaluate(() => {
      const form = Object.assign(document.createElement("form"), { action: "https://evil.example/" });
      document.body.append(form);
      form.submit();
    });
    expect(directives()).toContain("form-action");
  }).toPass();
  await expect
    .poll(directives)
    .toEqual([
      "base-uri",
      "connect-src",
      "form-action",
      "frame-src",
      "img-src",
      "object-src",
      "script-src-attr",
      "script-src-elem",
      "style-src-elem",
    ]);
  expect(await page.evaluate(() => "ran" in window)).toBe(false);
  expect(sent).toEqual([]);
  consoleErrors.length = 0; // The browser says what it refused.
});
