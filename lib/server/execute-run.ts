import {
  isStepCount,
  jsonSchema,
  type ModelMessage,
  streamText,
  type ToolSet,
  tool,
  type UIMessageChunk,
} from "ai";
import { estimateTokenCount } from "tokenx";
import type { ConversationMessage } from "@/lib/runs/conversation";
import { Meter } from "@/lib/runs/meter";
import type { RunContent } from "@/lib/runs/run";
import type { ToolDefinition } from "@/lib/runs/settings";
import { log } from "./log";
import type { CallablePlan } from "./plan-lane";
import type { ProviderAdapter } from "./providers/adapter";
import { languageModel } from "./providers/language-model";
import { emptyObservation, type WireObservation } from "./providers/wire-observation";
import { createWireTap } from "./providers/wire-tap";
import { redactor } from "./redact";
import { beginTranscript } from "./transcripts";

/** A tool with a made-up result answers at once, and the model goes on: that many requests at most. */
const MOST_STEPS = 5;
/** At most four live figures a second a lane. */
const METRICS_EVERY_MS = 250;

export type RunInput = {
  runId: string;
  plan: CallablePlan;
  messages: ConversationMessage[];
  instructions: string | null;
  tools: ToolDefinition[];
  signal: AbortSignal;
  /** Filled as the answer streams in. */
  content: RunContent;
  /** `performance.now()` when the run was accepted. */
  queuedAt: number;
};

export type LiveFigures = {
  ttftMs: number | null;
  firstAnswerMs: number | null;
  outputTokens: number | null;
  throughputTps: number | null;
  elapsedMs: number | null;
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
  let figuresTimer: NodeJS.Timeout | null = null;
  try {
    const endpoint = await plan.endpoint();
    const redact = redactor(endpoint.apiKey === null ? [] : [endpoint.apiKey]);
    const tap = createWireTap({
      adapter: plan.adapter,
      createReader: plan.createReader,
      meter,
      redact,
      transcript: beginTranscript(input.runId, redact),
      signal,
    });
    observation = tap.observation;
    const result = streamText({
      model: languageModel({
        ...plan,
        provider: plan.offer.provider,
        endpoint,
        fetch: tap.fetch,
        messages: input.messages,
      }),
      ...(input.instructions ? { instructions: input.instructions } : {}),
      messages: input.messages.map((message) => modelMessage(message, plan.adapter)),
      allowSystemInMessages: true,
      tools: toolSet(input.tools),
      stopWhen: [isStepCount(MOST_STEPS), hasInvalidCall],
      maxRetries: 0,
      // No `abortSignal`: the tap ends the call at a stop, and what had arrived by then still comes through here.
      // The result of the stream is read below; the SDK's default here is to print errors, keys and all.
      onError: () => undefined,
    });
    figuresTimer = setInterval(() => onFigures(live.figures()), METRICS_EVERY_MS);
    const describe = (error: unknown) => {
      const words =
        tap.observation.failure?.message ?? (error instanceof Error ? error.message : String(error));
      sdkError ??= redact(words);
      return redact(words);
    };
    for await (const chunk of result.toUIMessageStream({ onError: describe })) {
      // A stop before the first byte is an exception to the SDK, but no error to a person.
      if (chunk.type === "error" && signal.aborted) continue;
      collect(content, chunk);
      live.count(chunk);
      onChunk(chunk);
    }
  } catch (error) {
    log.error({ err: error, offer: plan.offer.id }, "a run ended by an exception");
    sdkError ??= "The run ended by a fault of ours. The server's log has the details.";
  } finally {
    if (figuresTimer) clearInterval(figuresTimer);
  }
  meter.ended(performance.now());
  onFigures(live.figures());
  return { meter, observation: observation ?? emptyObservation(), content, sdkError };
}

/** Thinking goes back only to a provider that keeps it; to the others it would be a longer prompt, or an error. */
function modelMessage(
  { role, content, reasoning }: ConversationMessage,
  adapter: ProviderAdapter,
): ModelMessage {
  if (role !== "assistant" || !reasoning || adapter.replaysThinking !== "reasoning_content")
    return { role, content };
  return {
    role,
    content: [
      { type: "reasoning", text: reasoning },
      { type: "text", text: content },
    ],
  };
}

/** Else the SDK would tell the model of its own error and ask again, on the person's bill. */
function hasInvalidCall({
  steps,
}: {
  steps: readonly { toolCalls: readonly { invalid?: boolean }[] }[];
}): boolean {
  return steps.at(-1)?.toolCalls.some(({ invalid }) => invalid) ?? false;
}

/** A tool with a mock result is executed by handing it over; one without ends the run at its call. */
function toolSet(tools: ToolDefinition[]): ToolSet {
  return Object.fromEntries(
    tools.map(({ name, description, parameters, mockResult }) => {
      const definition = { description, inputSchema: jsonSchema(parameters) };
      return [
        name,
        mockResult === undefined
          ? tool(definition)
          : tool({ ...definition, execute: async () => mockResult }),
      ];
    }),
  );
}

/** The content of a run that has said nothing yet. */
export function emptyContent(): RunContent {
  return { text: "", reasoning: "", toolCalls: [] };
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

/** Live figures from the meter's stamps and an estimate of the tokens so far. */
class LiveCount {
  private readonly meter: Meter;
  private reasoningTokens = 0;
  private textTokens = 0;

  constructor(meter: Meter) {
    this.meter = meter;
  }

  count(chunk: UIMessageChunk): void {
    if (chunk.type === "text-delta") this.textTokens += estimateTokenCount(chunk.delta);
    if (chunk.type === "reasoning-delta") this.reasoningTokens += estimateTokenCount(chunk.delta);
  }

  figures(): LiveFigures {
    const { ttftMs, firstAnswerMs } = this.meter.timing(null);
    const outputTokens = this.textTokens + this.reasoningTokens;
    return {
      ttftMs,
      firstAnswerMs,
      outputTokens: outputTokens > 0 ? outputTokens : null,
      throughputTps: this.meter.throughputTps({ outputTokens, reasoningTokens: this.reasoningTokens }),
      elapsedMs: this.meter.elapsedMs(performance.now()),
    };
  }
}
