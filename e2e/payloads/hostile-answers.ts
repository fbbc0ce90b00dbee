import { exfiltrationPayloads } from "./exfiltration-payloads.ts";
import { ordinaryMarkdown, pathologicalMarkdown } from "./pathological-markdown.ts";
import { xssPayloads } from "./xss-payloads.ts";

/** As much as one answer of a few big deltas holds; and as much as is rendered as one block. */
const LONGEST = 16_000;
const LONGEST_BLOCK = 1_200;

/** A definition or footnote, which means something only where all of an answer is one block. */
const REFERENCE = /^\[[^\]]+\]:/m;

/** Payloads as paragraphs of few answers. */
function answersOf(payloads: string[]): string[] {
  const [referring, others] = [true, false].map((refers) =>
    payloads.filter((payload) => REFERENCE.test(payload) === refers),
  );
  return [...joined(others ?? [], LONGEST), ...joined(referring ?? [], LONGEST_BLOCK)];
}

function joined(payloads: string[], longest: number): string[] {
  const answers: string[] = [];
  let answer = "";
  for (const payload of payloads) {
    if (answer.length + payload.length > longest) {
      answers.push(answer);
      answer = "";
    }
    answer += `${payload}\n\n`;
  }
  return [...answers, answer];
}

/** What the simulated upstream says to a prompt with `[hostile <kind> <number>]`; `ordinary` is for comparison. */
export const hostileAnswers: Record<string, string[]> = {
  xss: answersOf(xssPayloads),
  exfiltration: answersOf(exfiltrationPayloads),
  pathological: Object.values(pathologicalMarkdown),
  ordinary: [ordinaryMarkdown, ordinaryMarkdown, ordinaryMarkdown],
};

/** Prompts that bring all answers of a kind, to three lanes at a time. */
export function hostilePrompts(kind: string): string[] {
  const turns = Math.ceil((hostileAnswers[kind]?.length ?? 0) / 3);
  return Array.from({ length: turns }, (_, turn) => `[hostile ${kind} ${turn * 3}] [instant]`);
}
