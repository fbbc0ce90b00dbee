import { ArrowLeft, ArrowRight } from "lucide-react";
import { LinkButton } from "@/components/link-button";
import { serializeRunParams } from "../search-params";

type Params = Parameters<typeof serializeRunParams>[1];

/** The ways to older runs and back to the newest; the browser's own way back leads to the page before. */
export function RunPages({
  params,
  isNewest,
  nextCursor,
}: {
  params: NonNullable<Params>;
  isNewest: boolean;
  nextCursor: string | null;
}) {
  if (isNewest && nextCursor === null) return null;
  const at = (cursor: string | null) => serializeRunParams("/runs", { ...params, run: null, cursor });
  return (
    <nav aria-label="Pages of the log" className="flex items-center justify-between gap-2">
      {isNewest ? (
        <span />
      ) : (
        <LinkButton href={at(null)}>
          <ArrowLeft size={14} aria-hidden />
          Newest
        </LinkButton>
      )}
      {nextCursor ? (
        <LinkButton href={at(nextCursor)}>
          Older
          <ArrowRight size={14} aria-hidden />
        </LinkButton>
      ) : (
        <span className="text-faint text-sm">The log begins here.</span>
      )}
    </nav>
  );
}
