/**
 * What the container image runs. A container is reached from outside, so that it needs a password; where nobody chose
 * one, it is made once and kept in the data folder: an image that is tried out starts, and is open to nobody.
 */
import { randomBytes } from "node:crypto";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { serve } from "./serve.ts";

const { GLIMPSE_PASSWORD, GLIMPSE_PUBLIC, GLIMPSE_DATA_DIR = ".data" } = process.env;

if (!GLIMPSE_PASSWORD?.trim() && !/^(1|true)$/.test(GLIMPSE_PUBLIC ?? "")) {
  const file = join(GLIMPSE_DATA_DIR, "password");
  process.env.GLIMPSE_PASSWORD = keptPassword(file);
  console.log(`GLIMPSE_PASSWORD is not set: the password to sign in with is in ${file}.`);
}
await serve("image");

function keptPassword(file: string): string {
  if (!existsSync(file)) writeFileSync(file, `${randomBytes(18).toString("base64url")}\n`, { mode: 0o600 });
  return readFileSync(file, "utf8").trim();
}
