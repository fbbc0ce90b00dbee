"use client";

import Link from "next/link";
import type { ComponentProps } from "react";
import { type ButtonSize, type ButtonVariant, buttonClassName } from "@/components/ui/button";

/** A link that looks like a button, for server components too. */
export function LinkButton({
  variant,
  size,
  className,
  ...props
}: Omit<ComponentProps<typeof Link>, "className"> & {
  variant?: ButtonVariant;
  size?: ButtonSize;
  className?: string;
}) {
  return <Link className={buttonClassName(variant, size, className)} {...props} />;
}
