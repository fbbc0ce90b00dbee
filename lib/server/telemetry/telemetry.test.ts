import { beforeAll, describe, expect, it } from "vitest";
import { z } from "zod";
import { POST } from "@/app/api/comparisons/route";
import { readEvents, runsOf } from "@/e2e/read-events";
import { apiRequest, useTestServer, ZAI_KEY } from "@/e2e/test-server";
import { jsonScript, type RawRequest, type Script } from "@/e2e/upstream/script";
import { zaiFrames } from "@/e2e/upstream/zai-frames";
import type { Run } from "@/lib/runs/run";
import { stopTelemetry } from "./telemetry";

// The scripted upstream is the collector too, at paths of its own.
const { upstream } = useTestServer((url) => ({
  OTEL_EXPORTER_OTLP_ENDPOINT: `${url}/collector`,
  OTEL_EXPORTER_OTLP_PROTOCOL: "http/json",
  OTEL_METRIC_EXPORT_INTERVAL: "3600000",
}));

const usage = { inputTokens: 100, outputTokens: 50, reasoningTokens: 30, cachedTokens: 40 };
const answer = {
  frames: zaiFrames({ model: "glm-4.7-served", reasoning: "Hm", text: "MARK-answer", usage }),
};
const busy = { ...jsonScript(503, { error: { message: "busy" } }) };
const refusal = jsonScript(401, { error: { code: "1002", message: "no: you asked MARK-prompt" } });

async function run(...scripts: Script[]): Promise<Run> {
  const left = [...scripts];
  upstream().respondWith(({ path }) =>
    path.startsWith("/collector") ? jsonScript(200, {}) : (left.shift() ?? answer),
  );
  const json = {
    prompt: "MARK-prompt",
    instructions: "MARK-instructions",
    settings: { temperature: 0.5, stop: ["MARK-stop"] },
    lanes: [{ offer: "zai/glm-4.7" }],
  };
  const response = await POST(apiRequest("/api/comparisons", { method: "POST", json }), undefined);
  const [finished] = runsOf(await readEvents(response));
  if (!finished) throw new Error("no run came back");
  return finished;
}

const value = z.union([
  z.object({ stringValue: z.string() }).transform(({ stringValue }) => stringValue),
  z.object({ intValue: z.coerce.number() }).transform(({ intValue }) => intValue),
  z.object({ doubleValue: z.number() }).transform(({ doubleValue }) => doubleValue),
  z.object({ boolValue: z.boolean() }).transform(({ boolValue }) => boolValue),
  z
    .object({ arrayValue: z.object({ values: z.array(z.object({ stringValue: z.string() })) }) })
    .transform(({ arrayValue }) => arrayValue.values.map(({ stringValue }) => stringValue)),
]);
const attributes = z
  .array(z.object({ key: z.string(), value }))
  .transform((list) => Object.fromEntries(list.map((entry) => [entry.key, entry.value])));
const nanoseconds = z.coerce.string().transform((text) => Number(BigInt(text) / 1_000_000n));

const span = z.object({
  traceId: z.string(),
  spanId: z.string(),
  parentSpanId: z.string().optional(),
  name: z.string(),
  startTimeUnixNano: nanoseconds,
  endTimeUnixNano: nanoseconds,
  attributes,
  status: z.object({ code: z.number() }),
});
type Span = z.infer<typeof span>;
const resource = z.object({ attributes });
const spansBody = z.object({
  resourceSpans: z.array(z.object({ resource, scopeSpans: z.array(z.object({ spans: z.array(span) })) })),
});

const point = z.object({
  attributes,
  sum: z.number().optional(),
  count: z.coerce.number().optional(),
  asDouble: z.number().optional(),
});
const metric = z.object({
  name: z.string(),
  unit: z.string(),
  histogram: z.object({ dataPoints: z.array(point) }).optional(),
  sum: z.object({ dataPoints: z.array(point) }).optional(),
});
const metricsBody = z.object({
  resourceMetrics: z.array(z.object({ scopeMetrics: z.array(z.object({ metrics: z.array(metric) })) })),
});

describe("with a collector", () => {
  let runs: Record<"retried" | "refused", Run>;
  let received: RawRequest[];
  let spans: Span[];
  let metrics: z.infer<typeof metric>[];

  beforeAll(async () => {
    runs = { retried: await run(busy, answer), refused: await run(refusal) };
    await stopTelemetry();
    received = upstream().requests.filter(({ path }) => path.startsWith("/collector"));
    const bodies = (path: string) =>
      received.filter((request) => request.path === path).map(({ body }) => body);
    spans = bodies("/collector/v1/traces").flatMap((body) =>
      spansBody
        .parse(body)
        .resourceSpans.flatMap(({ scopeSpans }) => scopeSpans.flatMap((scope) => scope.spans)),
    );
    metrics = bodies("/collector/v1/metrics").flatMap((body) =>
      metricsBody
        .parse(body)
        .resourceMetrics.flatMap(({ scopeMetrics }) => scopeMetrics.flatMap((scope) => scope.metrics)),
    );
  });

  const spanOf = ({ id }: Run) => spans.find((known) => known.attributes["glimpse.run.id"] === id);
  const pointsOf = (name: string) => {
    const found = metrics.find((known) => known.name === name);
    return found?.histogram?.dataPoints ?? found?.sum?.dataPoints ?? [];
  };

  it("a run is a span by the conventions for generative AI, with the log's own figures", () => {
    const { retried } = runs;
    const found = spanOf(retried);
    expect(found).toMatchObject({
      name: "chat glm-4.7",
      endTimeUnixNano: Date.parse(retried.endedAt ?? ""),
      attributes: {
        "gen_ai.operation.name": "chat",
        "gen_ai.provider.name": "zai",
        "gen_ai.request.model": "glm-4.7",
        "gen_ai.response.model": "glm-4.7-served",
        "gen_ai.conversation.id": retried.comparisonId,
        "gen_ai.request.temperature": 0.5,
        "gen_ai.response.finish_reasons": ["stop"],
        "gen_ai.response.time_to_first_chunk": (retried.timing.ttftMs ?? Number.NaN) / 1000,
        "gen_ai.usage.input_tokens": 100,
        "gen_ai.usage.output_tokens": 50,
        "gen_ai.usage.cache_read.input_tokens": 40,
        "server.address": "127.0.0.1",
        "server.port": Number(new URL(upstream().url).port),
        "glimpse.run.status": "completed",
        "glimpse.run.cost": Number(retried.cost.billedUsd),
      },
    });
    expect(found?.attributes).not.toHaveProperty("error.type");
  });

  it("its HTTP attempts are spans below it", () => {
    const { retried } = runs;
    const whole = spanOf(retried);
    const attempts = spans.filter(({ parentSpanId }) => parentSpanId === whole?.spanId);
    expect(attempts.map((attempt) => attempt.attributes["http.response.status_code"])).toEqual([503, 200]);
    const [first, second] = attempts;
    expect([first?.traceId, second?.traceId]).toEqual([whole?.traceId, whole?.traceId]);
    expect(first?.startTimeUnixNano).toBe(whole?.startTimeUnixNano);
    expect(first?.endTimeUnixNano).toBeLessThanOrEqual(second?.startTimeUnixNano ?? 0);
    expect(second?.endTimeUnixNano).toBe(whole?.endTimeUnixNano);
  });

  it("a failed run's span says of which class the error is", () => {
    expect(spanOf(runs.refused)).toMatchObject({
      attributes: { "error.type": "auth", "glimpse.run.status": "failed" },
      status: { code: 2 },
    });
  });

  it("metrics sum up durations, tokens and cost, and no run is live any more", () => {
    const { retried } = runs;
    const tokens = pointsOf("gen_ai.client.token.usage").map((found) => [
      found.attributes["gen_ai.token.type"],
      found.sum,
      found.count,
    ]);
    expect(tokens).toEqual([
      ["input", 100, 1],
      ["output", 50, 1],
    ]);
    expect(pointsOf("gen_ai.client.operation.duration")).toMatchObject([
      { count: 1, attributes: { "gen_ai.response.model": "glm-4.7-served" } },
      { count: 1, attributes: { "error.type": "auth" } },
    ]);
    expect(pointsOf("gen_ai.client.operation.time_to_first_chunk")).toMatchObject([
      { count: 1, sum: (retried.timing.ttftMs ?? Number.NaN) / 1000 },
    ]);
    expect(pointsOf("glimpse.run.cost")).toMatchObject([{ count: 1, sum: Number(retried.cost.billedUsd) }]);
    expect(pointsOf("glimpse.runs.live")).toMatchObject([{ asDouble: 0 }]);
  });

  it("nothing that was said, and no key, is sent there", () => {
    const everything = received.map(({ text }) => text).join("\n");
    expect(everything.length).toBeGreaterThan(1000);
    expect(everything).not.toContain("MARK-");
    expect(everything).not.toContain(ZAI_KEY);
  });
});
