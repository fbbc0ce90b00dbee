import AxeBuilder from "@axe-core/playwright";
import { test as base, expect, type Locator, type Page } from "@playwright/test";
import { CONFIGURED_PORT, DEMO_PORT, PASSWORD_PORT, PUBLIC_PORT } from "./ports";

export { expect };

/** Glimpse with nothing configured. */
export const DEMO_URL = `http://127.0.0.1:${DEMO_PORT}`;
/** Glimpse with Z.ai and OpenRouter at the simulated upstream. */
export const CONFIGURED_URL = `http://127.0.0.1:${CONFIGURED_PORT}`;
/** Glimpse behind a password. */
export const PASSWORD_URL = `http://127.0.0.1:${PASSWORD_PORT}`;
/** Glimpse for everybody. */
export const PUBLIC_URL = `http://127.0.0.1:${PUBLIC_PORT}`;

/** Every page is watched: an error on its console, or one that nobody caught, fails the test. */
export const test = base.extend<{ consoleErrors: string[] }>({
  consoleErrors: [
    async ({ page }, use) => {
      const errors: string[] = [];
      page.on("pageerror", (error) => errors.push(String(error)));
      page.on("console", (message) => {
        if (message.type() === "error") errors.push(message.text());
      });
      await use(errors);
      expect(errors, "errors on the page's console").toEqual([]);
    },
    { auto: true },
  ],
});

/** Opens a page whose scripts come once `release` is called: until then it shows, and listens to nobody. */
export async function openDeaf(page: Page, url: string): Promise<{ release: () => void }> {
  const { promise: released, resolve: release } = Promise.withResolvers<void>();
  await page.route("**/*.js", async (route) => {
    await released;
    await route.continue();
  });
  await page.goto(url, { waitUntil: "commit" });
  return { release };
}

/** The log of each lane, which holds its answers. */
export function laneLogs(page: Page | Locator): Locator {
  return page.getByRole("log");
}

/** What axe finds wrong with a page, a line each. */
export async function accessibilityFaults(page: Page): Promise<string[]> {
  const { violations } = await new AxeBuilder({ page })
    .withTags(["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"])
    .analyze();
  return violations.map(
    ({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target.join(" ")).join(", ")}`,
  );
}

/** Writes a prompt and runs all lanes by the keyboard. */
export async function runPrompt(page: Page, prompt: string): Promise<void> {
  await page.getByRole("textbox", { name: "Prompt" }).fill(prompt);
  await runByKey(page);
}

/** Runs what is written. A key that is pressed before the page listens is lost; its button says when it does. */
export async function runByKey(page: Page, key = "ControlOrMeta+Enter"): Promise<void> {
  await expect(page.getByRole("button", { name: /^Run\b.*Enter$/ })).toBeEnabled();
  await page.getByRole("textbox", { name: "Prompt" }).press(key);
}

/** Writes a follow-up and sends it by the keyboard. */
export async function sendFollowUp(page: Page, prompt: string): Promise<void> {
  const box = page.getByRole("textbox", { name: "Follow-up prompt" });
  await box.fill(prompt);
  await expect(page.getByRole("button", { name: /^Send\b.*Enter$/ })).toBeEnabled();
  await box.press("Enter");
}

/** Waits until no lane streams any more. */
export async function allLanesEnded(page: Page, lanes: number): Promise<void> {
  await expect(laneLogs(page)).toHaveCount(lanes);
  for (let lane = 0; lane < lanes; lane++) {
    await expect(laneLogs(page).nth(lane)).toHaveAttribute("aria-busy", "false", { timeout: 100_000 });
  }
}
