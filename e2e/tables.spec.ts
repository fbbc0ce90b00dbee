import { allLanesEnded, CONFIGURED_URL, expect, runPrompt, test } from "./fixtures";

test("the latency table counts real runs", async ({ page, request }) => {
  const countOf = async (offer: string): Promise<number> => {
    const { offers } = await (await request.get(`${CONFIGURED_URL}/api/latency?window=24h`)).json();
    const row = offers.find(
      (found: { offer: string; upstream: string | null }) => found.offer === offer && found.upstream === null,
    );
    return row?.n ?? 0;
  };
  const before = await countOf("zai/glm-4.7");
  await page.goto("/");
  await runPrompt(page, "Count me");
  await allLanesEnded(page, 3);
  expect(await countOf("zai/glm-4.7")).toBeGreaterThan(before);
  await page.goto("/latency?window=24h");
  const row = page.getByRole("row").filter({ hasText: "GLM-4.7" }).filter({ hasText: "Z.ai" }).first();
  await expect(row).toContainText(/\d+(\.\d+)?\s*m?s/);
});

test("the price table shows prices with their source, and the calculator ranks them", async ({ page }) => {
  await page.goto("/prices");
  const row = page
    .getByRole("row")
    .filter({ hasText: "GLM-4.7-Flash" })
    .filter({ hasText: "OpenRouter" })
    .first();
  await expect(row).toContainText("$0.06");
  await expect(row).toContainText("$0.40");
  await expect(page.getByRole("row").filter({ hasText: "EmpirioLabs" }).first()).toContainText("free");
});

test("the log finds a run by its words, opens it, and is exported", async ({ page }) => {
  const word = `needle${Date.now()}`;
  await page.goto("/");
  await runPrompt(page, `Find ${word} [instant]`);
  await allLanesEnded(page, 3);
  await page.goto(`/runs?q=${word}`);
  await expect(page.getByRole("row").filter({ hasText: word })).toHaveCount(3);
  const csv = await (await page.request.get(`/api/runs/export?format=csv&q=${word}`)).text();
  expect(
    csv
      .trim()
      .split("\r\n")
      .filter((line) => line.includes("zai/glm")),
  ).toHaveLength(3);
  await page.goto("/runs?q=certainly-not-there");
  await expect(page.getByText(/no run/i).first()).toBeVisible();
});
