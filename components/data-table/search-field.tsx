"use client";

import { Search } from "lucide-react";
import { classNames } from "@/components/ui/class-names";
import { Input } from "@/components/ui/input";

export function SearchField({
  label,
  value,
  onValueChange,
  placeholder,
  className,
}: {
  label: string;
  value: string;
  onValueChange: (value: string) => void;
  placeholder: string;
  className?: string;
}) {
  return (
    <div className={classNames("relative w-full sm:w-56", className)}>
      <Search
        size={14}
        aria-hidden
        className="pointer-events-none absolute top-1/2 left-2.5 -translate-y-1/2 text-faint"
      />
      <Input
        type="search"
        aria-label={label}
        value={value}
        onValueChange={onValueChange}
        placeholder={placeholder}
        spellCheck={false}
        autoComplete="off"
        className="pl-8 sm:text-base"
      />
    </div>
  );
}
