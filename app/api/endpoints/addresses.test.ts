import dns from "node:dns";
import { once } from "node:events";
import { createServer, type Server, type Socket } from "node:net";
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { readEvents, runsOf } from "@/e2e/read-events";
import { apiRequest, useTestServer } from "@/e2e/test-server";
import { zaiFrames } from "@/e2e/upstream/zai-frames";
import { POST as startRoute } from "../comparisons/route";
import { POST as signInRoute } from "../session/route";
import { POST } from "./route";
import { POST as testDraftRoute } from "./test/route";

const PASSWORD = "correct horse battery staple";
const TIER = "glm-4.7-flash";
const models = [{ tier: TIER, modelId: "my-flash" }];

// Open by name: the upstream's port, and one address of this machine that has a name elsewhere.
const { upstream } = useTestServer((url) => ({
  GLIMPSE_PASSWORD: PASSWORD,
  GLIMPSE_ALLOW_PRIVATE_HOSTS: `${new URL(url).host},127.0.0.2/32`,
}));

/** Listens wherever this machine can be reached, and must never be. */
let canary: Server;
let canaryPort: number;
const connections: Socket[] = [];
let cookie: string;

type Answers = (name: string) => string[] | undefined;
let answers: Answers = () => undefined;
const lookUps: string[] = [];

beforeAll(async () => {
  canary = createServer((socket) => connections.push(socket.on("error", () => undefined)));
  await new Promise<void>((resolve) => canary.listen(0, "::", resolve));
  const address = canary.address();
  if (address === null || typeof address === "string") throw new Error("the canary listens on no port");
  canaryPort = address.port;
  const signIn = apiRequest("/api/session", { method: "POST", json: { password: PASSWORD } });
  cookie = (await signInRoute(signIn, undefined)).headers.get("set-cookie")?.split(";")[0] ?? "";
  // The world's names are those of the test: what it does not know has no address.
  vi.spyOn(dns, "lookup").mockImplementation(((
    name: string,
    options: { all?: boolean },
    callback: (error: Error | null, address?: unknown, family?: number) => void,
  ) => {
    lookUps.push(name);
    const addresses = (answers(name.replace(/\.$/, "")) ?? []).map((found) => ({
      address: found,
      family: found.includes(":") ? 6 : 4,
    }));
    const [first] = addresses;
    if (!first) callback(Object.assign(new Error(`no ${name}`), { code: "ENOTFOUND" }));
    else if (options.all) callback(null, addresses);
    else callback(null, first.address, first.family);
  }) as typeof dns.lookup);
});
afterAll(() => {
  for (const socket of connections) socket.destroy();
  canary.close();
  vi.restoreAllMocks();
});
beforeEach(() => {
  connections.length = 0;
  lookUps.length = 0;
});

const post = (path: string, json: unknown) =>
  apiRequest(path, { method: "POST", json, headers: { cookie, origin: "http://127.0.0.1:3000" } });
const testDraft = (baseUrl: string) =>
  testDraftRoute(post("/api/endpoints/test", { baseUrl, models }), undefined);
const save = (name: string, baseUrl: string) =>
  POST(post("/api/endpoints", { name, baseUrl, models }), undefined);
async function run(name: string) {
  const json = { prompt: "Hi", lanes: [{ offer: `custom-${name}/${TIER}` }] };
  const response = await startRoute(post("/api/comparisons", json), undefined);
  return runsOf(await readEvents(response))[0];
}

/** An IPv4 address as `URL`, resolvers and IPv6 take it. */
function spellings(address: string): string[] {
  const parts = address.split(".").map(Number);
  const [a = 0, b = 0, c = 0, d = 0] = parts;
  const whole = ((a * 256 + b) * 256 + c) * 256 + d;
  const hex = (value: number) => value.toString(16);
  const octal = (value: number) => `0${value.toString(8)}`;
  const pair = (high: number, low: number) => hex(high * 256 + low);
  const high = pair(a, b);
  const low = pair(c, d);
  return [
    address,
    `${address}.`,
    `${whole}`,
    `0x${hex(whole)}`,
    `0X${hex(whole).toUpperCase()}`,
    octal(whole),
    parts.map((part) => `0x${hex(part)}`).join("."),
    parts.map(octal).join("."),
    `0x${hex(a)}.${octal(b)}.${c}.${d}`,
    `${a}.${b}.${c * 256 + d}`,
    `${a}.${(b * 256 + c) * 256 + d}`,
    address.replaceAll(".", "。"),
    address.replace(/\d/g, (digit) => String.fromCodePoint(0xff10 + Number(digit))),
    address.replace(/\d/g, (digit) => `%3${digit}`),
    address.replaceAll(".", "%2e"),
    `[::ffff:${address}]`,
    `[::ffff:${high}:${low}]`,
    `[0:0:0:0:0:FFFF:${address}]`,
    `[::${address}]`,
    `[::ffff:0:${address}]`,
    `[64:ff9b::${address}]`,
    `[64:ff9b:1::${address}]`,
    `[2002:${high}:${low}::1]`,
    `[2606:4700::5efe:${address}]`,
    `name-of-${address.replaceAll(".", "-")}.test`,
    `Public-And-${address.replaceAll(".", "-")}.test.`,
  ];
}

/** `name-of-127-0-0-1.test`, and `public-and-…`, which has an ordinary address before it. */
const byName: Answers = (name) => {
  const [, kind, dashed = ""] = /^(name-of|public-and)-([\d-]+)\.test$/i.exec(name) ?? [];
  const address = dashed.replaceAll("-", ".");
  if (!kind) return undefined;
  return kind.toLowerCase() === "name-of" ? [address] : ["8.8.8.8", address];
};

const FORBIDDEN = [
  ...["127.0.0.1", "127.8.9.10", "0.0.0.0", "10.0.0.5", "172.16.0.1", "192.168.1.1", "100.64.0.1"],
  ...["169.254.169.254", "100.100.100.200", "168.63.129.16", "224.0.0.1", "198.18.0.1", "255.255.255.255"],
];
const OTHER_FORMS = [
  ...["[::1]", "[::]", "[0:0:0:0:0:0:0:1]", "[fe80::1]", "[fe80::1%25lo]", "[fe80::1%lo]", "[fec0::1]"],
  ...["[fd00:ec2::254]", "[fc00::1]", "[fd12::1]", "[ff02::1]", "[2001:db8::1]", "[fd20:ce::254]"],
  ...["localhost", "LOCALHOST", "localhost.", "api.localhost", "a.b.localhost.", "loc%61lhost", "ｌocalhost"],
  ...["metadata", "metadata.google.internal", "Metadata.Google.Internal.", "metadata.goog", "instance-data"],
  ...[
    "127.1",
    "127.0.1",
    "0",
    "00",
    "0x0",
    "0x7f.1",
    "017700000001",
    "①②⑦.⓪.⓪.①",
    "0x7f.0.0.0x1",
    "127.0x0.1",
  ],
];
const HOSTS = [...FORBIDDEN.flatMap(spellings), ...OTHER_FORMS];

describe("an address that leads where it must not", () => {
  it("is refused in all its forms, and nothing is connected to", async () => {
    answers = byName;
    expect(HOSTS.length).toBeGreaterThan(350);
    const taken: string[] = [];
    for (const host of HOSTS) {
      const response = await testDraft(`http://${host}:${canaryPort}/v1`);
      const { code, errors } = await response.json();
      if (response.status !== 400 || code !== "invalid-body" || errors[0].field !== "baseUrl")
        taken.push(host);
    }
    expect(taken).toEqual([]);
    expect(connections).toHaveLength(0);
  });

  it.each([
    "ftp://8.8.8.8/v1",
    "file:///etc/passwd",
    "gopher://127.0.0.1:6379/_FLUSHALL",
    "data:text/plain,hello",
    "http://user:password@8.8.8.8/v1",
    "http://8.8.8.8@127.0.0.1/v1",
    "http://127.0.0.1#@8.8.8.8/",
    "http:// 127.0.0.1/v1",
    "//127.0.0.1/v1",
  ])("is refused as %s", async (baseUrl) => {
    expect((await testDraft(baseUrl)).status).toBe(400);
    expect((await save("odd", baseUrl)).status).toBe(400);
  });

  it("is not saved either, and one that has no address yet is judged when it is called", async () => {
    answers = byName;
    expect((await save("inside", `http://name-of-10-0-0-5.test:${canaryPort}/v1`)).status).toBe(400);
    answers = () => undefined;
    expect((await save("later", `http://later.test:${canaryPort}/v1`)).status).toBe(201);
    for (const address of ["127.0.0.1", "::1", "::ffff:127.0.0.1", "0.0.0.0", "::"]) {
      answers = () => [address];
      expect((await run("later"))?.error, address).toMatchObject({
        class: "configuration",
        code: "address-refused",
        message: expect.stringContaining("its address must not lead to"),
      });
    }
    expect(connections).toHaveLength(0);
  });
});

describe("a name that changes its address", () => {
  it("after it was checked is not followed to where it must not lead, by a test or by a run", async () => {
    const inTurn = (...turns: string[][]): Answers => {
      let asked = 0;
      return () => turns[Math.min(asked++, turns.length - 1)];
    };
    for (const [kind, address] of [
      ["v4", "127.0.0.1"],
      ["v6", "::1"],
    ] as const) {
      answers = inTurn(["8.8.8.8"], [address]);
      const tested = await (await testDraft(`http://rebinding.test:${canaryPort}/v1`)).json();
      expect(tested).toMatchObject({ ok: false, error: { code: "address-refused" } });
      answers = inTurn(["8.8.8.8"], ["8.8.4.4", address]);
      expect((await save(`rebinding-${kind}`, `https://rebinding.test:${canaryPort}/v1`)).status).toBe(201);
      expect((await run(`rebinding-${kind}`))?.error?.code).toBe("address-refused");
    }
    expect(connections).toHaveLength(0);
  });

  it("is asked for once a connection, which goes to the very address that was checked", async () => {
    const { port } = new URL(upstream().url);
    const reached: (string | undefined)[] = [];
    const second = createServer((socket) => {
      socket.on("error", () => undefined);
      reached.push(socket.localAddress);
      socket.end();
    });
    answers = () => ["127.0.0.2"];
    await once(second.listen(Number(port), "127.0.0.2"), "listening");
    lookUps.length = 0;
    answers = () => (lookUps.length <= 2 ? ["127.0.0.2"] : ["127.0.0.1"]);
    const response = await testDraft(`http://pinned.test:${port}/v1`);
    expect(response.status).toBe(200);
    second.close();
    // The form's look-up, the connection's, and that of a second attempt, after the name had moved to where it is open.
    expect(reached).toEqual(["127.0.0.2"]);
    expect(lookUps).toHaveLength(3);
  });
});

describe("a redirect", () => {
  it("is not followed, whatever its kind and wherever it leads", async () => {
    const places = [
      `http://127.0.0.1:${canaryPort}/latest/meta-data`,
      `http://localhost:${canaryPort}/`,
      `//[::1]:${canaryPort}/`,
      `http://169.254.169.254/`,
      "file:///etc/passwd",
      `gopher://127.0.0.1:${canaryPort}/_x`,
      `ftp://127.0.0.1:${canaryPort}/`,
      "data:text/event-stream,data: [DONE]",
      "/elsewhere",
    ];
    for (const status of [301, 302, 303, 307, 308]) {
      for (const location of places) {
        const before = upstream().requests.length;
        upstream().respondWith({ status, headers: { location }, frames: [] });
        const tested = await (await testDraft(`${upstream().url}/v1`)).json();
        expect(tested, `${status} ${location}`).toMatchObject({ ok: false, error: { code: "redirect" } });
        expect(upstream().requests.length - before).toBe(1);
      }
    }
    expect(connections).toHaveLength(0);
  });
});

it("a private host that the operator opened is called", async () => {
  upstream().respondWith({ frames: zaiFrames({ model: "my-flash", text: "Hello" }) });
  expect(await (await testDraft(`${upstream().url}/v1`)).json()).toMatchObject({ ok: true, text: "Hello" });
  answers = () => ["127.0.0.1"];
  const { port } = new URL(upstream().url);
  expect((await testDraft(`http://renamed.test:${port}/v1`)).status).toBe(200);
  const other = await testDraft(`http://renamed.test:${canaryPort}/v1`);
  expect(other.status).toBe(400);
  expect(connections).toHaveLength(0);
});
