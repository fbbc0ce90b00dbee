"use client";

import { Check, Copy, X } from "lucide-react";
import { useEffect, useState } from "react";
import { Button } from "./button";
import { copyText } from "./copy-text";
import { IconButton } from "./icon-button";

type Outcome = "idle" | "copied" | "failed";

/** Copies what `text` gives at the moment of the click, and shows a tick for two seconds. */
export function CopyButton({
  text,
  label,
  showLabel = false,
  size = "sm",
  disabled,
}: {
  text: string | (() => string);
  /** What is copied, as a command: "Copy answer". */
  label: string;
  showLabel?: boolean;
  size?: "sm" | "md";
  disabled?: boolean;
}) {
  const [outcome, setOutcome] = useState<Outcome>("idle");

  useEffect(() => {
    if (outcome === "idle") return;
    const timer = setTimeout(() => setOutcome("idle"), 2000);
    return () => clearTimeout(timer);
  }, [outcome]);

  async function copy() {
    const copied = await copyText(typeof text === "string" ? text : text());
    setOutcome(copied ? "copied" : "failed");
  }

  const Icon = outcome === "copied" ? Check : outcome === "failed" ? X : Copy;
  const words = outcome === "copied" ? "Copied" : outcome === "failed" ? "Could not copy" : label;
  const icon = <Icon size={14} aria-hidden className={outcome === "copied" ? "text-success" : undefined} />;

  return (
    <>
      {showLabel ? (
        <Button size={size} onClick={copy} disabled={disabled}>
          {icon}
          {words}
        </Button>
      ) : (
        <IconButton label={words} size={size} onClick={copy} disabled={disabled}>
          {icon}
        </IconButton>
      )}
    </>
  );
}
