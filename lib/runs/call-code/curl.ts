import { type Call, requestOf } from "./call";

/** The call as a command for a POSIX shell. */
export function curlCode(call: Call): string {
  const { url, body } = requestOf(call);
  const headers = [
    ...(call.keyVariable === null ? [] : [`"Authorization: Bearer $${call.keyVariable}"`]),
    '"Content-Type: application/json"',
    ...(call.dialect === "messages" ? ['"anthropic-version: 2023-06-01"'] : []),
  ];
  const lines = [
    `curl --no-buffer ${quoted(url)}`,
    ...headers.map((header) => `  --header ${header}`),
    `  --data ${quoted(JSON.stringify(body, null, 2))}`,
  ];
  return lines.join(" \\\n");
}

/** In single quotes a shell changes nothing; one of them has to be written outside of them. */
function quoted(text: string): string {
  return `'${text.replaceAll("'", "'\\''")}'`;
}
