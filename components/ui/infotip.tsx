"use client";

import { Tooltip as BaseTooltip } from "@base-ui/react/tooltip";
import { type ReactNode, useState } from "react";
import { classNames } from "./class-names";
import { tooltipPopupClassName } from "./tooltip";

/** A word that opens its own explanation: on hover, on focus and, where there is neither, on a tap. */
export function Infotip({
  children,
  description,
  className,
}: {
  children: ReactNode;
  description: string;
  className?: string;
}) {
  const [open, setOpen] = useState(false);
  return (
    <BaseTooltip.Root open={open} onOpenChange={setOpen}>
      <BaseTooltip.Trigger
        closeOnClick={false}
        delay={200}
        onClick={() => setOpen(true)}
        aria-description={description}
        className={classNames(
          "relative cursor-help rounded-xs text-left decoration-faint/60 decoration-dotted underline-offset-3 hover:underline",
          // The word stays as small as its line; what can be hit is larger.
          "before:absolute before:top-1/2 before:left-1/2 before:size-full before:min-h-6 before:min-w-6 before:-translate-1/2 pointer-coarse:before:min-h-11 pointer-coarse:before:min-w-11",
          className,
        )}
      >
        {children}
      </BaseTooltip.Trigger>
      <BaseTooltip.Portal>
        <BaseTooltip.Positioner side="bottom" sideOffset={6} collisionPadding={8} className="z-50">
          <BaseTooltip.Popup className={tooltipPopupClassName}>{description}</BaseTooltip.Popup>
        </BaseTooltip.Positioner>
      </BaseTooltip.Portal>
    </BaseTooltip.Root>
  );
}
