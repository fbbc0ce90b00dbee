import { expect, test } from "vitest";
import { EnvironmentError, parseEnvironment } from "./env";

const parse = (variables: Record<string, string>) => parseEnvironment({ NODE_ENV: "test", ...variables });

test("nothing set gives the defaults", () => {
  expect(parse({})).toMatchObject({
    PORT: 3000,
    HOST: "127.0.0.1",
    GLIMPSE_DATA_DIR: ".data",
    GLIMPSE_DEMO: true,
    GLIMPSE_PUBLIC: false,
    GLIMPSE_DRAIN_SECONDS: 10,
    GLIMPSE_DETACHED_SECONDS: 900,
    GLIMPSE_CONNECT_TIMEOUT_SECONDS: 10,
    GLIMPSE_FIRST_OUTPUT_TIMEOUT_SECONDS: 60,
    GLIMPSE_IDLE_TIMEOUT_SECONDS: 90,
    GLIMPSE_TOTAL_TIMEOUT_SECONDS: 900,
    GLIMPSE_MAX_CONCURRENT_RUNS: 1500,
    GLIMPSE_ALLOWED_HOSTS: [],
    GLIMPSE_ALLOW_PRIVATE_HOSTS: [],
    LOCAL_MODELS: [],
  });
});

test("a blank value counts as unset, and the source is left as it was", () => {
  const source: NodeJS.ProcessEnv = { NODE_ENV: "test", ZAI_API_KEY: "", PORT: " ", LOCAL_PRESET: "" };
  const { ZAI_API_KEY, PORT, LOCAL_PRESET } = parseEnvironment(source);
  expect([ZAI_API_KEY, PORT, LOCAL_PRESET]).toEqual([undefined, 3000, undefined]);
  expect(source.ZAI_API_KEY).toBe("");
});

test.each([
  ["ZAI_API_KEY", "abc.DEF-123", "abc.DEF-123"],
  ["ZAI_API_KEY", " abc\r\n", "abc"],
  ["ZAI_BASE_URL", "https://example.com/api/v4/", "https://example.com/api/v4"],
  ["GLIMPSE_REQUESTS_PER_MINUTE", "60", { session: 60, address: 60 }],
  ["GLIMPSE_STARTS_PER_MINUTE", "60/120", { session: 60, address: 120 }],
  [
    "GLIMPSE_LIVE_RUNS",
    "unlimited",
    { session: Number.POSITIVE_INFINITY, address: Number.POSITIVE_INFINITY },
  ],
  ["LOCAL_BASE_URL", "http://localhost:8000/v1", "http://localhost:8000/v1"],
  ["LOCAL_BASE_URL", "http://[::1]:8000", "http://[::1]:8000"],
  ["LOCAL_MODELS", "glm-4.7-flash=my-model", [{ tier: "glm-4.7-flash", modelId: "my-model" }]],
  [
    "LOCAL_MODELS",
    "glm-4.6=org/name:q4, glm-4.7 = b=c,",
    [
      { tier: "glm-4.6", modelId: "org/name:q4" },
      { tier: "glm-4.7", modelId: "b=c" },
    ],
  ],
  ["LOCAL_PRESET", "llama.cpp", "llama.cpp"],
  [
    "GLIMPSE_ENDPOINTS",
    '[{"name":"gpu","baseUrl":"http://10.0.0.5:8000/v1/","models":[{"tier":"glm-4.7","modelId":"m"}]}]',
    [
      {
        name: "gpu",
        baseUrl: "http://10.0.0.5:8000/v1",
        dialect: "chat-completions",
        preset: null,
        models: [
          {
            tier: "glm-4.7",
            modelId: "m",
            contextTokens: null,
            maxOutputTokens: null,
            pricing: { input: null, output: null, cacheRead: null, cacheWrite: null },
          },
        ],
      },
    ],
  ],
  ["PORT", "65535", 65_535],
  ["HOST", "0.0.0.0", "0.0.0.0"],
  ["HOST", "::1", "::1"],
  [
    "DATABASE_URL",
    "postgresql://u:p@db:5432/glimpse?sslmode=require",
    "postgresql://u:p@db:5432/glimpse?sslmode=require",
  ],
  ["REDIS_URL", "rediss://cache:6380", "rediss://cache:6380"],
  ["GLIMPSE_PUBLIC", "1", true],
  ["GLIMPSE_DEMO", "0", false],
  ["GLIMPSE_DEMO", "false", false],
  ["GLIMPSE_ALLOWED_HOSTS", "Glimpse.example, 10.0.0.2:3000", ["glimpse.example", "10.0.0.2:3000"]],
  ["GLIMPSE_PASSWORD", "12345678", "12345678"],
  ["GLIMPSE_TRUSTED_PROXY", "10.0.0.1, 172.16.0.0/12,FD00::/8", ["10.0.0.1", "172.16.0.0/12", "fd00::/8"]],
  [
    "GLIMPSE_ALLOW_PRIVATE_HOSTS",
    "GPU, gpu:8000,10.0.0.5,10.0.0.5:8000,10.0.0.0/8,fd00::1,[fd00::1]:8000",
    ["gpu", "gpu:8000", "10.0.0.5", "10.0.0.5:8000", "10.0.0.0/8", "fd00::1", "[fd00::1]:8000"],
  ],
  ["GLIMPSE_BUDGET_USD_PER_DAY", "2.50", "2.50"],
  ["GLIMPSE_BUDGET_USD_PER_DAY", "0", "0"],
  ["GLIMPSE_VISITOR_BUDGET_USD_PER_DAY", "0.25", "0.25"],
  ["GLIMPSE_DRAIN_SECONDS", "0", 0],
  ["GLIMPSE_IDLE_TIMEOUT_SECONDS", "0.25", 0.25],
  [
    "GLIMPSE_PROVIDER_CONCURRENCY",
    "zai=4, zai/glm-4.7-flash = 1,custom-gpu=2,",
    new Map([
      ["zai", 4],
      ["zai/glm-4.7-flash", 1],
      ["custom-gpu", 2],
    ]),
  ],
  ["GLIMPSE_TOTAL_TIMEOUT_SECONDS", "3600", 3600],
  ["GLIMPSE_RETENTION_DAYS", "30", 30],
  ["GLIMPSE_RETENTION_DAYS", " ", undefined],
] as const)("%s=%j is understood", (name, value, expected) => {
  expect(parse({ [name]: value })[name]).toEqual(expected);
});

test.each([
  ["ZAI_API_KEY", "two words"],
  ["ZAI_BASE_URL", "example.com"],
  ["ZAI_BASE_URL", "ftp://example.com"],
  ["ZAI_BASE_URL", "https://user:password@example.com"],
  ["ZAI_BASE_URL", "https://example.com/?key=1"],
  ["ZAI_BASE_URL", "https://example.com/?"],
  ["AWS_REGION", "us east"],
  ["LOCAL_BASE_URL", "localhost:8000"],
  ["LOCAL_MODELS", "glm-4.7-flash"],
  ["LOCAL_MODELS", "glm-4.6=a,=b"],
  ["LOCAL_MODELS", "glm-4.6= ,glm-4.7"],
  ["LOCAL_PRESET", "VLLM"],
  ["GLIMPSE_ENDPOINTS", "gpu"],
  ["GLIMPSE_ENDPOINTS", "{}"],
  ["GLIMPSE_ENDPOINTS", '[{"name":"GPU"}]'],
  ["GLIMPSE_ENDPOINTS", '[{"name":"gpu","baseUrl":"http://gpu","models":[]}]'],
  [
    "GLIMPSE_ENDPOINTS",
    '[{"name":"gpu","baseUrl":"http://gpu","models":[{"tier":"glm-4.7","modelId":"m"}],"apiKeyVariable":"NOT_SET"}]',
  ],
  ["PORT", "0"],
  ["PORT", "65536"],
  ["PORT", "http"],
  ["PORT", "3000.5"],
  ["HOST", "http://localhost"],
  ["DATABASE_URL", "mysql://db/glimpse"],
  ["REDIS_URL", "localhost:6379"],
  ["GLIMPSE_PUBLIC", "yes"],
  ["GLIMPSE_PASSWORD", "1234567"],
  ["GLIMPSE_TRUSTED_PROXY", "proxy.example"],
  ["GLIMPSE_TRUSTED_PROXY", "10.0.0.0/33"],
  ["GLIMPSE_TRUSTED_PROXY", "1"],
  ["GLIMPSE_ALLOW_PRIVATE_HOSTS", "http://gpu:8000"],
  ["GLIMPSE_ALLOW_PRIVATE_HOSTS", "10.0.0.0/33"],
  ["GLIMPSE_ALLOW_PRIVATE_HOSTS", "gpu:http"],
  ["GLIMPSE_DEMO", "off"],
  ["GLIMPSE_BUDGET_USD_PER_DAY", "-1"],
  ["GLIMPSE_BUDGET_USD_PER_DAY", "5 USD"],
  ["GLIMPSE_BUDGET_USD_PER_DAY", "1e3"],
  ["GLIMPSE_VISITOR_BUDGET_USD_PER_DAY", "ten"],
  ["GLIMPSE_DRAIN_SECONDS", "10s"],
  ["GLIMPSE_REQUESTS_PER_MINUTE", "0"],
  ["GLIMPSE_STARTS_PER_MINUTE", "60/"],
  ["GLIMPSE_LIVE_RUNS", "6/none"],
  ["GLIMPSE_MAX_CONCURRENT_RUNS", "0"],
  ["GLIMPSE_MAX_CONCURRENT_RUNS", "many"],
  ["GLIMPSE_PROVIDER_CONCURRENCY", "zai"],
  ["GLIMPSE_PROVIDER_CONCURRENCY", "zai=0"],
  ["GLIMPSE_PROVIDER_CONCURRENCY", "zia=1"],
  ["GLIMPSE_CONNECT_TIMEOUT_SECONDS", "0"],
  ["GLIMPSE_FIRST_OUTPUT_TIMEOUT_SECONDS", "0.0"],
  ["GLIMPSE_IDLE_TIMEOUT_SECONDS", "-1"],
  ["GLIMPSE_TOTAL_TIMEOUT_SECONDS", "15m"],
  ["GLIMPSE_DETACHED_SECONDS", "-1"],
  ["GLIMPSE_RETENTION_DAYS", "0"],
  ["GLIMPSE_RETENTION_DAYS", "1.5"],
])("%s=%j is an error of one line that names the variable", (name, value) => {
  const message = messageOf({ [name]: value });
  expect(message).toMatch(new RegExp(`^${name}: should be [^\\n]+$`));
});

test("each wrong variable gets its line, and no value is repeated", () => {
  const message = messageOf({ PORT: "hunter2", ZAI_API_KEY: "secret key", DATABASE_URL: "secret" });
  expect(message.split("\n").map((line) => line.split(":")[0])).toEqual([
    "ZAI_API_KEY",
    "PORT",
    "DATABASE_URL",
  ]);
  expect(message).not.toMatch(/secret|hunter2/);
});

function messageOf(variables: Record<string, string>): string {
  try {
    parse(variables);
  } catch (error) {
    if (error instanceof EnvironmentError) return error.message;
    throw error;
  }
  throw new Error("these variables were accepted");
}
