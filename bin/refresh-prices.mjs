/**
 * What `npm run prices:refresh` runs: asks a running Glimpse to refresh its prices, and prints what came of it. The
 * server is at GLIMPSE_URL, else at HOST and PORT as it reads them itself. Exits with 1 when no source answered.
 */
import { createRequire } from "node:module";
import { fileURLToPath } from "node:url";
import { serverAddress } from "./server-address.mjs";

const WAIT_MS = 60_000;

const root = fileURLToPath(new URL("..", import.meta.url));
const { loadEnvConfig } = createRequire(import.meta.url)("@next/env");
loadEnvConfig(root, false, { info: () => {}, error: console.error });

const address = serverAddress(process.env);
const answer = await refresh(address);
for (const { source, ok, message, newPoints } of answer.sources) {
  console.log(`${ok ? "ok    " : "FAILED"} ${source}: ${message} New price points: ${newPoints}.`);
}
if (!answer.sources.some(({ ok }) => ok)) process.exitCode = 1;

async function refresh(server) {
  let response;
  try {
    response = await fetch(`${server}/api/prices/refresh`, {
      method: "POST",
      redirect: "error",
      signal: AbortSignal.timeout(WAIT_MS),
    });
  } catch (error) {
    const reason = error.cause?.code ?? error.message;
    end(
      `No Glimpse answers at ${server} (${reason}). Start it with "npm start", or set GLIMPSE_URL to the running one.`,
    );
  }
  const body = await response.json().catch(() => null);
  if (response.ok && Array.isArray(body?.sources)) return body;
  end(
    `${server} refused, with status ${response.status}: ${body?.detail ?? "it does not seem to be Glimpse; set GLIMPSE_URL."}`,
  );
}

function end(message) {
  console.error(message);
  process.exit(1);
}
