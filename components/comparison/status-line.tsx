"use client";

import { useEffect, useRef, useState } from "react";
import { useCatalog } from "./catalog-context";
import { useComparisonHandle } from "./comparison-context";
import { isLive, newestLane } from "./lane-state";
import { announcementOf } from "./status-words";

/** The page's one polite voice: says that a lane ended, and how; never what it says. */
export function StatusLine() {
  const { store } = useComparisonHandle();
  const { offerName } = useCatalog();
  const [message, setMessage] = useState("");
  const live = useRef(new Set<number>());

  useEffect(() => {
    const listen = () => {
      const { turns, lanes } = store.get();
      const endings = lanes.flatMap((_, index) => {
        const lane = newestLane(turns, index);
        if (!lane) return [];
        if (isLive(lane)) {
          live.current.add(lane.lane);
          return [];
        }
        if (!live.current.delete(lane.lane)) return [];
        return [announcementOf(lane, offerName(lane.offer)) ?? ""];
      });
      if (endings.length > 0) setMessage(`${endings.join(". ")}.`);
    };
    listen();
    return store.subscribe(listen);
  }, [store, offerName]);

  return (
    <p role="status" aria-live="polite" className="sr-only">
      {message}
    </p>
  );
}
