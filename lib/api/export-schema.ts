import { z } from "zod";
import { messageSchema } from "../runs/settings";
import { endpointSchema } from "./endpoint-schema";
import { comparisonSchema, turnSchema } from "./run-schema";
import { shareSchema } from "./share-schema";
import { tokenSchema } from "./token-schema";
import { instant } from "./values";

const exportedTurn = turnSchema.extend({
  history: z
    .array(messageSchema)
    .describe("What was said before the prompt, where the caller sent `messages`."),
});

/** A line of the export of all that somebody has here. */
export const exportLineSchema = z.discriminatedUnion("type", [
  z.object({ type: z.literal("export"), version: z.literal(1), createdAt: instant }),
  comparisonSchema.extend({ type: z.literal("comparison"), turns: z.array(exportedTurn) }),
  shareSchema.extend({ type: z.literal("share") }),
  endpointSchema.extend({ type: z.literal("endpoint") }),
  tokenSchema.extend({ type: z.literal("token") }),
]);

export type ExportLine = z.infer<typeof exportLineSchema>;
