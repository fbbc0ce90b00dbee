import {
  type DialectReader,
  recordOf,
  stringOf,
  type WireEvent,
  type WireJson,
} from "../dialects/dialect-wire";
import { convertTaskUsage } from "./convert-task-usage";
import { isAboutModel } from "./error-codes";
import { otherModelId } from "./model-ids";
import { parametersOf } from "./task-request";
import { readWhole } from "./whole-result";

/**
 * Reads what Runware's task API answers: the chunks of a stream, and the results that come in one piece, as if they
 * were one chunk. Usage and cost may come in different chunks.
 *
 * @param request the list with the one task that is sent
 */
export function runwareReader(request: unknown): DialectReader {
  const task = recordOf(Array.isArray(request) ? request[0] : null) ?? {};
  let usage: WireJson | null = null;
  let cost: unknown = null;
  const read = (raw: WireJson): WireEvent => {
    const isError = raw.error != null || (Array.isArray(raw.errors) && raw.errors.length > 0);
    usage = recordOf(raw.usage) ?? usage;
    cost = raw.cost ?? cost;
    const saysUsage = raw.usage != null || raw.cost != null;
    const delta = recordOf(raw.delta) ?? raw;
    const text = stringOf(delta.text);
    const reasoning = stringOf(delta.reasoningContent);
    const finishReason = stringOf(raw.finishReason) || null;
    const isPlain = finishReason === null && !saysUsage && (text === "") !== (reasoning === "");
    return {
      json: { delta: { text, reasoningContent: reasoning }, finishReason, usage, cost },
      text,
      reasoning,
      tool: false,
      finishReason,
      usage: saysUsage ? convertTaskUsage({ usage, cost }) : null,
      isError,
      mergeKey: isPlain ? (text ? "text" : "reasoningContent") : null,
    };
  };
  return {
    endsEventAtLineBreak: true,
    comesWhole: task.deliveryMethod !== "stream",
    sent: parametersOf(task),
    read,
    readWhole: (body) => readWhole(body, task.taskUUID),
    merge: (last, text) => ({
      ...last,
      delta: { [stringOf(recordOf(last.delta)?.text) ? "text" : "reasoningContent"]: text },
    }),
    errorEvents: (message) => [{ errors: [{ message }] }],
    stopEvents: () => [{ finishReason: "stop" }],
    amendedBody(error) {
      const model = isAboutModel(error) ? otherModelId(stringOf(task.model)) : null;
      return model === null ? null : JSON.stringify([{ ...task, model }]);
    },
  };
}
