import { once } from "node:events";
import { createServer, request } from "node:http";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { apiRequest, useTestServer } from "@/e2e/test-server";
import { tellPeerAddresses } from "./peer-address";

const HOST = "127.0.0.1:3000";
const OWN = `http://${HOST}`;
const JSON_TYPE = "application/json";

const { upstream } = useTestServer();

type Route = (request: Request, context: undefined) => Promise<Response>;
let POST: Route;

/** The route as a server that was just started with these variables has it. */
async function startWith(variables: Record<string, string>): Promise<void> {
  const none = { GLIMPSE_ALLOWED_HOSTS: "", GLIMPSE_TRUSTED_PROXY: "" };
  Object.assign(process.env, none, variables);
  vi.resetModules();
  ({ POST } = await import("@/app/api/comparisons/route"));
}

/** A body that calls a provider if it is let in, and one of which whoever is let in is told that its offer is unknown. */
const SPENDING = JSON.stringify({ prompt: "x", lanes: [{ offer: "zai/glm-4.7" }] });
const HARMLESS = JSON.stringify({ prompt: "x", lanes: [{ offer: "nobody/glm-9" }] });
const ADMITTED = "unknown-offer";

async function codeOf(headers: Record<string, string>, body: string): Promise<string> {
  const all = { host: HOST, "content-type": JSON_TYPE, ...headers };
  const response = await POST(
    apiRequest("/api/comparisons", { method: "POST", body, headers: all }),
    undefined,
  );
  return (await response.json()).code;
}

describe("on this machine alone", () => {
  beforeAll(() => startWith({}));

  it.each<[string, Record<string, string>]>([
    ["a script", {}],
    ["our own page", { origin: OWN, "sec-fetch-site": "same-origin" }],
    ["our own page in an old browser", { origin: OWN }],
    [
      "our own page, by another name of this machine",
      { host: "localhost:3000", origin: "http://localhost:3000" },
    ],
    ["our own page, by its IPv6 address", { host: "[::1]:3000", origin: "http://[::1]:3000" }],
    ["our own page on port 80", { host: "localhost", origin: "http://localhost" }],
    ["an address that a person typed", { "sec-fetch-site": "none" }],
    [
      "our own page behind TLS, by its browser's word",
      { origin: `https://${HOST}`, "sec-fetch-site": "same-origin" },
    ],
  ])("%s is let in", async (_name, headers) => {
    expect(await codeOf(headers, HARMLESS)).toBe(ADMITTED);
  });

  it.each<[string, Record<string, string>]>([
    ["another site", { origin: "https://evil.example" }],
    ["a sandboxed frame or a file", { origin: "null" }],
    ["no origin in words", { origin: "" }],
    ["our address as a subdomain", { origin: "http://127.0.0.1.evil.com" }],
    ["our address and port as a subdomain", { origin: `${OWN}.evil.com` }],
    ["our address as a user", { origin: `http://${HOST}@evil.com` }],
    ["our address as a path", { origin: `http://evil.com/${HOST}` }],
    ["another port", { origin: "http://127.0.0.1:3001" }],
    ["no port", { origin: "http://127.0.0.1" }],
    ["another scheme", { origin: `https://${HOST}` }],
    ["another scheme, from another site", { origin: `https://${HOST}`, "sec-fetch-site": "same-site" }],
    ["upper case", { origin: `HTTP://${HOST}` }],
    ["a trailing dot", { origin: "http://127.0.0.1.:3000" }],
    ["a trailing slash", { origin: `${OWN}/` }],
    ["a space", { origin: `${OWN} x` }],
    ["two origins", { origin: `${OWN}, https://evil.example` }],
    ["another name of this machine", { origin: "http://localhost:3000" }],
    ["another spelling of this machine", { origin: "http://2130706433:3000" }],
    ["an extension", { origin: "chrome-extension://abcdef" }],
    ["another site without an origin", { "sec-fetch-site": "cross-site" }],
    ["a sister site without an origin", { "sec-fetch-site": "same-site" }],
    ["another site that claims our origin", { origin: OWN, "sec-fetch-site": "cross-site" }],
    ["an unknown site", { origin: OWN, "sec-fetch-site": "perhaps" }],
    ["a foreign site in upper case", { "sec-fetch-site": "Cross-Site" }],
    ["a forwarded host", { origin: "https://evil.example", "x-forwarded-host": "evil.example" }],
    ["a forwarded scheme", { origin: `https://${HOST}`, "x-forwarded-proto": "https" }],
    ["a token of another kind", { origin: "https://evil.example", authorization: "Basic eDp5" }],
  ])("%s is refused", async (_name, headers) => {
    expect(await codeOf(headers, SPENDING)).toBe("forbidden-origin");
    expect(upstream().calls()).toEqual([]);
  });

  it.each([
    "evil.example",
    "127.0.0.1.evil.com:3000",
    "localhost.evil.example",
    "127.0.0.1.",
    "localhost.:3000",
    "2130706433:3000",
    "0x7f000001",
    "127.1:3000",
    "0.0.0.0:3000",
    "[::ffff:127.0.0.1]:3000",
    "evil.example, 127.0.0.1",
    "127.0.0.1:3000@evil.example",
    "127.0.0.1:3000/evil",
    "127.0.0.1:300000",
    "",
  ])("a host named %j is refused, whatever name is forwarded", async (host) => {
    expect(await codeOf({ host }, SPENDING)).toBe("forbidden-host");
    const forwarded = { "x-forwarded-host": HOST, forwarded: `host=${HOST}` };
    expect(await codeOf({ host, ...forwarded }, SPENDING)).toBe("forbidden-host");
    expect(upstream().calls()).toEqual([]);
  });

  it.each([
    "application/x-www-form-urlencoded",
    "multipart/form-data; boundary=x",
    "text/plain",
    "text/plain;charset=UTF-8",
    "text/plain; application/json",
    "application/json-patch",
    "application/jsonp",
    "",
  ])("a body of type %j is refused", async (type) => {
    expect(await codeOf({ "content-type": type }, SPENDING)).toBe("unsupported-media-type");
    expect(upstream().calls()).toEqual([]);
  });

  it("a body that says nothing of its type is refused", async () => {
    const body = new Blob([SPENDING]);
    const response = await POST(
      new Request(`${OWN}/api/comparisons`, { method: "POST", body, headers: { host: HOST } }),
      undefined,
    );
    expect((await response.json()).code).toBe("unsupported-media-type");
  });

  it.each(["application/json", "Application/JSON", "application/json; charset=utf-8"])(
    "a body of type %j is taken",
    async (type) => expect(await codeOf({ "content-type": type }, HARMLESS)).toBe(ADMITTED),
  );
});

describe("behind a proxy", () => {
  const server = createServer(async (incoming, response) => {
    const headers = Object.entries(incoming.headers).map(([name, value]): [string, string] => [
      name,
      `${value}`,
    ]);
    const body = Buffer.concat(await incoming.toArray());
    const answer = await POST(
      new Request(`${OWN}/api/comparisons`, { method: "POST", headers, body }),
      undefined,
    );
    response.end(await answer.text());
  });
  let stop: () => void;
  let port: number;
  beforeAll(async () => {
    stop = tellPeerAddresses();
    await once(server.listen(0, "127.0.0.1"), "listening");
    const address = server.address();
    if (address === null || typeof address === "string")
      throw new Error("the test's server listens on no port");
    port = address.port;
  });
  afterAll(() => {
    stop();
    server.close();
  });

  /** The same over a real socket, from 127.0.0.1. */
  async function codeOverSocket(headers: Record<string, string>): Promise<string> {
    const all = { "content-type": JSON_TYPE, ...headers };
    const sent = request({ host: "127.0.0.1", port, method: "POST", headers: all });
    sent.end(HARMLESS);
    const [response] = await once(sent, "response");
    return JSON.parse(Buffer.concat(await response.toArray()).toString()).code;
  }

  const NAME = "glimpse.example";
  it.each<[string, string, Record<string, string>, string]>([
    [
      "that is trusted, its https counts",
      "127.0.0.1",
      { origin: `https://${NAME}`, "x-forwarded-proto": "https" },
      ADMITTED,
    ],
    [
      "that is trusted, http is then foreign",
      "127.0.0.1",
      { origin: `http://${NAME}`, "x-forwarded-proto": "https" },
      "forbidden-origin",
    ],
    [
      "that is trusted, its http counts",
      "127.0.0.1",
      { origin: `http://${NAME}`, "x-forwarded-proto": "http" },
      ADMITTED,
    ],
    [
      "that is not, nobody's https counts",
      "10.0.0.1",
      { origin: `https://${NAME}`, "x-forwarded-proto": "https" },
      "forbidden-origin",
    ],
    [
      "that is trusted, a forwarded host counts for nothing",
      "127.0.0.1",
      { origin: "https://evil.example", "x-forwarded-proto": "https", "x-forwarded-host": "evil.example" },
      "forbidden-origin",
    ],
  ])("%s", async (_name, trusted, headers, code) => {
    await startWith({ GLIMPSE_ALLOWED_HOSTS: NAME, GLIMPSE_TRUSTED_PROXY: trusted });
    expect(await codeOverSocket({ host: NAME, ...headers })).toBe(code);
  });

  it.each([
    ["glimpse.example", "glimpse.example:8443", ADMITTED],
    ["glimpse.example", "GLIMPSE.example", ADMITTED],
    ["glimpse.example:8443", "glimpse.example:8443", ADMITTED],
    ["glimpse.example:8443", "glimpse.example", "forbidden-host"],
    ["glimpse.example", "glimpse.example.", "forbidden-host"],
    ["glimpse.example", "www.glimpse.example", "forbidden-host"],
    ["glimpse.example", "glimpse.example.evil.com", "forbidden-host"],
  ])("with GLIMPSE_ALLOWED_HOSTS=%s, a request to %s ends as %s", async (allowed, host, code) => {
    await startWith({ GLIMPSE_ALLOWED_HOSTS: allowed });
    expect(await codeOf({ host }, HARMLESS)).toBe(code);
  });
});
