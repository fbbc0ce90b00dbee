"use client";

import { Dialog as BaseDialog } from "@base-ui/react/dialog";
import { X } from "lucide-react";
import type { ReactNode } from "react";
import { classNames } from "./class-names";
import { iconButtonClassName } from "./icon-button";

export const Dialog = BaseDialog.Root;
export const DialogTrigger = BaseDialog.Trigger;
export const DialogClose = BaseDialog.Close;

export function DialogContent({
  title,
  description,
  footer,
  className,
  children,
}: {
  title: string;
  description?: ReactNode;
  /** Buttons, at the right; the one that acts comes last. */
  footer?: ReactNode;
  className?: string;
  children?: ReactNode;
}) {
  return (
    <BaseDialog.Portal>
      <BaseDialog.Backdrop className="fixed inset-0 z-40 bg-black/40 transition-opacity duration-150 data-ending-style:opacity-0 data-starting-style:opacity-0 dark:bg-black/65" />
      <BaseDialog.Viewport className="fixed inset-0 z-40 grid grid-cols-[minmax(0,1fr)] place-items-center overflow-y-auto p-4">
        <BaseDialog.Popup
          className={classNames(
            "relative flex w-full flex-col rounded-xl bg-raised text-text shadow-popup outline-none transition-[opacity,scale] duration-150 data-ending-style:scale-98 data-ending-style:opacity-0 data-starting-style:scale-98 data-starting-style:opacity-0",
            className ?? "max-w-lg",
          )}
        >
          <div className="flex flex-col gap-1 p-5 pr-14 pb-0">
            <BaseDialog.Title className="font-semibold text-lg">{title}</BaseDialog.Title>
            {description ? (
              <BaseDialog.Description className="text-base text-muted">{description}</BaseDialog.Description>
            ) : null}
          </div>
          <div className="flex min-w-0 flex-col gap-4 p-5 pt-4">{children}</div>
          {footer ? (
            <div className="flex flex-wrap items-center justify-end gap-2 border-t px-5 py-3">{footer}</div>
          ) : null}
          <BaseDialog.Close
            aria-label="Close"
            className={iconButtonClassName("md", "absolute top-3 right-3")}
          >
            <X size={16} aria-hidden />
          </BaseDialog.Close>
        </BaseDialog.Popup>
      </BaseDialog.Viewport>
    </BaseDialog.Portal>
  );
}
