"use client";

import { Switch as BaseSwitch } from "@base-ui/react/switch";
import type { ComponentProps } from "react";

export type SwitchProps = Omit<ComponentProps<typeof BaseSwitch.Root>, "className">;

/** On or off. Wrap it in a `<label>` with its words, or give it `aria-label`. */
export function Switch(props: SwitchProps) {
  return (
    <BaseSwitch.Root
      className="relative flex h-6 w-10 shrink-0 items-center rounded-full border border-border-strong bg-sunken p-0.5 transition-colors data-checked:border-accent data-checked:bg-accent data-disabled:opacity-50"
      {...props}
    >
      <BaseSwitch.Thumb className="size-4.5 rounded-full bg-faint transition-transform duration-150 data-checked:translate-x-4 data-checked:bg-on-accent" />
    </BaseSwitch.Root>
  );
}
