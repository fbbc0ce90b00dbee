import {
  allLanesEnded,
  CONFIGURED_URL,
  expect,
  laneLogs,
  runByKey,
  runPrompt,
  sendFollowUp,
  test,
} from "./fixtures";

test("a follow-up is answered by all lanes with what was said before, and is all there after a reload", async ({
  page,
  request,
}) => {
  await page.goto("/");
  await runPrompt(page, "Explain Raft. [instant]");
  await allLanesEnded(page, 3);
  const box = page.getByRole("textbox", { name: "Follow-up prompt" });
  await box.fill("And Paxos?");
  await box.press("Shift+Enter");
  await box.pressSequentially("In brief. [instant]");
  await box.press("Enter");
  await expect(box).toHaveValue("");
  await expect(laneLogs(page).filter({ hasText: "You wrote: And Paxos?" })).toHaveCount(3);
  await allLanesEnded(page, 3);
  await page.reload();
  await allLanesEnded(page, 3);
  for (const lane of await laneLogs(page).all()) {
    await expect(lane.getByText("You wrote: Explain Raft.")).toHaveCount(1);
    await expect(lane.getByText("You wrote: And Paxos?")).toHaveCount(1);
  }
  const id = new URL(page.url()).pathname.split("/").at(-1);
  const { turns } = await (await request.get(`${CONFIGURED_URL}/api/comparisons/${id}`)).json();
  expect(turns).toHaveLength(2);
  expect(turns[1].runs[0].usage.inputTokens).toBeGreaterThan(turns[0].runs[0].usage.inputTokens);
});

test("a follow-up goes to the lanes that are still the comparison's; changed ones need a new one", async ({
  page,
}) => {
  await page.goto("/");
  await runPrompt(page, "Explain Raft. [instant]");
  await allLanesEnded(page, 3);
  await page.getByRole("button", { name: "Add lane" }).click();
  await expect(page.getByText(/A follow-up goes to the comparison's own lanes/)).toBeVisible();
  await sendFollowUp(page, "And Paxos? [instant]");
  await expect(laneLogs(page).filter({ hasText: "You wrote: And Paxos?" })).toHaveCount(3);
  await allLanesEnded(page, 3);
  await page.getByRole("button", { name: "New comparison" }).click();
  await expect(page.getByRole("textbox", { name: "Prompt" })).toHaveValue("Explain Raft. [instant]");
  await runByKey(page);
  await allLanesEnded(page, 4);
});

test("lanes that thought otherwise than the others are marked as not comparable", async ({ page }) => {
  await page.goto("/?lanes=zai/glm-4.7~thinking.off,zai/glm-4.6~thinking.off,zai/glm-4.7-flash");
  await runPrompt(page, "Explain Raft. [instant]");
  await allLanesEnded(page, 3);
  await expect(page.getByText("not comparable")).toHaveCount(1);
  await expect(page.getByRole("region", { name: "Lane 3" }).getByText("not comparable")).toBeVisible();
});

test("Enter does what the person chose, and remembers it", async ({ page }) => {
  await page.goto("/");
  await page.getByRole("button", { name: "What Enter does" }).click();
  await page.getByRole("menuitemradio", { name: /Sends prompts/ }).click();
  await page.reload();
  await page.getByRole("textbox", { name: "Prompt" }).fill("Explain Raft. [instant]");
  await runByKey(page, "Enter");
  await allLanesEnded(page, 3);
  const followUp = page.getByRole("textbox", { name: "Follow-up prompt" });
  await followUp.fill("one");
  await followUp.press("Enter");
  await expect(followUp).toHaveValue("one\n");
});

test("what is being written is kept for its place: over a way away and back, and a reload", async ({
  page,
}) => {
  await page.goto("/");
  await runPrompt(page, "Explain Raft. [instant]");
  await allLanesEnded(page, 3);
  const followUp = page.getByRole("textbox", { name: "Follow-up prompt" });
  await followUp.fill("Half a thought about Paxos");
  await page.getByRole("link", { name: "Playground" }).first().click();
  const prompt = page.getByRole("textbox", { name: "Prompt" });
  await expect(prompt).toHaveValue("");
  await prompt.fill("Another thought");
  await page.goBack();
  await expect(followUp).toHaveValue("Half a thought about Paxos");
  await page.goForward();
  await expect(prompt).toHaveValue("Another thought");
  await page.goBack();
  await page.reload();
  await expect(followUp).toHaveValue("Half a thought about Paxos");
  await sendFollowUp(page, "And Paxos? [instant]");
  await expect(laneLogs(page).filter({ hasText: "You wrote: And Paxos?" })).toHaveCount(3);
  await page.reload();
  await expect(followUp).toHaveValue("");
});

test("a comparison that is come back to has all its turns", async ({ page }) => {
  await page.goto("/");
  await runPrompt(page, "Explain Raft. [instant]");
  await allLanesEnded(page, 3);
  await page.reload();
  await sendFollowUp(page, "And Paxos? [instant]");
  await expect(laneLogs(page).filter({ hasText: "You wrote: And Paxos?" })).toHaveCount(3);
  await allLanesEnded(page, 3);
  await page.getByRole("link", { name: "Prices" }).first().click();
  await expect(page.getByRole("heading", { name: "Prices" })).toBeVisible();
  await page.goBack();
  await expect(laneLogs(page).filter({ hasText: "You wrote: And Paxos?" })).toHaveCount(3);
});
