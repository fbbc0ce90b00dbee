import type { NextConfig } from "next";
import { BASE_POLICY, NO_PAGE_POLICY } from "./lib/server/guards/content-policy";

/** What models and strangers write is shown on our pages: nothing of it may load, frame or leak anything. */
const SECURITY_HEADERS = {
  // A page's own policy, with its nonce, takes this one's place (proxy.ts).
  "content-security-policy": BASE_POLICY,
  "cross-origin-opener-policy": "same-origin",
  "cross-origin-resource-policy": "same-origin",
  "permissions-policy":
    "camera=(), microphone=(), geolocation=(), display-capture=(), payment=(), usb=(), serial=(), hid=(), midi=()",
  "referrer-policy": "same-origin",
  "x-content-type-options": "nosniff",
  "x-frame-options": "DENY",
};

/** What the container image needs and Next can't see: programs, what they import, files that are read by their path. */
const IMAGE_FILES = [
  "bin/**",
  "db/embedded/**",
  "db/migrations/**",
  "lib/catalog/{custom-endpoint,types}.ts",
  "lib/server/env.ts",
  "node_modules/@electric-sql/pglite/{package.json,dist/**/*.{js,wasm,data}}",
  "node_modules/@electric-sql/pglite-socket/{package.json,dist/*.js}",
  "node_modules/@t3-oss/env-core/{package.json,dist/**/*.js}",
  "node_modules/zod/**/*.{js,json}",
];

/** Tests, and the image optimizer that is switched off below. */
const NOT_IN_IMAGE = ["**/*.test.ts", "node_modules/sharp/**", "node_modules/@img/**"];

/** The build's other form, for the container image: only what runs, without `node_modules`. `next start` can't serve it. */
const image: NextConfig = process.env.GLIMPSE_BUILD_IMAGE
  ? {
      output: "standalone",
      outputFileTracingIncludes: { "/*": IMAGE_FILES },
      outputFileTracingExcludes: { "**": NOT_IN_IMAGE },
    }
  : {};

const config: NextConfig = {
  ...image,
  // These open sockets, threads or WASM files relative to themselves: bundling breaks them.
  serverExternalPackages: [
    "@copilotkit/aimock",
    "@electric-sql/pglite",
    "@electric-sql/pglite-socket",
    "@opentelemetry/api",
    "@opentelemetry/sdk-node",
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
    { source: "/api/:path*", headers: [{ key: "content-security-policy", value: NO_PAGE_POLICY }] },
    {
      source: "/(s|api/shares)/:id",
      headers: [
        { key: "referrer-policy", value: "no-referrer" },
        { key: "x-robots-tag", value: "noindex" },
      ],
    },
  ],
};

export default config;
