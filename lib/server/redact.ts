/** Shorter values are too common to be secrets, and replacing them would shred ordinary text. */
const LEAST_SECRET_LENGTH = 6;

/** Makes a function that replaces every secret in a text, as it is, URL-encoded or in base64, with "[redacted]". */
export function redactor(secrets: readonly string[]): (text: string) => string {
  const forms = secrets
    .filter((secret) => secret.length >= LEAST_SECRET_LENGTH)
    .flatMap((secret) => [
      secret,
      encodeURIComponent(secret),
      Buffer.from(secret).toString("base64").replace(/=+$/, ""),
    ]);
  return (text) => forms.reduce((result, form) => result.replaceAll(form, "[redacted]"), text);
}
