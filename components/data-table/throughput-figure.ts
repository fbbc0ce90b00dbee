import { formatThroughput } from "@/components/numbers/format-metric";

/** Tokens per second without their unit, for columns whose head has it: "87.4". */
export function throughputFigure(tps: number | null): string {
  return formatThroughput(tps).replace(/\s*tok\/s$/, "");
}
