"use client";

import { ToggleGroup } from "@/components/ui/toggle-group";

/** Whether what is written goes on with the shown comparison or starts one of its own. */
export type ComposerMode = "follow-up" | "new";

const OPTIONS = [
  { value: "follow-up", label: "Follow up" },
  { value: "new", label: "New prompt" },
] as const;

export function ComposerModeSwitch({
  mode,
  onChange,
}: {
  mode: ComposerMode;
  onChange: (mode: ComposerMode) => void;
}) {
  return (
    <ToggleGroup<ComposerMode>
      aria-label="Go on with this comparison, or start a new one"
      value={mode}
      onValueChange={onChange}
      options={[...OPTIONS]}
      className="mr-1"
    />
  );
}
