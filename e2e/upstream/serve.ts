/** Serves the fake providers until it is stopped: `node e2e/upstream/serve.ts --port 4010`. */
import { parseArgs } from "node:util";
import { startRawUpstream } from "./raw-upstream.ts";
import { realisticHandler } from "./realistic-handler.ts";

const { values } = parseArgs({ options: { port: { type: "string", default: "4010" } } });
const upstream = await startRawUpstream({ port: Number(values.port) });
upstream.respondWith(realisticHandler);
console.log(`ZAI_BASE_URL=${upstream.url}/zai`);
console.log(`OPENROUTER_BASE_URL=${upstream.url}/openrouter`);

for (const signal of ["SIGINT", "SIGTERM"] as const) {
  process.once(signal, () => upstream.close().then(() => process.exit(0)));
}
