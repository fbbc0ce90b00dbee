import { v7 as uuidv7 } from "uuid";
import { expect, it } from "vitest";
import { database } from "@/db/client";
import { insertComparison } from "@/db/queries/comparisons";
import { finishRuns } from "@/db/queries/finish-runs";
import { appendPieces } from "@/db/queries/run-pieces";
import { listRuns, readRun } from "@/db/queries/runs";
import { forEachDatabase } from "@/db/test-databases";
import { useTestServer } from "@/e2e/test-server";
import { keepCheckpoints } from "./checkpoints";
import { emptyContent } from "./execute-run";

type Db = Awaited<ReturnType<typeof database>>;

async function begin(db: Db, count = 1): Promise<string[]> {
  const comparisonId = uuidv7();
  const rows = Array.from({ length: count }, (_, lane) => ({
    id: uuidv7(),
    comparisonId,
    owner: "local",
    turn: 0,
    lane,
    attempt: 1,
    offer: "zai/glm-4.7",
    tier: "glm-4.7",
    provider: "zai",
    dialect: "chat-completions",
    modelId: "glm-4.7",
    simulated: false,
    settings: {},
    sent: {},
    status: "running",
    warnings: [],
    toolCalls: [],
    attempts: [],
    createdAt: new Date(),
  }));
  const lanes = rows.map(({ offer }) => ({ offer, upstream: null, dialect: null, settings: {} }));
  const turn = { comparisonId, position: 0, prompt: "P", history: [] };
  await insertComparison(
    db,
    { id: comparisonId, owner: "local", title: "T", settings: {} },
    turn,
    lanes,
    rows,
  );
  return rows.map(({ id }) => id);
}

const contentOf = async (db: Db, id: string) => (await readRun(db, "local", id))?.content;
const piecesOf = async (db: Db) => (await db.execute("select run_id from run_pieces")).length;

forEachDatabase((_name, db) => {
  it("puts together what a run has said so far, wherever it was cut", async () => {
    const [id = ""] = await begin(db());
    const text = "An answer \u0000 with \ud83e\uddea, \u{10FFFF} and \ud800 in it";
    for (const [position, char] of text.split("").entries())
      await appendPieces(db(), [{ runId: id, position: position + 4, text: char, reasoning: "" }]);
    await appendPieces(db(), [{ runId: id, position: 0, text: "", reasoning: "no" }]);
    await appendPieces(db(), [{ runId: id, position: 0, text: "", reasoning: "Hmm." }]);
    expect(await contentOf(db(), id)).toEqual({ text, reasoning: "Hmm.", toolCalls: [] });
    const { runs } = await listRuns(db(), "local", {}, { limit: 1, withContent: true });
    expect(runs[0]?.content?.text).toBe(text);

    await finishRuns(db(), [{ id, status: "completed", text: "The end." }]);
    await appendPieces(db(), [{ runId: id, position: 99, text: "late", reasoning: "" }]);
    expect(await contentOf(db(), id)).toEqual({ text: "The end.", reasoning: "", toolCalls: [] });
    expect(await piecesOf(db())).toBe(0);
  });

  it("leaves nothing behind when ends and pieces are written at the same moment", async () => {
    const ids = await begin(db(), 60);
    await Promise.all(
      ids.flatMap((id, index) => [
        appendPieces(db(), [{ runId: id, position: index, text: "a", reasoning: "" }]),
        finishRuns(db(), [{ id, status: "completed", text: "b" }]),
        appendPieces(
          db(),
          ids.toReversed().map((runId) => ({ runId, position: 1000 + index, text: "c", reasoning: "" })),
        ),
      ]),
    );
    expect(await piecesOf(db())).toBe(0);
  });
});

useTestServer();

it("keeps a long answer whole, and after it only what is new", async () => {
  const db = await database();
  const [id = ""] = await begin(db);
  const content = emptyContent();
  content.reasoning = "r".repeat(300_000);
  content.text = "t".repeat(700_000);
  const end = keepCheckpoints(id, content);
  await expect.poll(() => contentOf(db, id)).toEqual(content);
  content.text += " and more";
  await expect.poll(() => contentOf(db, id)).toEqual(content);
  end();
});
