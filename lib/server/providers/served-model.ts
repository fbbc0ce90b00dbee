import type { WireJson } from "./dialects/dialect-wire";

/** Which model the provider says answers: every dialect names it in each chunk, or in the object of its first event. */
export function servedModelOf({ model, response, message }: WireJson): string | null {
  const named = [model, fieldOf(response, "model"), fieldOf(message, "model")];
  return named.find((value): value is string => typeof value === "string" && value !== "") ?? null;
}

function fieldOf(value: unknown, name: string): unknown {
  return typeof value === "object" && value !== null ? Reflect.get(value, name) : null;
}
