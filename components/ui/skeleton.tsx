import { classNames } from "./class-names";

/** A grey stand-in of the size its className gives. Hidden from screen readers: say "loading" once, around them. */
export function Skeleton({ className }: { className?: string }) {
  return <span aria-hidden className={classNames("block animate-breathe rounded-sm bg-hover", className)} />;
}
