"use client";

import { type KeyboardEvent, type RefObject, useEffectEvent, useLayoutEffect, useRef } from "react";
import { classNames } from "@/components/ui/class-names";
import { earlierPrompts } from "./prompt-history";

/**
 * Where prompts are written. Enter is a new line or sends, as asked; with Shift it always is a new line, with ⌘/Ctrl it
 * always sends. ↑ in an empty box brings back earlier prompts. Keys that an input method is using are left to it.
 */
export function PromptEditor({
  id,
  label,
  value,
  onChange,
  onRun,
  enterSends,
  placeholder,
  recall = false,
  className,
  ref,
}: {
  id: string;
  label: string;
  value: string;
  onChange: (value: string) => void;
  onRun: () => void;
  /** Whether Enter alone sends. */
  enterSends: boolean;
  placeholder: string;
  /** Whether ↑ and ↓ go through earlier prompts. */
  recall?: boolean;
  className?: string;
  ref?: RefObject<HTMLTextAreaElement | null>;
}) {
  /** Which earlier prompt stands in the box, and what it says, so that an edited one is left alone. */
  const recalled = useRef<{ index: number; prompt: string } | null>(null);

  const ownRef = useRef<HTMLTextAreaElement>(null);
  const box = ref ?? ownRef;
  // What was written before the page could listen would go at the next render.
  const takeOver = useEffectEvent(() => {
    const written = box.current?.value ?? "";
    if (value === "" && written !== "") onChange(written);
  });
  useLayoutEffect(() => takeOver(), []);

  function onKeyDown(event: KeyboardEvent<HTMLTextAreaElement>) {
    // Safari reports the Enter that ends a composition as composed no more, but with key code 229.
    if (event.nativeEvent.isComposing || event.keyCode === 229) return;
    const sends = event.metaKey || event.ctrlKey || (enterSends && !event.shiftKey && !event.altKey);
    if (event.key === "Enter" && sends) {
      event.preventDefault();
      onRun();
      return;
    }
    if (recall && (event.key === "ArrowUp" || event.key === "ArrowDown")) browse(event);
  }

  function browse(event: KeyboardEvent) {
    const current = recalled.current?.prompt === value ? recalled.current : null;
    if (value !== "" && !current) return;
    const index = (current?.index ?? -1) + (event.key === "ArrowUp" ? 1 : -1);
    const prompt = index < 0 ? "" : earlierPrompts()[index];
    if (prompt === undefined || (index < 0 && !current)) return;
    event.preventDefault();
    recalled.current = index < 0 ? null : { index, prompt };
    onChange(prompt);
  }

  return (
    <>
      <label htmlFor={id} className="sr-only">
        {label}
      </label>
      <textarea
        ref={box}
        id={id}
        value={value}
        rows={1}
        placeholder={placeholder}
        enterKeyHint={enterSends ? "send" : "enter"}
        onChange={(event) => onChange(event.currentTarget.value)}
        onKeyDown={onKeyDown}
        className={classNames(
          "field-sizing-content w-full resize-none bg-transparent px-3 py-2.5 text-lg outline-none",
          className,
        )}
      />
    </>
  );
}
