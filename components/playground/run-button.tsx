"use client";

import { CornerDownLeft, Square } from "lucide-react";
import { useSyncExternalStore } from "react";
import { Button } from "@/components/ui/button";

const never = () => () => {};

/** Sends what is written to the lanes, or stops them while they run. */
export function RunButton({
  live,
  label,
  enterSends,
  disabled,
  onRun,
  onStop,
}: {
  live: boolean;
  label: string;
  /** Whether Enter alone does it. */
  enterSends: boolean;
  disabled: boolean;
  onRun: () => void;
  onStop: () => void;
}) {
  // Which key it is depends on the person's machine, which the server doesn't know.
  const apple = useSyncExternalStore(
    never,
    () => /mac|iphone|ipad/i.test(navigator.platform),
    () => false,
  );
  if (live) {
    return (
      <Button onClick={onStop}>
        <Square size={12} aria-hidden fill="currentColor" />
        Stop all
        <Key>Esc</Key>
      </Button>
    );
  }
  return (
    <Button variant="primary" onClick={onRun} disabled={disabled} focusableWhenDisabled>
      {label}
      <Key>
        {enterSends ? null : apple ? "⌘" : "Ctrl"}
        <CornerDownLeft size={12} aria-label="Enter" />
      </Key>
    </Button>
  );
}

function Key({ children }: { children: React.ReactNode }) {
  return (
    <kbd className="inline-flex items-center gap-1 font-sans text-xs opacity-75 pointer-coarse:hidden">
      {children}
    </kbd>
  );
}
