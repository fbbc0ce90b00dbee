/** Shorter values are too common to be secrets, and replacing them would shred ordinary text. */
const LEAST_SECRET_LENGTH = 6;

/** Replaces every secret in a text, as it is, URL-encoded or in base64, with "[redacted]". */
export function redact(text: string, secrets: readonly string[]): string {
  let result = text;
  for (const secret of secrets) {
    if (secret.length < LEAST_SECRET_LENGTH) continue;
    const base64 = Buffer.from(secret).toString("base64").replace(/=+$/, "");
    for (const form of [secret, encodeURIComponent(secret), base64])
      result = result.replaceAll(form, "[redacted]");
  }
  return result;
}
