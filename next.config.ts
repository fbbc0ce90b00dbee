import type { NextConfig } from "next";

const config: NextConfig = {
  // These open sockets, threads or WASM files relative to themselves: bundling breaks them.
  serverExternalPackages: [
    "@copilotkit/aimock",
    "@electric-sql/pglite",
    "@electric-sql/pglite-socket",
    "pino",
    "postgres",
    "undici",
  ],
  poweredByHeader: false,
  // Model answers are never images of ours, and the optimizer would fetch addresses on request.
  images: { unoptimized: true },
};

export default config;
