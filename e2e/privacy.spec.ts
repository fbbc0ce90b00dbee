import { readFile } from "node:fs/promises";
import { allLanesEnded, expect, PUBLIC_URL, runPrompt, test } from "./fixtures";

test("what is one's own is deleted one by one, taken along, and deleted altogether", async ({
  page,
  consoleErrors,
}) => {
  // A visitor of a public server: nobody else's things are there.
  const compare = async (prompt: string) => {
    await page.goto(PUBLIC_URL);
    await runPrompt(page, prompt);
    await expect(page).toHaveURL(/\/c\//);
    await allLanesEnded(page, 3);
    return page.url();
  };
  const first = await compare("Forget me first");
  await page.getByRole("button", { name: "Delete this comparison" }).click();
  await page.getByRole("button", { name: "Delete comparison" }).click();
  await expect(page).toHaveURL(`${PUBLIC_URL}/`);
  await expect(page.getByRole("heading", { name: "New comparison" })).toBeVisible();
  expect((await page.goto(first))?.status()).toBe(404);

  await compare("Forget me in the log");
  await page.goto(`${PUBLIC_URL}/runs`);
  await page
    .getByRole("row")
    .filter({ hasText: "Forget me in the log" })
    .first()
    .getByRole("button")
    .first()
    .click();
  await page.getByRole("button", { name: "Delete the comparison" }).click();
  await page.getByRole("button", { name: "Delete comparison" }).click();
  await expect(page.getByRole("dialog")).toHaveCount(0);
  await expect(page.getByText("Forget me in the log")).toHaveCount(0);

  const last = await compare("Forget me at last");
  await page.goto(`${PUBLIC_URL}/settings`);
  const download = page.waitForEvent("download");
  await page.getByRole("link", { name: "Export everything" }).click();
  const exported = await readFile(await (await download).path(), "utf8");
  const lines = exported
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line));
  expect(lines).toMatchObject([{ type: "export" }, { type: "comparison", title: "Forget me at last" }]);
  expect(lines[1].turns[0].runs).toHaveLength(3);

  await page.getByRole("button", { name: "Delete everything" }).click();
  const dialog = page.getByRole("dialog");
  const confirm = dialog.getByRole("button", { name: "Delete everything" });
  await expect(confirm).toHaveAttribute("aria-disabled", "true");
  await dialog.getByRole("textbox").fill("delete everything");
  await confirm.click();
  await expect(dialog).toHaveCount(0);
  expect((await page.goto(last))?.status()).toBe(404);
  // The browser itself notes the 404 of the pages.
  expect(consoleErrors.splice(0)).toHaveLength(2);
});

test("the operator says for how long comparisons are kept", async ({ page }) => {
  await page.goto("/settings");
  await expect(page.getByText("Comparisons stay until they are deleted.")).toBeVisible();
  const choose = async (words: string) => {
    await page.getByRole("combobox", { name: "How long comparisons are kept" }).click();
    await page.getByRole("option", { name: words }).click();
  };
  await choose("365 days");
  await page.getByRole("button", { name: "Keep 365 days" }).click();
  await expect(page.getByText("Comparisons are deleted 365 days after their newest run.")).toBeVisible();
  await page.reload();
  await expect(page.getByText("Comparisons are deleted 365 days after their newest run.")).toBeVisible();
  await choose("Until deleted");
  await expect(page.getByText("Comparisons stay until they are deleted.")).toBeVisible();
});
