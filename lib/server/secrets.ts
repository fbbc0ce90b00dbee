import { createCipheriv, createDecipheriv, createHash, hkdfSync, randomBytes, scrypt } from "node:crypto";
import { chmod, link, mkdir, readFile, rm, writeFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import { promisify } from "node:util";
import { env } from "./env";
import { noteSecret } from "./redaction/known-secrets";

/** A sealed text can't be opened: it was sealed by another secret, for something else, or is damaged. */
export class SealError extends Error {
  override readonly name = "SealError";
}

/** Which secret sealed a text, so that a changed one can be told from damage. */
type SealingKey = { id: string; key: Buffer };

/**
 * Encrypts a text (AES-256-GCM). `open` gives it back, for the same `boundTo` only.
 *
 * @param boundTo what the text is for, such as the origin that a key may be sent to; authenticated, not stored
 * @returns `v1.<key id>.<nonce>.<tag>.<cipher text>`, the last three in base64url
 */
export async function seal(text: string, boundTo: string): Promise<string> {
  noteSecret(text);
  const { id, key } = await sealingKey();
  const nonce = randomBytes(12);
  const cipher = createCipheriv("aes-256-gcm", key, nonce).setAAD(Buffer.from(boundTo));
  const sealed = Buffer.concat([cipher.update(text, "utf8"), cipher.final()]);
  const parts = [nonce, cipher.getAuthTag(), sealed].map((part) => part.toString("base64url"));
  return ["v1", id, ...parts].join(".");
}

/** Opens what this secret sealed, or the previous one. @throws SealError */
export async function open(sealed: string, boundTo: string): Promise<string> {
  const [version, id, ...encoded] = sealed.split(".");
  const [nonce, tag, text] = encoded.map((part) => Buffer.from(part, "base64url"));
  if (version !== "v1" || !nonce || !tag || !text) throw new SealError("This is not a sealed text.");
  const sealing = (await openingKeys()).find((known) => known.id === id);
  if (!sealing) {
    throw new SealError("It was encrypted by another GLIMPSE_SECRET, or by another data folder's secret.");
  }
  try {
    const decipher = createDecipheriv("aes-256-gcm", sealing.key, nonce, { authTagLength: 16 })
      .setAAD(Buffer.from(boundTo))
      .setAuthTag(tag);
    const opened = Buffer.concat([decipher.update(text), decipher.final()]).toString("utf8");
    noteSecret(opened);
    return opened;
  } catch (cause) {
    throw new SealError("It is damaged, or was encrypted for something else.", { cause });
  }
}

/** The same text, sealed by this secret; null when it is already. @throws SealError */
export async function sealAnew(sealed: string, boundTo: string): Promise<string | null> {
  const { id } = await sealingKey();
  return sealed.startsWith(`v1.${id}.`) ? null : seal(await open(sealed, boundTo), boundTo);
}

/**
 * A password for one other use of the secret, such as cookies: neither the sealing key nor another use's password can be
 * told from it.
 *
 * @returns 43 characters
 */
export async function derivePassword(use: string): Promise<string> {
  return passwordFrom(await sealingKey(), use);
}

/** The same, and after it the previous secret's where there is one: for what was made before it changed. */
export async function derivePasswords(use: string): Promise<string[]> {
  return (await openingKeys()).map((known) => passwordFrom(known, use));
}

function passwordFrom({ key }: SealingKey, use: string): string {
  return Buffer.from(hkdfSync("sha256", key, SALT, use, 32)).toString("base64url");
}

const KEYS = Symbol.for("glimpse.sealing-keys");
const shared = globalThis as { [KEYS]?: Map<string, Promise<SealingKey>> };

async function sealingKey(): Promise<SealingKey> {
  return stretched(env().GLIMPSE_SECRET ?? (await secretOfDataDir(env().GLIMPSE_DATA_DIR)));
}

/** This secret's first. */
async function openingKeys(): Promise<SealingKey[]> {
  const { GLIMPSE_SECRET_PREVIOUS } = env();
  const current = await sealingKey();
  return GLIMPSE_SECRET_PREVIOUS === undefined
    ? [current]
    : [current, await stretched(GLIMPSE_SECRET_PREVIOUS)];
}

/** Stretching takes tens of milliseconds, so each secret is stretched once a process. */
async function stretched(secret: string): Promise<SealingKey> {
  shared[KEYS] ??= new Map();
  const known = shared[KEYS].get(secret) ?? stretch(secret);
  shared[KEYS].set(secret, known);
  return known;
}

/** The salt is no secret: it keeps tables made for other programs from fitting. */
const SALT = "glimpse.secrets.v1";

async function stretch(secret: string): Promise<SealingKey> {
  const derive = promisify<string, string, number, Buffer>(scrypt);
  const key = await derive(secret, SALT, 32);
  return { id: createHash("sha256").update("key id").update(key).digest("hex").slice(0, 8), key };
}

/** The secret in `<data dir>/secret`, made at the first call, readable by its owner alone. */
async function secretOfDataDir(dataDir: string): Promise<string> {
  const path = join(resolve(/* turbopackIgnore: true */ dataDir), "secret");
  const secret = (await readIfThere(path)) ?? (await createSecret(path));
  if (secret.length < 32) throw new Error(`${path} is damaged: it should hold the generated secret`);
  return secret;
}

async function createSecret(path: string): Promise<string> {
  await mkdir(resolve(/* turbopackIgnore: true */ path, ".."), { recursive: true, mode: 0o700 });
  const draft = `${path}.${randomBytes(6).toString("hex")}`;
  await writeFile(draft, `${randomBytes(32).toString("base64url")}\n`, { mode: 0o600, flag: "wx" });
  try {
    await chmod(draft, 0o600); // whatever the umask is
    // A link appears whole or not at all: of two instances that start at once, both use the first one's.
    await link(draft, path);
  } catch (error) {
    if (!hasCode(error, "EEXIST")) throw error;
  } finally {
    await rm(draft);
  }
  return (await readFile(path, "utf8")).trim();
}

async function readIfThere(path: string): Promise<string | null> {
  try {
    return (await readFile(path, "utf8")).trim();
  } catch (error) {
    if (hasCode(error, "ENOENT")) return null;
    throw error;
  }
}

function hasCode(error: unknown, code: string): boolean {
  return error instanceof Error && "code" in error && error.code === code;
}
