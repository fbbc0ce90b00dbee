import { once } from "node:events";
import { createServer, request } from "node:http";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { blankEnvironment } from "@/e2e/blank-environment";

/** What the server made of a request: of its real socket, and of the headers that came with it. */
type Seen = { address: string | null; network: string; https: boolean };

let stop: () => void;
let port: number;
let seeing: (headers: Headers) => Seen;
const server = createServer((incoming, response) => {
  const headers = new Headers();
  for (const [name, value] of Object.entries(incoming.headers)) headers.set(name, String(value));
  response.end(JSON.stringify(seeing(headers)));
});

beforeAll(async () => {
  const { tellPeerAddresses } = await import("./peer-address");
  stop = tellPeerAddresses();
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  if (address === null || typeof address === "string")
    throw new Error("the test's server listens on no port");
  port = address.port;
});
afterAll(() => {
  stop();
  server.close();
});

/** A request over a real socket, from 127.0.0.1, to a server with these trusted proxies. */
async function ask(trusted: string, headers: Record<string, string>): Promise<Seen> {
  Object.assign(process.env, blankEnvironment, { GLIMPSE_TRUSTED_PROXY: trusted });
  vi.resetModules();
  const { cameOverHttps, clientAddress, clientNetwork } = await import("./client-address");
  seeing = (seen) => ({
    address: clientAddress(seen),
    network: clientNetwork(seen),
    https: cameOverHttps(seen),
  });
  const sent = request({ host: "127.0.0.1", port, headers }).end();
  const [response] = await once(sent, "response");
  return JSON.parse(Buffer.concat(await response.toArray()).toString());
}

test.each<[string, string, Record<string, string>, string]>([
  ["nobody is trusted by default", "", { "x-forwarded-for": "203.0.113.9" }, "127.0.0.1"],
  ["a trusted proxy's word counts", "127.0.0.1", { "x-forwarded-for": "203.0.113.9" }, "203.0.113.9"],
  ["a range may be trusted", "127.0.0.0/8", { "x-forwarded-for": "203.0.113.9" }, "203.0.113.9"],
  ["another proxy's doesn't", "10.0.0.1, 10.1.0.0/16", { "x-forwarded-for": "203.0.113.9" }, "127.0.0.1"],
  [
    "what the client put before it doesn't either",
    "127.0.0.1",
    { "x-forwarded-for": "198.51.100.1, 203.0.113.9" },
    "203.0.113.9",
  ],
  [
    "a chain of trusted proxies is followed to its end",
    "127.0.0.1,10.0.0.0/8",
    { "x-forwarded-for": "198.51.100.1, 203.0.113.9, 10.0.0.7" },
    "203.0.113.9",
  ],
  ["what is no address tells nothing", "127.0.0.1", { "x-forwarded-for": "203.0.113.9, me" }, "127.0.0.1"],
  [
    "an IPv4 address written as IPv6 is itself",
    "127.0.0.1",
    { "x-forwarded-for": "::ffff:203.0.113.9" },
    "203.0.113.9",
  ],
  ["without the header, the proxy is the client", "127.0.0.1", {}, "127.0.0.1"],
])("%s", async (_name, trusted, headers, expected) => {
  const { address } = await ask(trusted, headers);
  expect(address).toBe(expected);
});

test("an IPv6 client is limited by its /64", async () => {
  const { network } = await ask("127.0.0.1", { "x-forwarded-for": "2001:db8:1:2:3:4:5:6" });
  expect(network).toBe("2001:db8:1:2::/64");
});

test.each<[string, string, Record<string, string>, boolean]>([
  ["https by the word of anybody is none", "", { "x-forwarded-proto": "https" }, false],
  ["https by the word of a trusted proxy is", "127.0.0.1", { "x-forwarded-proto": "https" }, true],
  ["the nearest proxy's word counts", "127.0.0.1", { "x-forwarded-proto": "https, http" }, false],
  ["without the header it is http", "127.0.0.1", {}, false],
])("%s", async (_name, trusted, headers, expected) => {
  const { https } = await ask(trusted, headers);
  expect(https).toBe(expected);
});

test("a request that no socket of ours brought is from nowhere", async () => {
  vi.resetModules();
  const { clientAddress, clientNetwork } = await import("./client-address");
  const headers = new Headers({ "x-forwarded-for": "203.0.113.9", "x-peer": "203.0.113.9" });
  expect([clientAddress(headers), clientNetwork(headers)]).toEqual([null, "unknown"]);
});
