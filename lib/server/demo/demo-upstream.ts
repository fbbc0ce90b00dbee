/**
 * The Demo provider: a simulated upstream that speaks Z.ai's wire over loopback HTTP, in this process, so that a
 * demonstration goes through the same pipeline as a real run.
 */
type DemoUpstream = { baseUrl: string; stop: () => Promise<void> };

const MOUNT_PATH = "/zai";

/** Next gives instrumentation, routes and pages a module instance each: the server must be one a process. */
const KEY = Symbol.for("glimpse.demo-upstream");
const processWide: typeof globalThis & { [KEY]?: Promise<DemoUpstream> } = globalThis;

async function start(): Promise<DemoUpstream> {
  // Loaded here, so that a server with real keys only never pays for it.
  const [{ LLMock }, { createZaiHandler }] = await Promise.all([
    import("@copilotkit/aimock"),
    import("./zai-handler"),
  ]);
  const stopped = new AbortController();
  const server = new LLMock({ host: "127.0.0.1", port: 0, logLevel: "silent", journalMaxEntries: 1 });
  server.mount(MOUNT_PATH, createZaiHandler(stopped.signal));
  const url = await server.start();
  return {
    baseUrl: `${url}${MOUNT_PATH}`,
    stop: () => {
      stopped.abort();
      return server.stop();
    },
  };
}

/**
 * Starts the Demo provider on a free port of 127.0.0.1, once a process.
 * @returns the address to which `/chat/completions` is appended; a failed start rejects, and the next call tries again
 */
export async function demoUpstream(): Promise<{ baseUrl: string }> {
  processWide[KEY] ??= start().catch((error: unknown) => {
    delete processWide[KEY];
    throw error;
  });
  const { baseUrl } = await processWide[KEY];
  return { baseUrl };
}

/** Ends the Demo provider and its streams under way; does nothing when it isn't running. */
export async function stopDemoUpstream(): Promise<void> {
  const running = processWide[KEY];
  delete processWide[KEY];
  await (await running)?.stop();
}
