/** The provider that all instances call, and that knows what it was asked, what it said and what it charges. */
import { z } from "zod";
import { openRouterFrames } from "../upstream/openrouter-frames.ts";
import { startRawUpstream } from "../upstream/raw-upstream.ts";
import { type Frame, jsonScript, pace, type RawRequest, type Script } from "../upstream/script.ts";
import { zaiError, zaiFrames } from "../upstream/zai-frames.ts";
import type { Fate, PlannedComparison, PlannedLane } from "./load-plan.ts";

/** How a call ended: `answered` wholly, `refused` by status, `broke` by our hand, `left` by the caller; `open` still. */
export type CallEnd = "answered" | "refused" | "broke" | "left" | "open";

/** One HTTP request to the provider. Moments are `performance.now()` of this process. */
export type Call = {
  token: string;
  offer: string;
  plan: PlannedLane;
  end: CallEnd;
  receivedAt: number;
  closedAt: number | null;
  /** The pieces of text that were written, in order. */
  sent: { at: number; text: string }[];
};

export type Oracle = {
  url: string;
  /** Every call so far, in order of arrival. */
  calls(): Call[];
  close(): Promise<void>;
};

const body = z.object({ model: z.string(), messages: z.array(z.object({ content: z.string() })) });

/** A pause, well within the idle limit that the instances are started with. */
const PAUSE_MS = 1_200;

/** What was decided for a request when it came. `textFrom` is the index of the first frame that carries text. */
type Answer = { token: string; plan: PlannedLane; script: PlannedScript; pieces: string[]; textFrom: number };
type PlannedScript = Script & { frames: Frame[] };

/** Starts the provider for these comparisons; anything else it is asked is answered with 404. */
export async function startOracle(comparisons: readonly PlannedComparison[]): Promise<Oracle> {
  const plans = new Map(
    comparisons.flatMap(({ token, lanes }) =>
      lanes.map((lane) => [keyOf(token, lane.offer), { token, plan: lane }] as const),
    ),
  );
  const callsOf = new Map<string, number>();
  const answers = new Map<RawRequest, Answer>();
  const upstream = await startRawUpstream();
  upstream.respondWith((request) => {
    const key = askedFor(request);
    const planned = key === null ? undefined : plans.get(key);
    if (key === null || !planned) return jsonScript(404, { error: { message: "Not found" } });
    const number = (callsOf.get(key) ?? 0) + 1;
    callsOf.set(key, number);
    const answer = answerTo(planned.token, planned.plan, number);
    answers.set(request, answer);
    return answer.script;
  });
  return {
    url: upstream.url,
    calls() {
      const writes = Map.groupBy(upstream.writes, ({ request }) => request);
      return upstream.requests.flatMap((request, index) => {
        const answer = answers.get(request);
        return answer ? [describeCall(request, answer, writes.get(index) ?? [])] : [];
      });
    },
    close: upstream.close,
  };
}

/** A lane of the load: no comparison has an offer twice. */
export function keyOf(token: string, offer: string): string {
  return `${token} ${offer}`;
}

function askedFor({ method, path, body: json }: RawRequest): string | null {
  const provider = /^\/(zai|openrouter)\/chat\/completions$/.exec(path)?.[1];
  const parsed = body.safeParse(json);
  if (method !== "POST" || !provider || !parsed.success) return null;
  const { model, messages } = parsed.data;
  return keyOf(messages.at(-1)?.content ?? "", `${provider}/${model.replace(/^z-ai\//, "")}`);
}

function answerTo(token: string, plan: PlannedLane, number: number): Answer {
  const pieces = Array.from(
    { length: plan.pieces },
    (_, index) => `${index === 0 ? `${keyOf(token, plan.offer)} call ${number}:` : ""} 漢${index}é`,
  );
  const isRouted = plan.offer.startsWith("openrouter/");
  const frames = isRouted ? routedFrames(plan, pieces) : directFrames(plan, pieces);
  return {
    token,
    plan,
    script: scriptOf(plan, pace(frames, 100, plan.streamMs), number),
    pieces,
    textFrom: isRouted ? 1 : 0,
  };
}

function directFrames({ offer, usage }: PlannedLane, text: string[]): Frame[] {
  return zaiFrames({ model: offer.replace("zai/", ""), text, usage });
}

function routedFrames({ offer, usage }: PlannedLane, text: string[]): Frame[] {
  const costUsd = Number(reportedUsd({ usage }));
  return openRouterFrames({
    model: offer.replace("openrouter", "z-ai"),
    text,
    usage: { ...usage, costUsd },
  });
}

/** What the router says that it charged, its own price and not the catalogue's: a dollar a million tokens in, two out. */
export function reportedUsd({ usage }: Pick<PlannedLane, "usage">): string {
  return ((usage.inputTokens + 2 * usage.outputTokens) / 1e6).toFixed(12);
}

const REFUSALS: Partial<Record<Fate, PlannedScript>> = {
  "rate-limited": refusal(429, "1302"),
  "rate-limited-with-retry-after": refusal(429, "1302", { "retry-after": "1" }),
  "server-error": refusal(500, "1234"),
  fails: refusal(500, "1234"),
};

function refusal(status: number, code: string, headers: Record<string, string> = {}): PlannedScript {
  return {
    status,
    headers: { "content-type": "application/json", ...headers },
    frames: [{ raw: JSON.stringify(zaiError(code, "Refused")) }],
  };
}

function scriptOf({ fate }: PlannedLane, frames: Frame[], number: number): PlannedScript {
  const half = frames.slice(0, Math.ceil(frames.length / 2));
  const refusal = REFUSALS[fate];
  if (refusal && (number === 1 || fate === "fails")) return refusal;
  switch (fate) {
    case "pauses":
      return { frames: frames.with(half.length, { ...frames[half.length], afterMs: PAUSE_MS }) };
    case "goes-silent":
      return { frames: half, end: "hang" };
    case "breaks-midway":
      return { frames: half, end: "cut" };
    case "breaks-before-output":
      return number === 1 ? { frames: [], end: "cut" } : { frames };
    default:
      return { frames };
  }
}

function describeCall(
  { receivedAt, closedAt }: RawRequest,
  { token, plan, script, pieces, textFrom }: Answer,
  writes: readonly { frame: number; at: number }[],
): Call {
  const isRefusal = (script.status ?? 200) !== 200;
  // The last frame, `[DONE]`, says nothing that wasn't said before.
  const isWhole = writes.length >= script.frames.length - 1;
  const sent = writes.flatMap(({ frame, at }) => {
    const text = isRefusal ? undefined : pieces[frame - textFrom];
    return text === undefined ? [] : [{ at, text }];
  });
  return {
    token,
    offer: plan.offer,
    plan,
    end: closedAt === null ? "open" : endOf(script, isWhole, isRefusal),
    receivedAt,
    closedAt,
    sent,
  };
}

function endOf({ end }: Script, isWhole: boolean, isRefusal: boolean): CallEnd {
  if (isRefusal) return "refused";
  if (!isWhole || end === "hang") return "left";
  return end === "cut" ? "broke" : "answered";
}
