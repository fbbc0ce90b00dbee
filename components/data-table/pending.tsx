"use client";

import {
  createContext,
  type ReactNode,
  type TransitionStartFunction,
  useContext,
  useTransition,
} from "react";
import { classNames } from "@/components/ui/class-names";

const PendingContext = createContext<[boolean, TransitionStartFunction] | null>(null);

/** Lets a filter say that the results it asked the server for are on their way. */
export function PendingProvider({ children }: { children: ReactNode }) {
  return <PendingContext value={useTransition()}>{children}</PendingContext>;
}

/** Whether results are on their way, and the transition to ask for them in (nuqs: `{ startTransition }`). */
export function usePending(): [boolean, TransitionStartFunction] {
  const pending = useContext(PendingContext);
  if (!pending) throw new Error("usePending needs a PendingProvider above it.");
  return pending;
}

/** What is being replaced stays, dimmed once the wait is felt. */
export function PendingRegion({ children }: { children: ReactNode }) {
  const [isPending] = usePending();
  return (
    <div
      aria-busy={isPending}
      className={classNames("transition-opacity", isPending && "opacity-60 delay-150")}
    >
      {children}
    </div>
  );
}
