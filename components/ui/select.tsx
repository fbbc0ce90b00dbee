"use client";

import { Select as BaseSelect } from "@base-ui/react/select";
import { Check, ChevronsUpDown } from "lucide-react";
import type { ReactNode } from "react";
import { classNames } from "./class-names";
import { itemClassName, popupClassName } from "./popup-styles";

export type SelectOption<Value extends string> = { value: Value; label: ReactNode; disabled?: boolean };

/** One choice of a few. Name it with `aria-label`, or with a `<label htmlFor={id}>`. */
export function Select<Value extends string>({
  id,
  value,
  onValueChange,
  options,
  className,
  disabled,
  "aria-label": ariaLabel,
}: {
  id?: string;
  value: Value;
  onValueChange: (value: Value) => void;
  options: SelectOption<Value>[];
  className?: string;
  disabled?: boolean;
  "aria-label"?: string;
}) {
  return (
    <BaseSelect.Root
      items={options}
      value={value}
      onValueChange={(next) => next !== null && onValueChange(next)}
      disabled={disabled}
    >
      <BaseSelect.Trigger
        id={id}
        aria-label={ariaLabel}
        className={classNames(
          "flex h-8 min-w-0 items-center justify-between gap-2 rounded-md border border-border-strong bg-surface px-2.5 text-base text-text transition-colors hover:bg-hover data-disabled:text-faint pointer-coarse:h-11",
          className,
        )}
      >
        <BaseSelect.Value className="truncate" />
        <BaseSelect.Icon>
          <ChevronsUpDown size={14} className="text-faint" aria-hidden />
        </BaseSelect.Icon>
      </BaseSelect.Trigger>
      <BaseSelect.Portal>
        <BaseSelect.Positioner
          sideOffset={6}
          collisionPadding={8}
          alignItemWithTrigger={false}
          className="z-50"
        >
          <BaseSelect.Popup className={classNames(popupClassName, "min-w-(--anchor-width)")}>
            <BaseSelect.List className="max-h-(--available-height) overflow-y-auto p-1">
              {options.map((option) => (
                <BaseSelect.Item
                  key={option.value}
                  value={option.value}
                  disabled={option.disabled}
                  className={classNames(itemClassName, "justify-between pr-2")}
                >
                  <BaseSelect.ItemText>{option.label}</BaseSelect.ItemText>
                  <BaseSelect.ItemIndicator>
                    <Check size={14} aria-hidden />
                  </BaseSelect.ItemIndicator>
                </BaseSelect.Item>
              ))}
            </BaseSelect.List>
          </BaseSelect.Popup>
        </BaseSelect.Positioner>
      </BaseSelect.Portal>
    </BaseSelect.Root>
  );
}
