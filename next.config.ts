import type { NextConfig } from "next";

/** What models and strangers write is shown on our pages: nothing of it may load, frame or leak anything. */
const SECURITY_HEADERS = {
  "content-security-policy": [
    "img-src 'self' data:",
    "font-src 'self'",
    "connect-src 'self'",
    "frame-src 'none'",
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
  ].join("; "),
  "referrer-policy": "same-origin",
  "x-content-type-options": "nosniff",
  "x-frame-options": "DENY",
};

const config: NextConfig = {
  // These open sockets, threads or WASM files relative to themselves: bundling breaks them.
  serverExternalPackages: [
    "@copilotkit/aimock",
    "@electric-sql/pglite",
    "@electric-sql/pglite-socket",
    "pg-boss",
    "pino",
    "postgres",
    "redis",
    "undici",
  ],
  poweredByHeader: false,
  // `npm run dev` listens there, and says so; Next takes only localhost for its own.
  allowedDevOrigins: ["127.0.0.1"],
  // Model answers are never images of ours, and the optimizer would fetch addresses on request.
  images: { unoptimized: true },
  headers: async () => [
    { source: "/:path*", headers: Object.entries(SECURITY_HEADERS).map(([key, value]) => ({ key, value })) },
    {
      source: "/s/:id",
      headers: [
        { key: "referrer-policy", value: "no-referrer" },
        { key: "x-robots-tag", value: "noindex" },
      ],
    },
  ],
};

export default config;
