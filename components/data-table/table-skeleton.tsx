import { Skeleton } from "@/components/ui/skeleton";

const ROWS = 12;

/** Stands in for a table while its data is read. `widths` are the columns' cells, as utilities. */
export function TableSkeleton({ label, widths }: { label: string; widths: readonly string[] }) {
  return (
    <div role="status" className="overflow-hidden rounded-lg border bg-surface">
      <span className="sr-only">{label}</span>
      <div aria-hidden className="h-9 border-b bg-sunken" />
      {Array.from({ length: ROWS }, (_, row) => (
        <div key={row} className="flex h-9 items-center gap-6 border-border/70 border-b px-3 last:border-b-0">
          {widths.map((width, column) => (
            <Skeleton key={column} className={`h-3 shrink-0 ${width}`} />
          ))}
        </div>
      ))}
    </div>
  );
}
