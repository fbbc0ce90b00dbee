"use client";

import { type ReactNode, useEffect, useRef, useState } from "react";
import { classNames } from "@/components/ui/class-names";
import { ScrollRegion } from "@/components/ui/scroll-region";

export type GridLane = { key: string; label: string; tab: ReactNode; body: ReactNode };

/**
 * Lanes side by side, at least 380 px wide, scrolling sideways where they don't fit. On a phone one fills the
 * screen: a swipe or its tab brings the next.
 */
export function LaneGrid({ lanes, className }: { lanes: GridLane[]; className?: string }) {
  const scroller = useRef<HTMLElement>(null);
  const [current, setCurrent] = useState(0);
  const count = lanes.length;

  useEffect(() => {
    const element = scroller.current;
    if (!element) return;
    const follow = () => {
      const first = element.firstElementChild;
      if (first && count > 0) setCurrent(Math.round(element.scrollLeft / first.clientWidth));
    };
    element.addEventListener("scroll", follow, { passive: true });
    return () => element.removeEventListener("scroll", follow);
  }, [count]);

  function show(index: number) {
    const element = scroller.current;
    const lane = element?.children[index];
    if (element && lane instanceof HTMLElement)
      element.scrollTo({ left: lane.offsetLeft, behavior: "smooth" });
  }

  return (
    <div data-print="expand" className={classNames("flex min-h-0 flex-col", className)}>
      {count > 1 ? (
        <nav
          aria-label="Lanes"
          data-print="hide"
          className="flex shrink-0 overflow-x-auto border-b bg-background px-2 [scrollbar-width:none] sm:hidden"
        >
          {lanes.map(({ key, tab, label }, index) => (
            <button
              key={key}
              type="button"
              aria-label={label}
              aria-current={index === current ? "true" : undefined}
              onClick={() => show(index)}
              className="flex h-11 shrink-0 items-center gap-1.5 border-transparent border-b-2 px-2.5 text-muted text-sm outline-offset-[-2px] aria-[current]:border-text aria-[current]:text-text"
            >
              {tab}
            </button>
          ))}
        </nav>
      ) : null}
      <ScrollRegion
        ref={scroller}
        aria-label="Lanes"
        data-print="expand"
        className="relative grid min-h-0 flex-1 snap-x snap-mandatory auto-cols-[100%] grid-flow-col overflow-x-auto overscroll-x-contain outline-offset-[-2px] sm:snap-none sm:auto-cols-[minmax(380px,1fr)]"
      >
        {lanes.map(({ key, label, body }) => (
          <section
            key={key}
            aria-label={label}
            data-print="expand"
            className="flex min-h-0 min-w-0 snap-start flex-col overflow-hidden border-r bg-surface last:border-r-0"
          >
            {body}
          </section>
        ))}
      </ScrollRegion>
    </div>
  );
}
