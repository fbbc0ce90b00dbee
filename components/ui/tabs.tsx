"use client";

import { Tabs as BaseTabs } from "@base-ui/react/tabs";
import type { ComponentProps } from "react";
import { classNames } from "./class-names";

export const Tabs = BaseTabs.Root;

type Styled<Props> = Omit<Props, "className"> & { className?: string };

export function TabsList({ className, children, ...props }: Styled<ComponentProps<typeof BaseTabs.List>>) {
  return (
    <BaseTabs.List
      className={classNames("relative flex gap-1 overflow-x-auto border-b [scrollbar-width:none]", className)}
      {...props}
    >
      {children}
      <BaseTabs.Indicator className="absolute bottom-0 left-0 h-0.5 w-(--active-tab-width) translate-x-(--active-tab-left) bg-text transition-[translate,width] duration-150" />
    </BaseTabs.List>
  );
}

export function TabsTab({ className, ...props }: Styled<ComponentProps<typeof BaseTabs.Tab>>) {
  return (
    <BaseTabs.Tab
      className={classNames(
        "flex h-9 shrink-0 items-center gap-2 whitespace-nowrap rounded-sm px-2.5 text-base text-muted outline-offset-[-2px] transition-colors hover:text-text data-active:text-text pointer-coarse:h-11",
        className,
      )}
      {...props}
    />
  );
}

export const TabsPanel = BaseTabs.Panel;
