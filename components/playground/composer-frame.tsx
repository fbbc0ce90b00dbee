"use client";

import { type ReactNode, type RefObject, useEffect } from "react";
import { classNames } from "@/components/ui/class-names";
import { useFileDrop } from "./use-file-drop";

/** The box that prompts and follow-ups are written in: it takes files, and the focus where there is a keyboard. */
export function ComposerFrame({
  label,
  editor,
  onSubmit,
  onAddText,
  children,
}: {
  label: string;
  editor: RefObject<HTMLTextAreaElement | null>;
  onSubmit: () => void;
  /** Adds dropped or pasted files to the text. */
  onAddText: (add: (text: string) => string) => void;
  children: ReactNode;
}) {
  const { dragging, handlers } = useFileDrop(onAddText);

  useEffect(() => {
    // On a phone, the keyboard would cover the page before it was seen.
    if (window.matchMedia("(hover: hover) and (pointer: fine)").matches)
      editor.current?.focus({ preventScroll: true });
  }, [editor]);

  return (
    <form
      aria-label={label}
      onSubmit={(event) => {
        event.preventDefault();
        onSubmit();
      }}
      {...handlers}
      className={classNames(
        "flex flex-col rounded-lg border border-border-strong bg-surface shadow-card transition-colors focus-within:border-focus",
        dragging && "border-focus bg-accent-soft",
      )}
    >
      {children}
    </form>
  );
}

/** The row below the text: what belongs to it at the left, the estimate and the button at the right. */
export function ComposerBar({ children, end }: { children: ReactNode; end: ReactNode }) {
  return (
    <div className="flex flex-wrap items-center gap-x-1 gap-y-1.5 px-1.5 pb-1.5">
      {children}
      <div className="ml-auto flex min-w-0 flex-wrap items-center justify-end gap-x-3 gap-y-1.5">{end}</div>
    </div>
  );
}

/** On a phone the answers need the room that a prompt takes, except while it is written. */
export const ONE_LINE_ON_PHONES =
  "max-sm:not-focus:h-11 max-sm:not-focus:min-h-11 max-sm:not-focus:overflow-hidden max-sm:not-focus:pt-4.5 max-sm:not-focus:pb-0";
