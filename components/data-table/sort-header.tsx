"use client";

import { ArrowDown, ArrowUp } from "lucide-react";
import type { ReactNode } from "react";
import { classNames } from "@/components/ui/class-names";
import { Tooltip } from "@/components/ui/tooltip";

/** A column's head that sorts by it. The arrow's place is kept, so that nothing moves. */
export function SortHeader({
  sorted,
  onSort,
  numeric = false,
  definition,
  children,
}: {
  sorted: false | "asc" | "desc";
  onSort: () => void;
  numeric?: boolean;
  definition?: string;
  children: ReactNode;
}) {
  const Arrow = sorted === "desc" ? ArrowDown : ArrowUp;
  const button = (
    <button
      type="button"
      onClick={onSort}
      aria-description={definition}
      className={classNames(
        "group/sort -mx-1.5 inline-flex min-h-6 items-center gap-1 rounded-sm px-1.5 transition-colors hover:bg-hover hover:text-text pointer-coarse:min-h-11",
        numeric && "flex-row-reverse",
        sorted ? "text-text" : "text-muted",
      )}
    >
      {children}
      <Arrow
        size={12}
        aria-hidden
        className={classNames(
          "shrink-0",
          sorted ? "text-text" : "text-faint opacity-0 group-hover/sort:opacity-100",
        )}
      />
    </button>
  );
  return definition ? <Tooltip content={definition}>{button}</Tooltip> : button;
}
