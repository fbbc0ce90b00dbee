"use client";

import type { ReactNode } from "react";
import { Select } from "@/components/ui/select";

const ALL = "all";

/** One of several, or all of them (null). */
export function ChoiceFilter({
  label,
  allLabel,
  value,
  onValueChange,
  options,
  className,
}: {
  label: string;
  allLabel: string;
  value: string | null;
  onValueChange: (value: string | null) => void;
  options: { value: string; label: ReactNode }[];
  className?: string;
}) {
  return (
    <Select
      aria-label={label}
      value={value ?? ALL}
      onValueChange={(next) => onValueChange(next === ALL ? null : next)}
      options={[{ value: ALL, label: allLabel }, ...options]}
      className={className ?? "min-w-32"}
    />
  );
}
