import { providers } from "@/lib/catalog/providers";
import type { Call, CallMessage } from "@/lib/runs/call-code";
import type { Run } from "@/lib/runs/run";
import type { ComparisonState } from "./comparison-store";
import { laneAt, textOf } from "./lane-state";

/** Where an operator's own server would be; its true address is known to the server alone. */
const OWN_ADDRESS = "http://localhost:8000/v1";
/** The Demo provider has no address: its calls are those of the provider that it plays. */
const PLAYED = "zai";

/** The call that a run made, with the conversation that it was part of; null where nothing was sent. */
export function callOfRun(run: Run, { instructions, turns }: ComparisonState): Call | null {
  if (Object.keys(run.sent).length === 0) return null;
  const id = run.simulated ? PLAYED : run.provider;
  const provider = providers.find((known) => known.id === id);
  const keeps = keepsThinking(run.sent);
  const messages = turns.slice(0, run.turn + 1).flatMap(({ prompt, lanes }, turn): CallMessage[] => {
    const asked: CallMessage = { role: "user", content: prompt };
    const parts = turn < run.turn ? laneAt({ prompt, lanes }, run.lane)?.parts : undefined;
    const content = textOf(parts ?? [], "text");
    if (!parts || content === "") return [asked];
    const reasoning = keeps ? textOf(parts, "reasoning") : "";
    return [asked, { role: "assistant", content, ...(reasoning ? { reasoning } : {}) }];
  });
  return {
    dialect: run.dialect,
    provider: id,
    baseUrl: (provider?.baseUrl ?? OWN_ADDRESS).replace("{region}", "us-east-1"),
    keyVariable: provider?.keyVariable ?? null,
    sent: run.sent,
    instructions,
    messages,
  };
}

/** Z.ai is sent earlier thinking back where it was asked to keep it. */
function keepsThinking({ thinking }: Run["sent"]): boolean {
  return (
    typeof thinking === "object" &&
    thinking !== null &&
    "clear_thinking" in thinking &&
    thinking.clear_thinking === false
  );
}
