"use client";

import type { ReactNode } from "react";
import { Switch } from "./switch";

/** A switch with its words beside it. */
export function SwitchField({
  checked,
  onCheckedChange,
  children,
}: {
  checked: boolean;
  onCheckedChange: (checked: boolean) => void;
  children: ReactNode;
}) {
  return (
    // biome-ignore lint/a11y/noLabelWithoutControl: Switch is a control, which the rule can't see
    <label className="flex min-h-8 items-center gap-2 text-base pointer-coarse:min-h-11">
      <Switch checked={checked} onCheckedChange={onCheckedChange} />
      {children}
    </label>
  );
}
