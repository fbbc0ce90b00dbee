"use client";

import { Input as BaseInput } from "@base-ui/react/input";
import type { ComponentProps } from "react";
import { classNames } from "./class-names";
import { fieldClassName } from "./field-styles";

export type InputProps = Omit<ComponentProps<typeof BaseInput>, "className"> & { className?: string };

export function Input({ className, ...props }: InputProps) {
  return (
    <BaseInput
      className={classNames(fieldClassName, "h-8 px-2.5 pointer-coarse:h-11", className)}
      {...props}
    />
  );
}
