/** Where the running server is: GLIMPSE_URL, else HOST and PORT as it reads them itself. */
export function serverAddress({ GLIMPSE_URL, HOST, PORT }) {
  if (GLIMPSE_URL?.trim()) return GLIMPSE_URL.trim().replace(/\/+$/, "");
  const bound = HOST?.trim() || "127.0.0.1";
  // A server bound to every address is reached by this machine's own.
  const host = new Map([
    ["0.0.0.0", "127.0.0.1"],
    ["::", "::1"],
  ]).get(bound);
  const name = host ?? bound;
  return `http://${name.includes(":") ? `[${name}]` : name}:${PORT?.trim() || 3000}`;
}
