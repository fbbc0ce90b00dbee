import {
  approximately,
  formatCount,
  formatMs,
  formatThroughput,
  formatUsd,
} from "@/components/numbers/format-metric";
import { figuresOf } from "./lane-figures";
import { type LaneState, type TurnState, textOf } from "./lane-state";
import { statusWord } from "./status-words";

/** A whole comparison as a Markdown document: prompt, figures as a table, every answer in full. */
export function comparisonToMarkdown(
  { instructions, turns }: { instructions: string | null; turns: TurnState[] },
  offerName: (id: string) => string,
): string {
  const blocks = turns.flatMap(({ prompt, lanes }, index) => [
    `## ${turns.length > 1 ? `Prompt ${index + 1}` : "Prompt"}\n\n${quote(prompt)}`,
    figuresTable(lanes, offerName),
    ...lanes.map(
      (lane) =>
        `### ${offerName(lane.offer)}\n\n${textOf(lane.parts, "text").trim() || `*${statusWord(lane)}*`}`,
    ),
  ]);
  if (instructions) blocks.unshift(`## Instructions\n\n${quote(instructions)}`);
  return `${blocks.join("\n\n")}\n`;
}

function figuresTable(lanes: LaneState[], offerName: (id: string) => string): string {
  const rows = lanes.map((lane) => {
    const figures = figuresOf(lane, null, null);
    const mark = (text: string, estimated: boolean) => (estimated ? approximately(text) : text);
    return [
      offerName(lane.offer) + (lane.run?.simulated ? " (simulated)" : ""),
      statusWord(lane),
      formatMs(figures.ttftMs),
      formatMs(figures.firstAnswerMs),
      formatThroughput(figures.throughputTps),
      mark(formatCount(figures.outputTokens), figures.tokensEstimated),
      mark(formatUsd(figures.costUsd), figures.costEstimated),
    ];
  });
  const head = ["Offer", "State", "TTFT", "First answer", "Throughput", "Tokens out", "Cost"];
  const align = ["---", "---", "--:", "--:", "--:", "--:", "--:"];
  return [head, align, ...rows].map((cells) => `| ${cells.join(" | ")} |`).join("\n");
}

function quote(text: string): string {
  return text
    .trim()
    .split("\n")
    .map((line) => `> ${line}`.trimEnd())
    .join("\n");
}
