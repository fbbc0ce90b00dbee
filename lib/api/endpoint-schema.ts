import { z } from "zod";
import { createEndpointSchema, type EndpointTest, type EndpointView } from "../catalog/custom-endpoint";
import { runWarningSchema } from "./run-schema";
import { instant, milliseconds } from "./values";

const { name, dialect, preset, models } = createEndpointSchema.shape;

/** An endpoint of the operator's own, without its key. */
export const endpointSchema = z.object({
  name,
  provider: z.templateLiteral(["custom-", z.string()]),
  baseUrl: z.string(),
  dialect,
  preset,
  models,
  hasKey: z.boolean(),
  readOnly: z.boolean().describe("Whether GLIMPSE_ENDPOINTS defines it."),
  createdAt: instant.nullable(),
  updatedAt: instant.nullable(),
}) satisfies z.ZodType<EndpointView>;

export const endpointListSchema = z.object({ endpoints: z.array(endpointSchema) });

export const changedEndpointSchema = endpointSchema.extend({ warnings: z.array(runWarningSchema) });

/** What came back from one small call. */
export const endpointTestSchema = z.object({
  ok: z.boolean(),
  httpStatus: z.number().nullable(),
  ttftMs: milliseconds,
  modelId: z.string(),
  text: z.string(),
  reasoning: z.string(),
  error: z.object({ class: z.string(), code: z.string().nullable(), message: z.string() }).nullable(),
}) satisfies z.ZodType<EndpointTest>;
