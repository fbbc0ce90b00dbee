"use client";

import { useQueryState } from "nuqs";
import { usePending } from "@/components/data-table/pending";
import { ToggleGroup } from "@/components/ui/toggle-group";
import { SPEND_DAYS, spendParams } from "../search-params";

/** How far the page looks back. */
export function DaysSwitch() {
  const [, startTransition] = usePending();
  const [days, setDays] = useQueryState(
    "days",
    spendParams.days.withOptions({ shallow: false, startTransition }),
  );
  return (
    <ToggleGroup
      aria-label="Days"
      value={days}
      onValueChange={setDays}
      options={SPEND_DAYS.map((value) => ({
        value,
        label: `${value}d`,
        ariaLabel: `${value}d: the last ${value} days`,
      }))}
    />
  );
}
