import type { IncomingMessage, ServerResponse } from "node:http";
import { json } from "node:stream/consumers";
import type { Mountable } from "@copilotkit/aimock";
import { chatRequestSchema } from "./chat-request";
import { countTokens, limitLength } from "./limit-length";
import { planAnswer, type Refusal } from "./plan-answer";
import { streamChunks } from "./stream-chunks";
import { wait } from "./wait";
import { type FinishReason, zaiChunks, zaiCompletion } from "./zai-wire";

function sendJson(response: ServerResponse, status: number, body: object): void {
  response.writeHead(status, { "content-type": "application/json; charset=utf-8" });
  response.end(JSON.stringify(body));
}

function refuse(response: ServerResponse, { status, code, message }: Refusal): void {
  sendJson(response, status, { error: { code, message } });
}

async function answer(
  request: IncomingMessage,
  response: ServerResponse,
  signal: AbortSignal,
): Promise<void> {
  const parsed = chatRequestSchema.safeParse(await json(request).catch(() => null));
  if (!parsed.success) {
    return refuse(response, {
      status: 400,
      code: "1210",
      message: "Invalid API parameter, please check the documentation.",
    });
  }
  const chat = parsed.data;
  const planned = planAnswer(chat);
  if ("status" in planned) return refuse(response, planned);

  const { answer: reply, isCut } = limitLength(planned, chat.max_tokens ?? Number.MAX_SAFE_INTEGER);
  const finishReason: FinishReason = isCut ? "length" : reply.toolCall ? "tool_calls" : "stop";
  if (!chat.stream) {
    const seconds = countTokens(reply.reasoning + reply.text) / reply.pace.tokensPerSecond;
    await wait(reply.pace.ttftMs + seconds * 1000, signal);
    return sendJson(response, 200, zaiCompletion(chat, reply, finishReason));
  }

  const chunks = zaiChunks(chat, reply, finishReason);
  const sent = reply.breaks ? chunks.slice(0, Math.ceil(chunks.length / 2)) : chunks;
  const isComplete = await streamChunks(response, sent, reply.pace, signal);
  if (isComplete && !reply.breaks) response.end("data: [DONE]\n\n");
  else response.destroy();
}

/**
 * Z.ai's chat-completions endpoint for aimock's server. It is mounted rather than built from fixtures, because
 * aimock's chat fixtures leave reasoning tokens out of `usage`, reshape error bodies and go on after the client has left.
 * @param stopped ends the streams under way when it fires
 */
export function createZaiHandler(stopped: AbortSignal): Mountable {
  return {
    async handleRequest(request, response, pathname) {
      if (request.method !== "POST" || pathname !== "/chat/completions") return false;
      const left = new AbortController();
      response.once("close", () => left.abort());
      await answer(request, response, AbortSignal.any([stopped, left.signal]));
      return true;
    },
  };
}
