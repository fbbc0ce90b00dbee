/** What travels in a comparison's one stream, each event tagged with its lane; the types follow from what the API promises. */
import type { z } from "zod";
import type {
  chunkEventSchema,
  metricsEventSchema,
  runEventSchema,
  streamEventSchema,
  turnEventSchema,
} from "../api/event-schema";

export type TurnEvent = z.infer<typeof turnEventSchema>;
export type ChunkEvent = z.infer<typeof chunkEventSchema>;
export type MetricsEvent = z.infer<typeof metricsEventSchema>;
export type RunEvent = z.infer<typeof runEventSchema>;
export type StreamEvent = z.infer<typeof streamEventSchema>;
