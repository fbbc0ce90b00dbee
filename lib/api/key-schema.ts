import { z } from "zod";
import { PROVIDER_IDS } from "../catalog/types";
import { endpointTestSchema } from "./endpoint-schema";
import { instant } from "./values";

/** What there is to know of a provider's key: everything but the key. */
export const keySchema = z.object({
  provider: z.enum(PROVIDER_IDS),
  source: z
    .enum(["environment", "settings", "session", "none"])
    .describe("Where one's own key is from; `session` is a visitor's, which the server does not keep."),
  origin: z.string().nullable().describe("The only origin that it is sent to."),
  setAt: instant.nullable().describe("When it was entered; null for the environment's."),
  needsNewKey: z.boolean().describe("Whether one was entered that can't be used any more."),
});
export type KeyView = z.infer<typeof keySchema>;

export const keyListSchema = z.object({ keys: z.array(keySchema) });

/** What came back from one small call with the key. */
export const keyTestSchema = endpointTestSchema.extend({
  advice: z.string().nullable().describe("What a refusal means for the key, and what to do."),
});
export type KeyTest = z.infer<typeof keyTestSchema>;
