/** The few kinds of value that answers are made of. */
import { z } from "zod";

export const instant = z.iso.datetime();
export const milliseconds = z.number().nullable();
export const tokenCount = z.number().nullable();

/** An amount in USD, or a price in USD per 1M tokens: digits, never a float; null is unknown. */
export const decimal = z
  .string()
  .regex(/^-?\d+(\.\d+)?$/)
  .nullable();

/** The id of a page's last row, for the page after it. */
export const nextCursor = z.uuid().nullable();
