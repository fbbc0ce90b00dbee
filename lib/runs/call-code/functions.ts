import { asRecord } from "./call";

export type CalledFunction = { name: string; description: string | undefined; parameters: unknown };

/** The tools of a request, as the dialects write them: functions, and those that are the provider's own. */
export function splitTools(tools: unknown): { functions: CalledFunction[]; others: unknown[] } {
  const functions: CalledFunction[] = [];
  const others: unknown[] = [];
  for (const tool of Array.isArray(tools) ? tools : []) {
    const outer = asRecord(tool);
    // chat-completions has the function inside, responses has it plain, messages calls its parameters otherwise.
    const { name, description, parameters, input_schema } = {
      ...outer,
      ...asRecord(outer.function),
    } as Record<string, unknown>;
    const schema = parameters ?? input_schema;
    if (typeof name !== "string" || schema === undefined) others.push(tool);
    else
      functions.push({
        name,
        description: typeof description === "string" ? description : undefined,
        parameters: schema,
      });
  }
  return { functions, others };
}
