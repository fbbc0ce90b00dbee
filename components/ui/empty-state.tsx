import type { ReactNode } from "react";
import { classNames } from "./class-names";

/** Nothing here yet: what would be here, and how to get it. */
export function EmptyState({
  icon,
  title,
  description,
  action,
  className,
}: {
  icon?: ReactNode;
  title: string;
  description?: ReactNode;
  action?: ReactNode;
  className?: string;
}) {
  return (
    <div
      className={classNames(
        "flex flex-col items-center justify-center gap-1 px-6 py-12 text-center",
        className,
      )}
    >
      {icon ? <div className="mb-2 text-faint">{icon}</div> : null}
      <p className="font-medium text-base">{title}</p>
      {description ? <p className="max-w-sm text-balance text-base text-muted">{description}</p> : null}
      {action ? <div className="mt-4 flex flex-wrap justify-center gap-2">{action}</div> : null}
    </div>
  );
}
