import type { ComponentProps } from "react";
import { classNames } from "./class-names";
import { fieldClassName } from "./field-styles";

export type TextareaProps = ComponentProps<"textarea">;

/** Grows with what is typed, up to the height its className allows. */
export function Textarea({ className, ...props }: TextareaProps) {
  return (
    <textarea
      className={classNames(
        fieldClassName,
        "field-sizing-content min-h-16 resize-y px-2.5 py-1.5",
        className,
      )}
      {...props}
    />
  );
}
