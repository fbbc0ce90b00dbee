import { ListX, ScrollText } from "lucide-react";
import { LinkButton } from "@/components/link-button";
import { EmptyState } from "@/components/ui/empty-state";

/** An empty log, or filters that nothing passes. */
export function NoRuns({ isFiltered }: { isFiltered: boolean }) {
  if (isFiltered) {
    return (
      <EmptyState
        className="rounded-lg border bg-surface"
        icon={<ListX size={22} aria-hidden />}
        title="No run matches"
        description="The log has no run that fits all of these filters."
        action={<LinkButton href="/runs">Clear filters</LinkButton>}
      />
    );
  }
  return (
    <EmptyState
      className="rounded-lg border bg-surface"
      icon={<ScrollText size={22} aria-hidden />}
      title="No runs yet"
      description="Every run is logged here with its timings, tokens and cost. The Demo provider answers without a key."
      action={
        <LinkButton href="/" variant="primary">
          Open the playground
        </LinkButton>
      }
    />
  );
}
