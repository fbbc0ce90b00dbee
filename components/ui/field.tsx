import type { ReactNode } from "react";
import { classNames } from "./class-names";

/** A label above its control, with a hint or an error below. `htmlFor` names the control's id. */
export function Field({
  label,
  htmlFor,
  hint,
  error,
  aside,
  className,
  children,
}: {
  label: ReactNode;
  htmlFor?: string;
  hint?: ReactNode;
  error?: ReactNode;
  /** Stands at the label's right, such as a reset. */
  aside?: ReactNode;
  className?: string;
  children: ReactNode;
}) {
  return (
    <div className={classNames("flex min-w-0 flex-col gap-1.5", className)}>
      <div className="flex min-h-5 items-center justify-between gap-2">
        {htmlFor ? (
          <label htmlFor={htmlFor} className="font-medium text-sm">
            {label}
          </label>
        ) : (
          <span className="font-medium text-sm">{label}</span>
        )}
        {aside}
      </div>
      {children}
      {error ? (
        <p className="text-danger text-sm">{error}</p>
      ) : hint ? (
        <p className="text-faint text-sm">{hint}</p>
      ) : null}
    </div>
  );
}
