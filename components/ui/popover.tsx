"use client";

import { Popover as BasePopover } from "@base-ui/react/popover";
import type { ComponentProps, ReactNode } from "react";
import { classNames } from "./class-names";
import { popupClassName } from "./popup-styles";

export const Popover = BasePopover.Root;
/** Give it `render={<Button />}` or an icon button; it renders a plain button else. */
export const PopoverTrigger = BasePopover.Trigger;

export function PopoverContent({
  title,
  hideTitle = false,
  side = "bottom",
  align = "start",
  className,
  children,
  ...props
}: {
  /** Its accessible name. */
  title: string;
  hideTitle?: boolean;
  side?: "top" | "bottom" | "left" | "right";
  align?: "start" | "center" | "end";
  className?: string;
  children: ReactNode;
} & Pick<ComponentProps<typeof BasePopover.Popup>, "initialFocus">) {
  return (
    <BasePopover.Portal>
      <BasePopover.Positioner side={side} align={align} sideOffset={6} collisionPadding={8} className="z-40">
        <BasePopover.Popup
          className={classNames(
            popupClassName,
            "flex max-h-(--available-height) max-w-(--available-width) flex-col overflow-y-auto",
            className ?? "w-80 p-3",
          )}
          {...props}
        >
          <BasePopover.Title className={hideTitle ? "sr-only" : "mb-3 font-medium text-base"}>
            {title}
          </BasePopover.Title>
          {children}
        </BasePopover.Popup>
      </BasePopover.Positioner>
    </BasePopover.Portal>
  );
}
