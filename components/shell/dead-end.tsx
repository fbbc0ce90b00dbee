import Link from "next/link";
import type { ReactNode } from "react";
import { buttonClassName } from "@/components/ui/button";

/** What went wrong, and the ways on from here. */
export function DeadEnd({
  eyebrow,
  title,
  children,
  action,
}: {
  eyebrow: string;
  title: string;
  children: ReactNode;
  /** Stands before the links. */
  action?: ReactNode;
}) {
  return (
    <div className="mx-auto flex w-full max-w-lg flex-1 flex-col justify-center gap-3 px-6 py-16">
      <p className="font-mono text-faint text-sm">{eyebrow}</p>
      <h1 className="text-balance font-semibold text-2xl tracking-tight">{title}</h1>
      <div className="text-pretty text-md text-muted">{children}</div>
      <div className="mt-3 flex flex-wrap gap-2">
        {action}
        <Link href="/" className={buttonClassName(action ? "secondary" : "primary")}>
          Open the playground
        </Link>
        <Link href="/runs" className={buttonClassName("secondary")}>
          Find it in Runs
        </Link>
      </div>
    </div>
  );
}
