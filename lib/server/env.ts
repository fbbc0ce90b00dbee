import { createEnv } from "@t3-oss/env-core";
import { z } from "zod";
import { environmentEndpointsSchema, isPlainAddress } from "../catalog/custom-endpoint.ts";
import { PROVIDER_IDS } from "../catalog/types.ts";

/** An address that calls go to: the dialect's path is appended, so it ends without a slash, a query or a fragment. */
const address = z
  .string()
  .refine(isPlainAddress, "an http:// or https:// address without a query, fragment or password")
  .transform((value) => value.replace(/\/+$/, ""))
  .optional();

/** It goes into a header: anything else would fail at the first call, and far from its cause. */
const key = z
  .string()
  .trim()
  .regex(/^[\x21-\x7e]+$/, "a key, without spaces or line breaks inside")
  .optional();
const flag = (byDefault: boolean) =>
  z
    .enum(["0", "1", "true", "false"], { error: "0 or 1" })
    .transform((value) => value === "1" || value === "true")
    .default(byDefault);
const seconds = (byDefault: number) =>
  z
    .string()
    .regex(/^\d{1,6}$/, "a whole number of seconds")
    .transform(Number)
    .default(byDefault);
/** A time-out: 0 would end everything before it began. */
const timeoutSeconds = (byDefault: number) =>
  z
    .string()
    .regex(/^\d{1,6}(\.\d{1,3})?$/, "a number of seconds above 0, such as 30 or 0.5")
    .transform(Number)
    .refine((value) => value > 0, "a number of seconds above 0, such as 30 or 0.5")
    .default(byDefault);
const usd = z
  .string()
  .regex(/^\d+(\.\d{1,12})?$/, "an amount in USD such as 5 or 2.50")
  .optional();
const days = z
  .string()
  .regex(/^[1-9]\d{0,4}$/, "a whole number of days, 1 or more")
  .transform(Number)
  .optional();
const list = z
  .string()
  .default("")
  .transform((value) =>
    value
      .split(",")
      .map((item) => item.trim().toLowerCase())
      .filter((item) => item !== ""),
  );

/** `n`, or `n/m`: for one session, and for one address. */
const PER_CLIENT = /^(?:unlimited|([1-9]\d{0,6})(?:\/([1-9]\d{0,6}))?)$/;
const perClient = z
  .string()
  .regex(PER_CLIENT, "unlimited, a whole number such as 60, or one for a session and an address: 60/120")
  .transform((value) => {
    const [, session, address = session] = PER_CLIENT.exec(value) ?? [];
    return {
      session: Number(session ?? Number.POSITIVE_INFINITY),
      address: Number(address ?? Number.POSITIVE_INFINITY),
    };
  })
  .optional();

const addressOrRange = z.union([z.ipv4(), z.ipv6(), z.cidrv4(), z.cidrv6()]);
const addresses = list.refine(
  (items) => items.every((item) => addressOrRange.safeParse(item).success),
  "addresses or ranges such as 10.0.0.0/8, by commas",
);

const HOST_OR_PORT = /^(\[[0-9a-f:.]+\]|[a-z0-9._-]+)(:\d{1,5})?$/;
const privateHosts = list.refine(
  (items) => items.every((item) => HOST_OR_PORT.test(item) || addressOrRange.safeParse(item).success),
  "hosts, hosts with ports, addresses or ranges such as gpu:8000 or 10.0.0.0/8, by commas",
);

const localModels = z
  .string()
  .default("")
  .transform((value, context) => {
    const entries = value.split(",").filter((entry) => entry.trim() !== "");
    return entries.map((entry) => {
      const match = /^\s*([^=\s]+)\s*=\s*(.+?)\s*$/.exec(entry);
      if (!match)
        context.addIssue({
          code: "custom",
          message: 'pairs such as "glm-4.7-flash=my-model-name", by commas',
        });
      return { tier: match?.[1] ?? "", modelId: match?.[2] ?? "" };
    });
  });

/** `provider=n` or `provider/tier=n` */
const CALLS = /^\s*(([a-z0-9-]+)(?:\/[^=\s]+)?)\s*=\s*([1-9]\d{0,4})\s*$/;
const CALLS_HINT = "pairs such as zai=4 or zai/glm-4.7-flash=1, by commas";

/** Calls at once, by provider or offer. */
const concurrency = z
  .string()
  .default("")
  .transform((value, context) => {
    const entries = value.split(",").filter((entry) => entry.trim() !== "");
    return new Map(
      entries.map((entry) => {
        const [, name = "", provider, calls] = CALLS.exec(entry) ?? [];
        if (!PROVIDER_IDS.some((id) => id === provider) && !provider?.startsWith("custom-"))
          context.addIssue({ code: "custom", message: CALLS_HINT });
        return [name, Number(calls)] as const;
      }),
    );
  });

const endpoints = z
  .string()
  .default("[]")
  .transform((value, context) => {
    const parsed = environmentEndpointsSchema.safeParse(jsonOf(value));
    if (parsed.success) return parsed.data;
    const [issue] = parsed.error.issues;
    const what = [issue?.path.join("."), issue?.message].filter(Boolean).join(" ");
    context.addIssue({
      code: "custom",
      message: `a JSON array of endpoints as .env.example shows (${what})`,
    });
    return z.NEVER;
  });

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined; // JSON has no undefined: the schema refuses it.
  }
}

const LOG_LEVELS = ["trace", "debug", "info", "warn", "error", "fatal", "silent"] as const;

const server = {
  ZAI_API_KEY: key,
  OPENROUTER_API_KEY: key,
  AI_GATEWAY_API_KEY: key,
  EMPIRIOLABS_API_KEY: key,
  RUNWARE_API_KEY: key,
  AWS_BEARER_TOKEN_BEDROCK: key,
  AWS_REGION: z
    .string()
    .regex(/^[a-z0-9-]+$/, "a region such as us-east-1")
    .default("us-east-1"),
  DEEPINFRA_API_KEY: key,
  NOVITA_API_KEY: key,
  FIREWORKS_API_KEY: key,
  CEREBRAS_API_KEY: key,
  BASETEN_API_KEY: key,
  ZAI_BASE_URL: address,
  OPENROUTER_BASE_URL: address,
  AI_GATEWAY_BASE_URL: address,
  EMPIRIOLABS_BASE_URL: address,
  RUNWARE_BASE_URL: address,
  RUNWARE_MODEL_ID_STYLE: z.enum(["slug", "air"], { error: "slug or air" }).default("slug"),
  BEDROCK_BASE_URL: address,
  DEEPINFRA_BASE_URL: address,
  NOVITA_BASE_URL: address,
  FIREWORKS_BASE_URL: address,
  CEREBRAS_BASE_URL: address,
  BASETEN_BASE_URL: address,
  MODELS_DEV_BASE_URL: address.default("https://models.dev"),
  LOCAL_BASE_URL: address,
  LOCAL_API_KEY: key,
  LOCAL_MODELS: localModels,
  LOCAL_PRESET: z
    .enum(["vllm", "sglang", "llama.cpp", "ollama"], { error: "vllm, sglang, llama.cpp or ollama" })
    .optional(),
  GLIMPSE_ENDPOINTS: endpoints,
  PORT: z
    .string()
    .regex(/^\d{1,5}$/, "a port from 1 to 65535")
    .transform(Number)
    .refine((port) => port >= 1 && port <= 65_535, "a port from 1 to 65535")
    .default(3000),
  HOST: z
    .string()
    .regex(/^[A-Za-z0-9.:_-]+$/, "a host name or an address, without a port")
    .default("127.0.0.1"),
  DATABASE_URL: z
    .string()
    .regex(/^postgres(ql)?:\/\/.+/, "a postgres:// address")
    .optional(),
  REDIS_URL: z
    .string()
    .regex(/^rediss?:\/\/.+/, "a redis:// address")
    .optional(),
  GLIMPSE_DATA_DIR: z.string().default(".data"),
  GLIMPSE_PASSWORD: z.string().min(8, "at least 8 characters").optional(),
  GLIMPSE_PUBLIC: flag(false),
  GLIMPSE_PUBLIC_PROVIDERS: list.prefault("demo"),
  GLIMPSE_SECRET: z.string().optional(),
  // A secret file's last line break may come along.
  GLIMPSE_SECRET_PREVIOUS: z.string().trim().optional(),
  GLIMPSE_ALLOWED_HOSTS: list,
  GLIMPSE_TRUSTED_PROXY: addresses,
  GLIMPSE_ALLOW_PRIVATE_HOSTS: privateHosts,
  GLIMPSE_BUDGET_USD_PER_DAY: usd,
  GLIMPSE_VISITOR_BUDGET_USD_PER_DAY: usd,
  GLIMPSE_DRAIN_SECONDS: seconds(10),
  GLIMPSE_DETACHED_SECONDS: seconds(900),
  GLIMPSE_CONNECT_TIMEOUT_SECONDS: timeoutSeconds(10),
  GLIMPSE_FIRST_OUTPUT_TIMEOUT_SECONDS: timeoutSeconds(60),
  GLIMPSE_IDLE_TIMEOUT_SECONDS: timeoutSeconds(90),
  GLIMPSE_TOTAL_TIMEOUT_SECONDS: timeoutSeconds(15 * 60),
  GLIMPSE_PROVIDER_CONCURRENCY: concurrency,
  GLIMPSE_MAX_CONCURRENT_RUNS: z
    .string()
    .regex(/^[1-9]\d{0,6}$/, "a whole number of runs, at least 1")
    .transform(Number)
    .default(1500),
  GLIMPSE_REQUESTS_PER_MINUTE: perClient,
  GLIMPSE_STARTS_PER_MINUTE: perClient,
  GLIMPSE_LIVE_RUNS: perClient,
  GLIMPSE_RETENTION_DAYS: days,
  GLIMPSE_PRICE_REFRESH: flag(true),
  GLIMPSE_DEMO: flag(true),
  GLIMPSE_LOG_LEVEL: z.enum(LOG_LEVELS, { error: `one of ${LOG_LEVELS.join(", ")}` }).optional(),
  OTEL_EXPORTER_OTLP_ENDPOINT: address,
};

/** The names of all variables that Glimpse reads. */
export const ENVIRONMENT_VARIABLES = Object.keys(server);

/** A variable of the environment has a value that does not parse. One line a variable: its name, and what it should be. */
export class EnvironmentError extends Error {
  override readonly name = "EnvironmentError";
}

/**
 * Reads the configuration from environment variables; a blank one counts as unset.
 *
 * @throws EnvironmentError naming every variable that does not parse, never its value
 */
export function parseEnvironment(source: NodeJS.ProcessEnv) {
  const environment = createEnv({
    server,
    runtimeEnv: Object.fromEntries(Object.entries(source).filter(([, value]) => value?.trim())),
    isServer: true,
    onValidationError: (issues) => {
      const lines = issues.map(
        ({ path, message }) => `${path?.map(String).join(".") ?? "?"}: should be ${message}`,
      );
      throw new EnvironmentError([...new Set(lines)].join("\n"));
    },
  });
  for (const { name, apiKeyVariable } of environment.GLIMPSE_ENDPOINTS) {
    if (apiKeyVariable === undefined || key.safeParse(source[apiKeyVariable]?.trim() || null).success)
      continue;
    const reason = `${name} names ${apiKeyVariable}, which holds no key`;
    throw new EnvironmentError(
      `GLIMPSE_ENDPOINTS: should be endpoints whose apiKeyVariable is set (${reason})`,
    );
  }
  return environment;
}

export type Environment = ReturnType<typeof parseEnvironment>;

let parsed: Environment | null = null;

/** This process's configuration, read once. */
export function env(): Environment {
  parsed ??= parseEnvironment(process.env);
  return parsed;
}
