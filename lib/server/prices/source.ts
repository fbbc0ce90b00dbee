import type { z } from "zod";
import type { LiveSourceKind, PriceObservation } from "@/lib/pricing/price-sources";

/** A source that can be asked for prices. */
export type PriceSource = {
  kind: LiveSourceKind;
  /** @throws SourceFault when nothing at all could be read */
  read(get: GetJson): Promise<SourceReading>;
};

/** What could be read, and a clause ("answered with status 503") for everything that could not. */
export type SourceReading = { observations: PriceObservation[]; problems: string[] };

/** Gives the JSON at an address. @throws SourceFault */
export type GetJson = (url: string, headers?: Record<string, string>) => Promise<unknown>;

/** A source does not answer, or not in a shape that is known. The message is a clause whose subject is the source. */
export class SourceFault extends Error {
  override readonly name = "SourceFault";
  /** The HTTP status, where one is to blame. */
  readonly status: number | null;

  constructor(message: string, options: { status?: number; cause?: unknown } = {}) {
    super(message, { cause: options.cause });
    this.status = options.status ?? null;
  }
}

/** @throws SourceFault naming the first field that is not as expected */
export function parseAnswer<T>(schema: z.ZodType<T>, answer: unknown): T {
  const parsed = schema.safeParse(answer);
  if (parsed.success) return parsed.data;
  const path = parsed.error.issues[0]?.path.join(".") || "its top";
  throw new SourceFault(`answered in a shape that is not known (at ${path.slice(0, 100)})`, {
    cause: parsed.error,
  });
}
