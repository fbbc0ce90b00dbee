"use client";

import { Slider as BaseSlider } from "@base-ui/react/slider";
import { classNames } from "./class-names";

export function Slider({
  value,
  onValueChange,
  min,
  max,
  step,
  label,
  unset = false,
  disabled,
}: {
  value: number;
  onValueChange: (value: number) => void;
  min: number;
  max: number;
  step: number;
  /** Its accessible name. */
  label: string;
  /** Where it stands means nothing yet. */
  unset?: boolean;
  disabled?: boolean;
}) {
  return (
    <BaseSlider.Root
      value={value}
      onValueChange={(next) => onValueChange(typeof next === "number" ? next : (next[0] ?? min))}
      min={min}
      max={max}
      step={step}
      disabled={disabled}
    >
      <BaseSlider.Control className="flex h-8 w-full touch-none select-none items-center pointer-coarse:h-11">
        <BaseSlider.Track className="h-1 w-full rounded-full bg-border-strong">
          <BaseSlider.Indicator
            className={classNames("rounded-full", unset ? "bg-transparent" : "bg-accent")}
          />
          <BaseSlider.Thumb
            aria-label={label}
            className="size-4 rounded-full border border-border-strong bg-white shadow-card before:absolute before:-inset-1 has-[:focus-visible]:outline-2 has-[:focus-visible]:outline-focus has-[:focus-visible]:outline-offset-2 pointer-coarse:before:-inset-3.5"
          />
        </BaseSlider.Track>
      </BaseSlider.Control>
    </BaseSlider.Root>
  );
}
