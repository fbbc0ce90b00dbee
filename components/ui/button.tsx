import { Button as BaseButton } from "@base-ui/react/button";
import type { ComponentProps } from "react";
import { classNames } from "./class-names";

export type ButtonVariant = "primary" | "secondary" | "ghost" | "danger";
export type ButtonSize = "sm" | "md";

const variants: Record<ButtonVariant, string> = {
  primary: "bg-text text-background hover:bg-text/85 data-disabled:bg-hover data-disabled:text-faint",
  secondary: "border border-border-strong bg-surface text-text hover:bg-hover data-disabled:text-faint",
  ghost:
    "text-muted hover:bg-hover hover:text-text data-popup-open:bg-hover data-popup-open:text-text data-disabled:text-faint",
  danger: "border border-danger/40 bg-surface text-danger hover:bg-danger-soft data-disabled:text-faint",
};

const sizes: Record<ButtonSize, string> = {
  sm: "h-7 gap-1.5 rounded-md px-2 text-sm",
  md: "h-8 gap-2 rounded-md px-3 text-base",
};

/** The look alone, for links and triggers that must look like a button. */
export function buttonClassName(
  variant: ButtonVariant = "secondary",
  size: ButtonSize = "md",
  className?: string,
): string {
  return classNames(
    "inline-flex shrink-0 select-none items-center justify-center whitespace-nowrap font-medium transition-colors duration-100 pointer-coarse:min-h-11 pointer-coarse:min-w-11 [&_svg]:shrink-0",
    variants[variant],
    sizes[size],
    className,
  );
}

export type ButtonProps = Omit<ComponentProps<typeof BaseButton>, "className"> & {
  variant?: ButtonVariant;
  size?: ButtonSize;
  className?: string;
};

export function Button({ variant, size, className, ...props }: ButtonProps) {
  return <BaseButton className={buttonClassName(variant, size, className)} {...props} />;
}
