import type { CDPSession, Page } from "@playwright/test";
import { z } from "zod";
import { allLanesEnded, expect, laneLogs, runPrompt, test } from "./fixtures";
import { hostilePrompts } from "./payloads/hostile-answers";
import { pathologicalMarkdown } from "./payloads/pathological-markdown";

const LANES = 3;
const LONGEST_TASK_MS = 200;

// Playwright's trace photographs the page's elements in the thread that is measured.
test.use({ trace: "off" });

const traced = z.object({
  value: z.array(z.object({ name: z.string(), tdur: z.number().optional(), dur: z.number().optional() })),
});

/** How long the main thread was at work on its longest task while `act` ran, in ms: other programs' turns don't count. */
async function longestTaskMs(devtools: CDPSession, act: () => Promise<void>): Promise<number> {
  let longest = 0;
  const collect = (event: unknown) => {
    for (const { name, tdur, dur } of traced.parse(event).value)
      if (name.endsWith("RunTask")) longest = Math.max(longest, tdur ?? dur ?? 0);
  };
  devtools.on("Tracing.dataCollected", collect);
  await devtools.send("Tracing.start", { transferMode: "ReportEvents", categories: "toplevel" });
  await act();
  const complete = new Promise<void>((resolve) => devtools.once("Tracing.tracingComplete", () => resolve()));
  await devtools.send("Tracing.end");
  await complete;
  devtools.off("Tracing.dataCollected", collect);
  return longest / 1000;
}

/** Runs a prompt until its answers stand still: what is rendered piece by piece goes on a little after the end. */
async function runToStandstill(page: Page, prompt: string): Promise<void> {
  await runPrompt(page, prompt);
  await allLanesEnded(page, LANES);
  let before = "";
  const isStill = async () => {
    const last = before;
    before = (await laneLogs(page).evaluateAll((lanes) => lanes.map((lane) => lane.innerHTML))).join();
    return before === last;
  };
  await expect.poll(isStill).toBe(true);
  for (const text of await laneLogs(page).allInnerTexts())
    expect(text.length, "a lane is blank").toBeGreaterThan(100);
}

async function slowestOf(page: Page, prompts: string[]): Promise<[prompt: string, ms: number][]> {
  const devtools = await page.context().newCDPSession(page);
  const took: [string, number][] = [];
  for (const prompt of prompts) {
    await page.goto("/");
    await page.waitForLoadState("networkidle");
    took.push([prompt, await longestTaskMs(devtools, () => runToStandstill(page, prompt))]);
  }
  console.log("longest tasks in ms:", took.map(([, ms]) => Math.round(ms)).join(" "));
  return took.filter(([, ms]) => ms > LONGEST_TASK_MS);
}

test(`${Object.keys(pathologicalMarkdown).length} pathological answers neither hold up the page nor leave a lane blank`, async ({
  page,
}) => {
  expect(await slowestOf(page, hostilePrompts("pathological"))).toEqual([]);
});

test("a long ordinary answer is rendered whole and does not hold up the page", async ({ page }) => {
  expect(await slowestOf(page, hostilePrompts("ordinary"))).toEqual([]);
  await expect(page.getByText("Shown as plain text")).toHaveCount(0);
  await expect(laneLogs(page).first().getByRole("table").first()).toBeVisible();
});
