import { ToolCallCard } from "@/components/comparison/tool-call-card";
import type { RunContent as Content } from "@/lib/runs/run";
import { Folded, RunSection, Verbatim } from "./run-section";

/** The answer as it came, unrendered; its comparison shows it rendered. */
export function RunContent({ content: { text, reasoning, toolCalls } }: { content: Content }) {
  return (
    <RunSection title="Answer">
      {reasoning ? (
        <Folded summary="Reasoning">
          <p className="whitespace-pre-wrap break-words text-base text-muted">{reasoning}</p>
        </Folded>
      ) : null}
      {text ? <Verbatim label="Answer's text" text={text} /> : null}
      {toolCalls.map((call) => (
        <ToolCallCard key={call.id} call={call} error={null} done />
      ))}
      {text || toolCalls.length > 0 ? null : <p className="text-base text-faint">No text arrived.</p>}
    </RunSection>
  );
}
