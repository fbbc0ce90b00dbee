import { useMemo, useState } from "react";

/** How a reader wants to see one lane. */
export type LaneViewOptions = { raw: boolean; setRaw: (raw: boolean) => void };

export function useLaneViewOptions(): LaneViewOptions {
  const [raw, setRaw] = useState(false);
  return useMemo(() => ({ raw, setRaw }), [raw]);
}
