/** The vocabulary of `Offer.features`, with what each word promises. Providers' own words are mapped to these. */
export const FEATURES = {
  reasoning: "Thinks before it answers, and streams that thinking apart from the answer.",
  tools: "Calls functions that the request describes.",
  "tool-stream": "Streams a tool call's arguments as they are written.",
  json: "Can be held to some valid JSON object.",
  "structured-outputs": "Can be held to a given JSON Schema (and so to plain JSON).",
  "prompt-caching": "Bills a repeated prefix at the cache price without being asked to.",
  "web-search": "Can search the web while answering.",
  "provider-routing": "Chooses among several upstreams, and lets the caller pin one.",
  "usage-cost": "Reports the cost of a run with its usage.",
  async: "Can take a task now and be asked for its result later.",
} as const;

export type Feature = keyof typeof FEATURES;
