import type { UIMessageChunk } from "ai";
import type { ConversationMessage } from "@/lib/runs/conversation";
import { Meter } from "@/lib/runs/meter";
import type { RunContent } from "@/lib/runs/run";
import type { ToolDefinition } from "@/lib/runs/settings";
import { callModel, type ModelCall } from "./call-model";
import { LiveCount, type LiveFigures } from "./live-figures";
import { log, loggedError } from "./log";
import type { CallablePlan } from "./plan-lane";
import { agentFor } from "./providers/agents";
import type { FlushClock } from "./providers/flush-clock";
import { languageModel } from "./providers/language-model";
import { emptyObservation, type WireObservation } from "./providers/wire-observation";
import { createWireTap } from "./providers/wire-tap";
import { ChunkRedactor } from "./redaction/chunk-redactor";
import { redactorOf } from "./redaction/known-secrets";
import { storableChunk } from "./storable-chunk";
import { runToolLoop } from "./tool-loop";
import { beginTranscript } from "./transcripts";

/** At most four live figures a second a lane. */
const METRICS_EVERY_MS = 250;

export type RunInput = {
  runId: string;
  plan: CallablePlan;
  messages: ConversationMessage[];
  instructions: string | null;
  tools: ToolDefinition[];
  signal: AbortSignal;
  /** The comparison's: when what has gathered goes on. */
  clock: FlushClock;
  /** Filled as the answer streams in. */
  content: RunContent;
  /** `performance.now()` when the run was accepted. */
  queuedAt: number;
};

/** What became of a run, before it is judged and priced. */
export type RunResult = {
  meter: Meter;
  observation: WireObservation;
  content: RunContent;
  /** What the SDK itself complained of, where the wire showed no failure. */
  sdkError: string | null;
};

/**
 * Calls the provider and consumes the whole answer, whoever is watching. Never throws: what went wrong is in the result.
 *
 * @param onChunk every UI message chunk, in order
 * @param onFigures live figures, a few times a second
 */
export async function executeRun(
  input: RunInput,
  onChunk: (chunk: UIMessageChunk) => void,
  onFigures: (figures: LiveFigures) => void,
): Promise<RunResult> {
  const { plan, signal, content } = input;
  const meter = new Meter(input.queuedAt);
  const live = new LiveCount(meter);
  let observation: WireObservation | null = null;
  let sdkError: string | null = null;
  let redactor = redactorOf();
  const leave = input.clock.enter();
  let figuresAt = Number.NEGATIVE_INFINITY;
  try {
    const endpoint = await plan.endpoint();
    redactor = redactorOf(endpoint.apiKey === null ? [] : [endpoint.apiKey]);
    const transcript = beginTranscript(input.runId, redactor);
    const redacted = new ChunkRedactor(redactor, () => transcript.withhold());
    const tap = createWireTap({
      adapter: plan.adapter,
      createReader: plan.createReader,
      agent: agentFor(endpoint),
      meter,
      clock: input.clock,
      redactor,
      transcript,
      signal,
    });
    observation = tap.observation;
    const describe = (error: unknown) => {
      const words = redactor.redact(
        tap.observation.failure?.message ?? (error instanceof Error ? error.message : String(error)),
      );
      sdkError ??= words;
      return words;
    };
    const { messages, instructions, tools } = input;
    const model = languageModel({
      ...plan,
      provider: plan.offer.provider,
      endpoint,
      fetch: tap.fetch,
      messages,
    });
    const call: ModelCall = { model, adapter: plan.adapter, instructions, messages, describe };
    const answer = tools.length > 0 ? runToolLoop(call, tools) : callModel(call);
    for await (const chunk of publishable(answer, redacted)) {
      // A stop before the first byte is an exception to the SDK, but no error to a person.
      if (chunk.type === "error" && signal.aborted) continue;
      collect(content, chunk);
      live.count(chunk);
      onChunk(chunk);
      const now = performance.now();
      if (now - figuresAt < METRICS_EVERY_MS) continue;
      figuresAt = now;
      // Beside a chunk, so that both travel in one write.
      onFigures(live.figures());
    }
    const { reasoningDetails } = observation;
    observation.reasoningDetails = transcript.isWithheld ? [] : redactor.redactJson(reasoningDetails).value;
  } catch (error) {
    log.error(
      { err: redactor.redactJson(loggedError(error)).value, offer: plan.offer.id },
      "a run ended by an exception",
    );
    sdkError ??= "The run ended by a fault of ours. The server's log has the details.";
  } finally {
    leave();
  }
  meter.ended(performance.now());
  onFigures(live.figures());
  return { meter, observation: observation ?? emptyObservation(), content, sdkError };
}

/** Of a run that was stopped before its turn came. */
export function unsentResult({ queuedAt, content }: Pick<RunInput, "queuedAt" | "content">): RunResult {
  return { meter: new Meter(queuedAt), observation: emptyObservation(), content, sdkError: null };
}

/** The content of a run that has said nothing yet. */
export function emptyContent(): RunContent {
  return { text: "", reasoning: "", toolCalls: [] };
}

/** The chunks of an answer as they may go out: storable, and without keys. */
async function* publishable(
  answer: AsyncIterable<UIMessageChunk>,
  redacted: ChunkRedactor,
): AsyncGenerator<UIMessageChunk> {
  for await (const chunk of answer) yield* redacted.push(storableChunk(chunk));
  yield* redacted.end();
}

function collect(content: RunContent, chunk: UIMessageChunk): void {
  switch (chunk.type) {
    case "text-delta":
      content.text += chunk.delta;
      break;
    case "reasoning-delta":
      content.reasoning += chunk.delta;
      break;
    case "tool-input-available":
    case "tool-input-error": {
      const { toolCallId: id, toolName: name, input } = chunk;
      content.toolCalls.push({ id, name, input, output: null, invalid: chunk.type === "tool-input-error" });
      break;
    }
    case "tool-output-available": {
      const call = content.toolCalls.find(({ id }) => id === chunk.toolCallId);
      if (call) call.output = chunk.output;
      break;
    }
  }
}
