import { ENVIRONMENT_VARIABLES } from "../lib/server/env.ts";

/** Every variable that Glimpse reads, unset: neither a shell nor a `.env` file of whoever runs the tests must change them. */
export const blankEnvironment: Record<string, string> = Object.fromEntries(
  ENVIRONMENT_VARIABLES.map((name) => [name, ""]),
);
