"use client";

import { splitOfferId, useCatalog } from "@/components/comparison/catalog-context";
import { type ExamplePrompt, examplePrompts } from "@/lib/runs/example-prompts";

/** Prompts that show where tiers differ, for an empty box. */
export function ExamplePromptRow({
  offers,
  onChoose,
}: {
  /** The lanes' offers: some examples only mean something to the Demo provider. */
  offers: string[];
  onChoose: (example: ExamplePrompt) => void;
}) {
  const catalog = useCatalog();
  const simulated = offers.some((offer) => catalog.provider(splitOfferId(offer)[0])?.kind === "simulated");
  const shown: ExamplePrompt[] = examplePrompts.filter(
    (example: ExamplePrompt) => simulated || !example.demoOnly,
  );
  return (
    <div className="flex items-center gap-1.5 overflow-x-auto p-0.5 [scrollbar-width:none]">
      <span className="shrink-0 pr-1 text-faint text-sm">Try</span>
      {shown.map((example) => (
        <button
          key={example.id}
          type="button"
          onClick={() => onChoose(example)}
          className="h-7 shrink-0 whitespace-nowrap rounded-full border bg-surface px-2.5 text-muted text-sm transition-colors hover:border-border-strong hover:text-text pointer-coarse:h-11 pointer-coarse:px-4"
        >
          {example.label}
        </button>
      ))}
    </div>
  );
}
