import { beforeEach, describe, expect, test, vi } from "vitest";
import { blankEnvironment } from "@/e2e/blank-environment";

/** The check as a server that was just started with these variables has it. */
async function startedWith(variables: Record<string, string>) {
  Object.assign(process.env, blankEnvironment, variables);
  vi.resetModules();
  return import("./check-address");
}

const PASSWORD = { GLIMPSE_PASSWORD: "correct horse battery staple" };

describe("on a server of one's own", () => {
  let check: Awaited<ReturnType<typeof startedWith>>;
  beforeEach(async () => {
    check = await startedWith({});
  });

  test.each([
    "http://169.254.169.254/latest",
    "http://169.254.0.1:8000/v1",
    "http://2852039166/v1",
    "http://0xA9FEA9FE/v1",
    "http://[fe80::1]:8000/v1",
    "http://[::ffff:169.254.169.254]/v1",
    "http://[fd00:ec2::254]/v1",
    "http://metadata.google.internal/v1",
    "http://METADATA.google.internal./v1",
  ])("%s is refused", async (address) => {
    expect(check.refusalOfAddress(address)).toMatch("metadata service");
    expect(await check.refusalOfHost(address)).toMatch("metadata service");
  });

  test.each([
    "http://127.0.0.1:8000/v1",
    "http://localhost:11434/v1",
    "http://[::1]:8080/v1",
    "http://192.168.1.20:8000/v1",
    "http://100.101.102.103:8000/v1",
    "https://does-not-resolve.invalid/v1",
  ])("%s is let through", async (address) => {
    expect(await check.refusalOfHost(address)).toBeNull();
  });
});

describe.each([
  ["a password", PASSWORD],
  ["visitors", { ...PASSWORD, GLIMPSE_PUBLIC: "1" }],
])("on a server with %s", (_who, mode) => {
  const refusal = async (entries: string, address: string) =>
    (await startedWith({ ...mode, GLIMPSE_ALLOW_PRIVATE_HOSTS: entries })).refusalOfAddress(address);

  test("private addresses are refused, and the refusal says what opens them", async () => {
    for (const host of ["127.0.0.1", "localhost", "api.localhost.", "10.0.0.5", "[::1]", "[fd00::1]"])
      expect(await refusal("", `http://${host}:8000/v1`), host).toMatch("GLIMPSE_ALLOW_PRIVATE_HOSTS");
    expect(await refusal("", "https://8.8.8.8/v1")).toBeNull();
  });

  test.each([
    ["10.0.0.5", "http://10.0.0.5:8000/v1", "http://10.0.0.6:8000/v1"],
    ["10.0.0.5:8000", "http://10.0.0.5:8000/v1", "http://10.0.0.5:8001/v1"],
    ["10.0.0.0/8", "http://10.9.8.7/v1", "http://192.168.0.1/v1"],
    ["localhost:80", "http://localhost/v1", "https://localhost/v1"],
    ["LOCALHOST.", "http://localhost:1/v1", "http://127.0.0.1:1/v1"],
    ["[fd00::1]:443", "https://[fd00:0:0::1]/v1", "http://[fd00::1]/v1"],
    ["fd00::1", "http://[fd00::1]:9/v1", "http://[fd00::2]:9/v1"],
    ["fd00::/8", "http://[fd00::2]:9/v1", "http://[fc00::2]:9/v1"],
    ["127.0.0.1", "http://0x7f.1/v1", "http://127.0.0.2/v1"],
    ["gpu, 10.0.0.5", "http://[::ffff:10.0.0.5]/v1", "http://[::ffff:10.0.0.6]/v1"],
  ])("%s opens %s, and not %s", async (entries, opened, closed) => {
    expect(await refusal(entries, opened)).toBeNull();
    expect(await refusal(entries, closed)).toMatch("GLIMPSE_ALLOW_PRIVATE_HOSTS");
  });

  test("no entry opens a metadata service", async () => {
    const all = "0.0.0.0/0,::/0,169.254.169.254,metadata.google.internal";
    for (const host of ["169.254.169.254", "100.100.100.200", "[fd00:ec2::254]", "metadata.google.internal"])
      expect(await refusal(all, `http://${host}/v1`), host).toMatch("metadata service");
  });

  test("what GLIMPSE_ENDPOINTS names is open, at its port", async () => {
    const endpoint = {
      name: "gpu",
      baseUrl: "http://10.0.0.5:8000/v1",
      models: [{ tier: "a", modelId: "a" }],
    };
    const { refusalOfAddress } = await startedWith({
      ...mode,
      GLIMPSE_ENDPOINTS: JSON.stringify([endpoint]),
    });
    expect(refusalOfAddress("http://10.0.0.5:8000/v2")).toBeNull();
    expect(refusalOfAddress("http://10.0.0.5:22/v1")).not.toBeNull();
  });
});
