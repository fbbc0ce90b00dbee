import type { Page, Request } from "@playwright/test";
import { allLanesEnded, CONFIGURED_URL, expect, laneLogs, runPrompt, test } from "./fixtures";
import { hostilePrompts } from "./payloads/hostile-answers";
import { xssPayloads } from "./payloads/xss-payloads";

const LANES = 3;

/** What must never happen, noted as it does: dialogs, scripts that ran, policy violations, requests to strangers. */
async function watch(page: Page): Promise<{ strangers: string[]; dialogs: string[] }> {
  const strangers: string[] = [];
  const dialogs: string[] = [];
  const note = (request: Request) => {
    if (!request.url().startsWith(CONFIGURED_URL)) strangers.push(request.url());
  };
  page.context().on("request", note);
  await page.context().route(
    (url) => url.origin !== CONFIGURED_URL,
    (route) => route.abort(),
  );
  page.on("dialog", (dialog) => {
    dialogs.push(dialog.message());
    void dialog.dismiss();
  });
  await page.addInitScript(() => {
    const violations: string[] = [];
    Object.assign(window, { glimpseViolations: violations });
    document.addEventListener("securitypolicyviolation", (event) =>
      violations.push(`${event.violatedDirective} ${event.blockedURI}`),
    );
  });
  return { strangers, dialogs };
}

/** Everything inside of an answer that could run or load something, whether it did or not. */
function dangerousParts(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const elements = [...document.querySelectorAll('[role="log"] *')];
    const isOurs = (element: Element) => element.closest("svg")?.classList.contains("lucide") ?? false;
    const forbidden =
      "img,picture,source,video,audio,track,svg,math,script,style,link,meta,base,iframe,frame,object,embed,applet,form,template,noscript,portal,input:not([type=checkbox][disabled])";
    const bad = elements.filter((element) => {
      const names = element.getAttributeNames();
      const href = element.getAttribute("href");
      return (
        (element.matches(forbidden) && !isOurs(element)) ||
        names.some((name) => name.startsWith("on") || ["src", "srcset", "srcdoc", "ping"].includes(name)) ||
        (href !== null && !/^(https?|mailto):/.test(href)) ||
        (href !== null && element.getAttribute("rel") !== "noopener noreferrer nofollow") ||
        (element.getAttribute("style") ?? "").includes("url(")
      );
    });
    return bad.map((element) => element.outerHTML.slice(0, 200));
  });
}

async function expectHarmless(page: Page, seen: Awaited<ReturnType<typeof watch>>): Promise<void> {
  expect(await dangerousParts(page)).toEqual([]);
  const effects = await page.evaluate(() => ({
    attacked: Reflect.get(window, "glimpseAttacked"),
    violations: Reflect.get(window, "glimpseViolations"),
  }));
  expect(effects).toEqual({ attacked: undefined, violations: [] });
  expect(seen).toEqual({ strangers: [], dialogs: [] });
}

/** Publishes what the page shows, and opens it. */
async function openShare(page: Page): Promise<void> {
  const comparisonId = new URL(page.url()).pathname.split("/").at(-1);
  const data = { comparisonId, confirmKeyLikeText: true };
  const published = await page.request.post(`${CONFIGURED_URL}/api/shares`, { data });
  const { id } = await published.json();
  await page.goto(`/s/${id}`);
  await expect(laneLogs(page)).toHaveCount(LANES);
  await page.waitForLoadState("networkidle");
}

/** Opens what models thought, so that it is on the page too. */
async function openReasoning(page: Page): Promise<void> {
  for (const button of await page.getByRole("button", { name: /^Thought/ }).all()) await button.click();
}

test(`of ${xssPayloads.length} attacks none runs, streamed or shared`, async ({ page }) => {
  expect(xssPayloads.length).toBeGreaterThanOrEqual(1000);
  const seen = await watch(page);
  for (const prompt of hostilePrompts("xss")) {
    await page.goto("/");
    await runPrompt(page, prompt);
    await allLanesEnded(page, LANES);
    await expect(page.getByText("Shown as plain text")).toHaveCount(0);
    await openReasoning(page);
    await expectHarmless(page, seen);
    await openShare(page);
    await openReasoning(page);
    await expectHarmless(page, seen);
  }
});

test("no way to load an image, a style or a frame makes a request, streamed or shared", async ({ page }) => {
  const seen = await watch(page);
  for (const prompt of hostilePrompts("exfiltration")) {
    await page.goto("/");
    await runPrompt(page, prompt);
    await allLanesEnded(page, LANES);
    await openReasoning(page);
    await expectHarmless(page, seen);
    await openShare(page);
    await expectHarmless(page, seen);
  }
  await expect(laneLogs(page).first()).toContainText(/\[image(: \w+)? from evil\.example\]/);
});

test("attacks in prompts, instructions, tool calls and errors are words", async ({ page }) => {
  const seen = await watch(page);
  const attack = xssPayloads.filter((_, at) => at % 40 === 0).join("\n");
  const hostile = `[hostile xss 0] [instant]\n${attack}`;
  const tool = { name: "weather", description: attack, parameters: { type: "object" } };
  for (const [prompt, settings] of [
    [hostile, {}],
    [hostile, { tools: [tool] }],
    [`[fail] ${hostile}`, {}],
  ] as const) {
    const started = await page.request.post(`${CONFIGURED_URL}/api/comparisons`, {
      data: {
        prompt,
        instructions: attack,
        settings,
        lanes: [{ offer: "zai/glm-4.6" }, { offer: "zai/glm-4.7" }, { offer: "openrouter/glm-4.7-flash" }],
      },
    });
    const path = `/c/${started.headers()["x-comparison-id"]}`;
    for (const address of [path, "/runs"]) {
      await page.goto(address);
      await page.waitForLoadState("networkidle");
      await expectHarmless(page, seen);
    }
    await page.goto(path);
    await openShare(page);
    await expectHarmless(page, seen);
  }
});
