import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "@playwright/test";
import postgresDriver from "postgres";
import { Instance } from "./chaos/instance";
import { startRestartablePostgres } from "./chaos/restartable-postgres";
import { freePort } from "./free-port";
import { type RawUpstream, startRawUpstream } from "./upstream/raw-upstream";
import { type Handler, jsonScript, pace } from "./upstream/script";
import { zaiFrames } from "./upstream/zai-frames";

/** Words that a log must never hold, by where they stand. */
const SECRETS = {
  prompt: "walrus-prompt",
  followUp: "walrus-follow-up",
  instructions: "walrus-instructions",
  answer: "walrus-answer",
  thought: "walrus-thought",
  toolName: "walrus_tool",
  toolResult: "walrus-result",
  argument: "walrus-argument",
  native: "walrus-native",
  key: "walrus-key-0123456789",
  endpointKey: "walrus-endpoint-key-0123456789",
  search: "walrus-search",
};

/** An answer that the database is made to refuse. */
const UNSTORABLE = `${SECRETS.answer} unstorable`;

/** What the provider does, by a word of the prompt. */
const answer: Handler = ({ text, headers }) => {
  const frames = zaiFrames({
    model: "glm-4.7",
    reasoning: SECRETS.thought,
    text: [SECRETS.answer, ` ${SECRETS.answer}`],
    usage: { inputTokens: 1, outputTokens: 2 },
  });
  const call = { id: "call_1", name: SECRETS.toolName, arguments: `{"a":"${SECRETS.argument}"}` };
  if (text.includes("[refuse]"))
    return jsonScript(401, { error: { message: `No: ${headers.authorization}, you said ${text}` } });
  if (text.includes("[echo]"))
    return { frames: zaiFrames({ model: SECRETS.key, text: ["It is ", ...SECRETS.key, "!"] }) };
  if (text.includes("[fail]")) return jsonScript(500, { error: { message: text } });
  if (text.includes("[broken]"))
    return { frames: [...frames.slice(0, 2), { raw: `data: {"choices": [${SECRETS.answer}\n\n` }] };
  if (text.includes("[cut]")) return { frames: frames.slice(0, 2), end: "cut" };
  if (text.includes("[unstorable]")) return { frames: zaiFrames({ model: "glm-4.7", text: UNSTORABLE }) };
  if (text.includes("[slow]")) return { frames: pace(frames, 0, 8_000) };
  if (text.includes("[tool]") && !text.includes('"role":"tool"'))
    return { frames: zaiFrames({ model: "glm-4.7", toolCalls: [call] }) };
  return { frames };
};

function bodyOf(what: string) {
  const tool = {
    name: SECRETS.toolName,
    description: SECRETS.toolName,
    parameters: { type: "object" },
    mockResult: SECRETS.toolResult,
  };
  return {
    prompt: `${SECRETS.prompt} ${what}`,
    instructions: SECRETS.instructions,
    settings: { tools: what === "[tool]" ? [tool] : [], native: { walrus: SECRETS.native } },
    lanes: [{ offer: "zai/glm-4.7" }, { offer: "custom-attic/glm-4.7" }],
  };
}

/** A client of one instance, to which every answer is welcome: it is the log that is looked at. */
function clientOf({ url }: Instance) {
  const send = (method: string, path: string, body?: unknown) =>
    fetch(url + path, {
      method,
      ...(body === undefined
        ? {}
        : { body: JSON.stringify(body), headers: { "content-type": "application/json" } }),
    });
  return {
    send,
    async run(what: string): Promise<string> {
      const response = await send("POST", "/api/comparisons", bodyOf(what));
      await response.text();
      return response.headers.get("x-comparison-id") ?? "";
    },
  };
}

/** Makes the database refuse what it is given, in the words that repeat it. */
async function refuseInDatabase(databaseUrl: string): Promise<void> {
  const sql = postgresDriver(databaseUrl, { max: 1, onnotice: () => {} });
  await sql`alter table turns add constraint refused_turn check (prompt not like '%[unwritable]%')`;
  await sql`alter table runs add constraint refused_run check (text not like '%unstorable%')`;
  await sql.end();
}

/** Breaks every query that reads a prompt. */
async function breakQueries(databaseUrl: string): Promise<void> {
  const sql = postgresDriver(databaseUrl, { max: 1, onnotice: () => {} });
  await sql`alter table turns rename column prompt to gone`;
  await sql.end();
}

async function startInstance(folder: string, upstream: RawUpstream, databaseUrl: string): Promise<Instance> {
  const model = { tier: "glm-4.7", modelId: "glm-4.7" };
  const baseUrl = `${upstream.url}/zai`;
  const instance = new Instance(await freePort(), folder, {
    GLIMPSE_LOG_LEVEL: "trace",
    DATABASE_URL: databaseUrl,
    ZAI_API_KEY: SECRETS.key,
    ZAI_BASE_URL: baseUrl,
    GLIMPSE_ENDPOINTS: JSON.stringify([
      { name: "attic", baseUrl, apiKey: SECRETS.endpointKey, models: [model] },
    ]),
  });
  await instance.start();
  return instance;
}

test("the process log holds no prompt, no answer and no key, whatever goes wrong", async () => {
  const folder = await mkdtemp(join(tmpdir(), "glimpse-log-"));
  const upstream = await startRawUpstream();
  upstream.respondWith(answer);
  const postgres = await startRestartablePostgres();
  const instance = await startInstance(folder, upstream, postgres.databaseUrl);
  const { send, run } = clientOf(instance);

  const id = await run("[ok]");
  for (const what of ["[tool]", "[refuse]", "[fail]", "[broken]", "[cut]"]) await run(what);
  await (await send("POST", `/api/comparisons/${id}/turns`, { prompt: SECRETS.followUp })).text();
  await send("POST", "/api/shares", { comparisonId: id });
  await send("POST", "/api/comparisons", { prompt: [SECRETS.prompt], lanes: SECRETS.prompt });
  await fetch(`${instance.url}/api/comparisons`, {
    method: "POST",
    body: `{"prompt": "${SECRETS.prompt}`,
    headers: { "content-type": "application/json" },
  });

  const echo = await run("[echo]");
  for (const path of [`/c/${echo}`, "/runs", `/api/comparisons/${echo}`]) {
    const shown = await (await send("GET", path)).text();
    expect(shown, path).not.toMatch(/walrus-(endpoint-)?key-/);
    if (path !== "/runs") expect(shown, path).toContain("[redacted]!");
  }

  await refuseInDatabase(postgres.databaseUrl);
  await run("[unwritable]");
  await run("[unstorable]");

  const read = async () => {
    for (const path of [
      `/c/${id}`,
      `/runs?q=${SECRETS.search}`,
      `/api/runs?q=${SECRETS.search}`,
      `/api/comparisons/${id}`,
    ])
      await (await send("GET", path)).text();
  };

  // A run streams when the database goes away, and pages, searches and new runs are asked for meanwhile.
  const streaming = await send("POST", "/api/comparisons", bodyOf("[slow]"));
  const slow = streaming.headers.get("x-comparison-id");
  await expect.poll(() => upstream.requests.at(-1)?.text.includes("[slow]")).toBe(true);
  await postgres.stop();
  await run("[ok]");
  await read();
  await streaming.text();
  await postgres.start();
  const statuses = async () =>
    (await (await send("GET", `/api/comparisons/${slow}`)).json()).turns?.[0].runs.map(
      ({ status }: { status: string }) => status,
    );
  await expect.poll(statuses, { timeout: 30_000 }).toEqual(["completed", "completed"]);
  await breakQueries(postgres.databaseUrl);
  await read();
  await send("DELETE", `/api/comparisons/${id}`);
  await instance.stop();
  await postgres.remove();
  await upstream.close();

  const log = await readFile(instance.logFile, "utf8");
  await rm(folder, { recursive: true });
  // It says what happened …
  expect(log).toContain("request failed");
  expect(log).toContain("a page failed");
  expect(log).toContain("refused_turn");
  expect(log).toContain("the end of a run can't be written");
  // … and not of whom or what.
  const leaked = Object.entries(SECRETS).filter(([, word]) => log.includes(word));
  const lines = log.split("\n").filter((line) => line.includes("walrus"));
  expect(lines.map((line) => line.slice(0, 600))).toEqual([]);
  expect(leaked).toEqual([]);
});
