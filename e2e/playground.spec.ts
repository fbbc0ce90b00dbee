import {
  allLanesEnded,
  CONFIGURED_URL,
  DEMO_URL,
  expect,
  laneLogs,
  openDeaf,
  runByKey,
  runPrompt,
  test,
} from "./fixtures";

test("three lanes stream at once, finish, show their figures, and are all there after a reload", async ({
  page,
}) => {
  await page.goto("/");
  await runPrompt(page, "Compare yourselves. [long]");
  await expect(laneLogs(page)).toHaveCount(3);
  const busy = page.locator('[role="log"][aria-busy="true"]');
  await expect(busy).toHaveCount(3);
  // All three have said something while all three are still at it: they stream side by side, not in turn.
  for (const tier of ["glm-4.6", "glm-4.7", "glm-4.7-flash"]) {
    await expect(
      laneLogs(page)
        .filter({ hasText: `point 1 of ${tier}` })
        .first(),
    ).toBeVisible();
  }
  await expect(busy).toHaveCount(3);
  await expect(page).toHaveURL(/\/c\/[0-9a-f-]{36}$/);

  await allLanesEnded(page, 3);
  await expect(page.getByText("Done")).toHaveCount(3);
  const figures = await page.locator("dl").allInnerTexts();
  expect(figures).toHaveLength(3);
  for (const text of figures) {
    expect(text).toMatch(/TTFT\s+\d+/);
    expect(text).toMatch(/\d+(\.\d+)?\s*tok\/s/);
    expect(text).toMatch(/\$0/);
    expect(text).not.toContain("≈");
  }
  await expect(laneLogs(page).getByRole("listitem").filter({ hasText: "point 60 of" })).toHaveCount(3);
  const answers = await laneLogs(page).allInnerTexts();
  await page.reload();
  // The text is there at once, its Markdown a moment later.
  await expect.poll(() => laneLogs(page).allInnerTexts()).toEqual(answers);
});

test("a page that is closed in mid-stream loses neither text nor row", async ({ page, request }) => {
  await page.goto("/");
  await runPrompt(page, "Nobody watches. [long]");
  await expect(page).toHaveURL(/\/c\//);
  await expect(laneLogs(page).first()).toContainText("point 1 of");
  const id = new URL(page.url()).pathname.split("/").at(-1);
  await page.goto("about:blank");
  const statuses = async () => {
    const { turns } = await (await request.get(`${CONFIGURED_URL}/api/comparisons/${id}`)).json();
    return turns[0].runs.map(({ status, content }: { status: string; content: { text: string } }) => [
      status,
      content.text.includes("point 60 of"),
    ]);
  };
  await expect.poll(statuses, { timeout: 100_000 }).toEqual(Array(3).fill(["completed", true]));
});

test("a reload in mid-stream goes on where it was", async ({ page }) => {
  await page.goto("/");
  await runPrompt(page, "Reload me. [long]");
  await expect(laneLogs(page).first()).toContainText("point 3 of");
  await page.reload();
  await expect(laneLogs(page).first()).toHaveAttribute("aria-busy", "true");
  await allLanesEnded(page, 3);
  for (const tier of ["glm-4.6", "glm-4.7", "glm-4.7-flash"]) {
    await expect(laneLogs(page).getByText(`point 60 of ${tier}`, { exact: true })).toHaveCount(1);
  }
});

test("what is written before the page can listen is not lost", async ({ page }) => {
  const { release } = await openDeaf(page, "/");
  await page.getByRole("textbox", { name: "Prompt" }).fill("Am I early? [instant]");
  release();
  await runByKey(page);
  await allLanesEnded(page, 3);
  await expect(laneLogs(page).first()).toContainText("You wrote: Am I early?");
});

test("a failing lane says why and what to do, and leaves its neighbours alone", async ({ page }) => {
  await page.goto(DEMO_URL);
  await expect(page.getByText("simulated").first()).toBeVisible();
  await page.getByRole("button", { name: "See a failing lane" }).click();
  await runByKey(page);
  await allLanesEnded(page, 3);
  await expect(page.getByText("Failed", { exact: true })).toHaveCount(1);
  await expect(page.getByText("Done", { exact: true })).toHaveCount(2);
  await expect(laneLogs(page).nth(0)).toContainText("temporarily overloaded");
  await expect(
    laneLogs(page)
      .nth(0)
      .getByRole("button", { name: /again|retry/i }),
  ).toBeVisible();
});

test("one lane is stopped, keeps its text, and is run again", async ({ page }) => {
  await page.goto("/");
  await runPrompt(page, "Stop one of us. [long]");
  const first = page.getByRole("region", { name: "Lane 1" });
  await expect(laneLogs(page).nth(0)).toContainText("point 2 of");
  await first.getByRole("button", { name: "Stop", exact: true }).click();
  await expect(first.getByText("Stopped", { exact: true })).toBeVisible();
  await expect(laneLogs(page).nth(0)).toContainText("point 2 of");
  await expect(laneLogs(page).nth(1)).toHaveAttribute("aria-busy", "true");
  await first.getByRole("button", { name: "More for this lane" }).click();
  await page.getByRole("menuitem", { name: "Run this lane again" }).click();
  await allLanesEnded(page, 3);
  await expect(laneLogs(page).nth(0)).toContainText("point 60 of");
  await expect(first.getByText("attempt 2")).toBeVisible();
});

test("with no key, every lane is simulated, and nothing of it enters the latency table", async ({
  page,
  request,
}) => {
  await page.goto(DEMO_URL);
  await runPrompt(page, "What is a monad?");
  await allLanesEnded(page, 3);
  await expect(page.getByText("Done", { exact: true })).toHaveCount(3);
  expect((await (await request.get(`${DEMO_URL}/api/latency?window=1h`)).json()).offers).toEqual([]);
  await page.goto(`${DEMO_URL}/latency`);
  await expect(page.getByText(/No real runs/)).toBeVisible();
  await expect(page.getByText(/Demo runs are simulated and never counted/)).toBeVisible();
  await expect(page.getByText(/ZAI_API_KEY/)).toBeVisible();
});

test("markdown from a model loads nothing from elsewhere and runs nothing", async ({ page }) => {
  const foreign: string[] = [];
  page.on("request", (sent) => {
    if (!sent.url().startsWith(CONFIGURED_URL) && !sent.url().startsWith("data:")) foreign.push(sent.url());
  });
  await page.goto("/");
  const hostile = [
    "![x](https://evil.example/a.png)",
    '<img src="https://evil.example/b.png" onerror="window.pwned=1">',
    "<script>window.pwned=1</script>",
    "[click](javascript:window.pwned=1)",
    "[a link](https://example.com/page)",
  ].join("\n\n");
  await runPrompt(page, `${hostile}\n\n[instant]`);
  await allLanesEnded(page, 3);
  expect(foreign).toEqual([]);
  expect(await page.evaluate("window.pwned")).toBeUndefined();
  await expect(laneLogs(page).nth(0).locator('a[href^="javascript:"]')).toHaveCount(0);
  const link = laneLogs(page)
    .nth(0)
    .getByRole("link", { name: /a link/ });
  await expect(link).toHaveAttribute("rel", /noopener.*noreferrer.*nofollow|nofollow.*noopener.*noreferrer/);
});
