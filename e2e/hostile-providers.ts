import { subscribe, unsubscribe } from "node:diagnostics_channel";
import type { Socket } from "node:net";
import { afterAll, beforeAll, expect } from "vitest";
import { z } from "zod";
import { POST } from "@/app/api/comparisons/route";
import type { Run } from "@/lib/runs/run";
import { readEvents, runsOf, streamedText } from "./read-events";
import { apiRequest, useTestServer } from "./test-server";
import { openRouterFrames } from "./upstream/openrouter-frames";
import { startRawSocket } from "./upstream/raw-socket";
import { byModel, type Handler, pace, type Script } from "./upstream/script";

/** The healthy lane's words are 20 ms apart; a lane that holds up the process holds it for as long as it sends. */
const UNDISTURBED_MS = 5_000;
const WORDS = Array.from({ length: 60 }, (_, index) => `w${index} 漢`);
const healthy: Script = {
  frames: pace(
    openRouterFrames({ model: "z-ai/glm-4.7-flash", text: WORDS, provider: "DeepInfra" }),
    20,
    1200,
  ),
};

const SENT = "undici:client:sendHeaders";
const sent = z.object({ request: z.object({ path: z.string() }), socket: z.custom<Socket>() });

/**
 * A server beside hostile providers: scripts on the upstream, as `zai` and `openrouter`, and whatever the socket says,
 * as the endpoints `custom-http` and `custom-https`. Call once in a test file.
 */
export function useHostileProviders(environment: Record<string, string> = {}) {
  const socket = startRawSocket();
  let host = "";
  beforeAll(async () => {
    host = (await socket).host;
  });
  const { upstream } = useTestServer(() => ({
    GLIMPSE_ENDPOINTS: JSON.stringify(
      ["http", "https"].map((scheme) => ({
        name: scheme,
        baseUrl: `${scheme}://${host}/v1`,
        models: [{ tier: "glm-4.7", modelId: "glm-4.7" }],
      })),
    ),
    ...environment,
  }));
  /** How much each attempt of the hostile lane has read from its connection. */
  let readings: (() => number)[] = [];
  const onSent = (message: unknown) => {
    const { request, socket } = sent.parse(message);
    if (request.path.includes("/openrouter/")) return;
    const before = socket.bytesRead;
    readings.push(() => socket.bytesRead - before);
  };
  beforeAll(() => subscribe(SENT, onSent));
  afterAll(async () => {
    unsubscribe(SENT, onSent);
    await (await socket).close();
  });

  return {
    socket,
    /** Of the attempts of the newest run at Z.ai. */
    bytesRead: () => readings.map((bytes) => bytes()),
    /** Runs a lane at a hostile provider beside a healthy one, which must not notice; then neither holds a connection. */
    async besideHealthyLane(script: Script | Handler, offer = "zai/glm-4.7"): Promise<Run> {
      readings = [];
      upstream().respondWith(
        byModel({ "glm-4.7": script, "z-ai/glm-4.7": script, "z-ai/glm-4.7-flash": healthy }),
      );
      const from = upstream().calls().length;
      const json = { prompt: "Hi", lanes: [{ offer }, { offer: "openrouter/glm-4.7-flash" }] };
      const received = await readEvents(
        await POST(apiRequest("/api/comparisons", { method: "POST", json }), undefined),
      );
      const [hostile, other] = runsOf(received);
      if (!hostile) throw new Error("the hostile lane has no run");
      expect(other).toMatchObject({ status: "completed", content: { text: WORDS.join("") } });
      expect(streamedText(received, 1, "text-delta")).toBe(WORDS.join(""));
      expect(other?.timing.longestStallMs).toBeLessThan(UNDISTURBED_MS);
      for (const request of upstream().calls().slice(from))
        await expect.poll(() => request.closedAt).not.toBeNull();
      const { open } = await socket;
      await expect.poll(open).toBe(0);
      return hostile;
    },
  };
}
