import type { ReactNode } from "react";
import { classNames } from "./class-names";

/** The frame of a page that scrolls as a whole. */
export function Page({ className, children }: { className?: string; children: ReactNode }) {
  return (
    <div
      className={classNames(
        "mx-auto flex w-full max-w-7xl flex-col gap-6 px-4 py-6 sm:px-6 sm:py-8",
        className,
      )}
    >
      {children}
    </div>
  );
}

export function PageHeader({
  title,
  description,
  actions,
}: {
  title: ReactNode;
  description?: ReactNode;
  actions?: ReactNode;
}) {
  return (
    <div className="flex flex-wrap items-start justify-between gap-x-6 gap-y-3">
      <div className="flex min-w-0 flex-col gap-1">
        <h1 className="font-semibold text-xl tracking-tight">{title}</h1>
        {description ? <p className="max-w-2xl text-pretty text-base text-muted">{description}</p> : null}
      </div>
      {actions ? <div className="flex flex-wrap items-center gap-2">{actions}</div> : null}
    </div>
  );
}
