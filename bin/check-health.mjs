/** The container's health check: exits with 0 when the server takes runs, with 1 when it doesn't. */
import { serverAddress } from "./server-address.mjs";

const url = `${serverAddress(process.env)}/api/health`;
const response = await fetch(url, { signal: AbortSignal.timeout(4_000) }).catch(() => null);
process.exit(response?.ok ? 0 : 1);
