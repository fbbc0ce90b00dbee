"use client";

import { Menu as BaseMenu } from "@base-ui/react/menu";
import { Check } from "lucide-react";
import type { ComponentProps, ReactNode } from "react";
import { classNames } from "./class-names";
import { itemClassName, popupClassName } from "./popup-styles";

export const Menu = BaseMenu.Root;
export const MenuTrigger = BaseMenu.Trigger;
export const MenuGroup = BaseMenu.Group;
export const MenuRadioGroup = BaseMenu.RadioGroup;

/** Unlike dialogs, menus have to stand inside a landmark: that of the page's content. */
const main = {
  get current() {
    return document.querySelector("main");
  },
};

export function MenuContent({
  side = "bottom",
  align = "end",
  className,
  children,
}: {
  side?: "top" | "bottom";
  align?: "start" | "center" | "end";
  className?: string;
  children: ReactNode;
}) {
  return (
    <BaseMenu.Portal container={main}>
      <BaseMenu.Positioner side={side} align={align} sideOffset={6} collisionPadding={8} className="z-40">
        <BaseMenu.Popup
          className={classNames(
            popupClassName,
            "max-h-(--available-height) max-w-(--available-width) overflow-y-auto p-1",
            className ?? "min-w-48",
          )}
        >
          {children}
        </BaseMenu.Popup>
      </BaseMenu.Positioner>
    </BaseMenu.Portal>
  );
}

type ItemProps = Omit<ComponentProps<typeof BaseMenu.Item>, "className"> & { className?: string };

export function MenuItem({ className, ...props }: ItemProps) {
  return <BaseMenu.Item className={classNames(itemClassName, className)} {...props} />;
}

type LinkItemProps = Omit<ComponentProps<typeof BaseMenu.LinkItem>, "className"> & { className?: string };

export function MenuLinkItem({ className, ...props }: LinkItemProps) {
  return <BaseMenu.LinkItem className={classNames(itemClassName, className)} {...props} />;
}

type CheckboxItemProps = Omit<ComponentProps<typeof BaseMenu.CheckboxItem>, "className">;

export function MenuCheckboxItem({ children, ...props }: CheckboxItemProps) {
  return (
    <BaseMenu.CheckboxItem className={itemClassName} {...props}>
      <span className="grid size-4 place-items-center">
        <BaseMenu.CheckboxItemIndicator>
          <Check size={14} aria-hidden />
        </BaseMenu.CheckboxItemIndicator>
      </span>
      {children}
    </BaseMenu.CheckboxItem>
  );
}

type RadioItemProps = Omit<ComponentProps<typeof BaseMenu.RadioItem>, "className">;

export function MenuRadioItem({ children, ...props }: RadioItemProps) {
  return (
    <BaseMenu.RadioItem className={itemClassName} {...props}>
      <span className="grid size-4 place-items-center">
        <BaseMenu.RadioItemIndicator>
          <Check size={14} aria-hidden />
        </BaseMenu.RadioItemIndicator>
      </span>
      {children}
    </BaseMenu.RadioItem>
  );
}

export function MenuGroupLabel({ children }: { children: ReactNode }) {
  return (
    <BaseMenu.GroupLabel className="px-2 pt-1.5 pb-1 text-faint text-xs">{children}</BaseMenu.GroupLabel>
  );
}

export function MenuSeparator() {
  return <BaseMenu.Separator className="-mx-1 my-1 h-px bg-border" />;
}
