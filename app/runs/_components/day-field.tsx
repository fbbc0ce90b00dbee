"use client";

import { useId } from "react";
import { fieldClassName } from "@/components/ui/field-styles";
import { useHydrated } from "@/components/use-hydrated";

/** A day, or none. The server can't know which day an instant is for the reader, so it leaves the field empty. */
export function DayField({
  label,
  day,
  onDayChange,
}: {
  label: string;
  day: string | null;
  onDayChange: (day: string | null) => void;
}) {
  const id = useId();
  const hydrated = useHydrated();
  return (
    <span className="relative flex min-w-0">
      <label
        htmlFor={id}
        className="pointer-events-none absolute inset-y-0 left-2.5 flex items-center text-faint text-sm"
      >
        {label}
      </label>
      <input
        id={id}
        type="date"
        value={hydrated ? (day ?? "") : ""}
        onChange={(event) => onDayChange(event.target.value || null)}
        className={`${fieldClassName} h-8 min-w-0 pr-2 pl-13 pointer-coarse:h-11 sm:w-46 sm:text-base`}
      />
    </span>
  );
}
