"use client";

import { Toggle } from "@base-ui/react/toggle";
import { ToggleGroup as BaseToggleGroup } from "@base-ui/react/toggle-group";
import type { ReactNode } from "react";
import { classNames } from "./class-names";

export type ToggleOption<Value extends string> = { value: Value; label: ReactNode; ariaLabel?: string };

/** One of a few, all in view; one is always chosen. */
export function ToggleGroup<Value extends string>({
  value,
  onValueChange,
  options,
  className,
  "aria-label": ariaLabel,
}: {
  value: Value;
  onValueChange: (value: Value) => void;
  options: ToggleOption<Value>[];
  className?: string;
  "aria-label": string;
}) {
  return (
    <BaseToggleGroup
      aria-label={ariaLabel}
      value={[value]}
      onValueChange={(pressed) => {
        const next = options.find((option) => option.value === pressed[0]);
        if (next) onValueChange(next.value);
      }}
      className={classNames(
        "inline-flex rounded-md bg-sunken p-0.5 ring-1 ring-border ring-inset",
        className,
      )}
    >
      {options.map((option) => (
        <Toggle
          key={option.value}
          value={option.value}
          aria-label={option.ariaLabel}
          className="flex h-6.5 min-w-6.5 flex-auto items-center justify-center gap-1.5 whitespace-nowrap rounded-sm px-2 text-muted text-sm transition-colors hover:text-text data-pressed:bg-surface data-pressed:text-text data-pressed:shadow-card data-pressed:ring-1 data-pressed:ring-border dark:data-pressed:bg-hover pointer-coarse:h-10 pointer-coarse:min-w-11"
        >
          {option.label}
        </Toggle>
      ))}
    </BaseToggleGroup>
  );
}
