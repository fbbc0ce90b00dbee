"use client";

import { NumberField as BaseNumberField } from "@base-ui/react/number-field";
import { Minus, Plus } from "lucide-react";
import { classNames } from "./class-names";

const stepper =
  "grid w-7 shrink-0 place-items-center text-faint transition-colors hover:bg-hover hover:text-text data-disabled:opacity-40 pointer-coarse:w-11";

/** A number, or null when empty. Name it with `aria-label`, or with a `<label htmlFor={id}>`. */
export function NumberField({
  id,
  value,
  onValueChange,
  min,
  max,
  step,
  placeholder,
  format,
  disabled,
  className,
  "aria-label": ariaLabel,
}: {
  id?: string;
  value: number | null;
  onValueChange: (value: number | null) => void;
  min?: number;
  max?: number;
  step?: number;
  placeholder?: string;
  format?: Intl.NumberFormatOptions;
  disabled?: boolean;
  className?: string;
  "aria-label"?: string;
}) {
  return (
    <BaseNumberField.Root
      id={id}
      value={value}
      onValueChange={onValueChange}
      min={min}
      max={max}
      step={step}
      format={format}
      disabled={disabled}
    >
      <BaseNumberField.Group
        className={classNames(
          "flex h-8 overflow-hidden rounded-md border border-border-strong bg-surface transition-colors focus-within:border-focus focus-within:outline-1 focus-within:outline-focus hover:border-faint pointer-coarse:h-11",
          className,
        )}
      >
        <BaseNumberField.Decrement className={stepper}>
          <Minus size={13} aria-hidden />
        </BaseNumberField.Decrement>
        <BaseNumberField.Input
          aria-label={ariaLabel}
          placeholder={placeholder}
          className="w-full min-w-0 bg-transparent px-1 text-center text-base tabular-nums outline-none placeholder:text-base pointer-coarse:text-lg"
        />
        <BaseNumberField.Increment className={stepper}>
          <Plus size={13} aria-hidden />
        </BaseNumberField.Increment>
      </BaseNumberField.Group>
    </BaseNumberField.Root>
  );
}
