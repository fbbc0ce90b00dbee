import { Info, TriangleAlert } from "lucide-react";
import { adviceFor } from "@/components/comparison/error-advice";
import type { ProviderView } from "@/lib/catalog/view";
import type { Run } from "@/lib/runs/run";

/** What went wrong with a run, in the provider's own words too, and what was not sent as asked. */
export function RunFault({ run, provider }: { run: Run; provider: ProviderView | undefined }) {
  const { error, warnings } = run;
  const advice = error && adviceFor(error, provider);
  return (
    <>
      {error && advice ? (
        <section aria-label="Error" className="rounded-md border border-danger/30 bg-danger-soft p-3">
          <h3 className="flex items-center gap-2 font-medium text-base text-danger">
            <TriangleAlert size={15} aria-hidden className="shrink-0" />
            {advice.title}
          </h3>
          <p className="mt-1 text-pretty text-base">{advice.advice}</p>
          <p className="mt-2 whitespace-pre-wrap break-words border-danger/30 border-l-2 pl-2.5 font-mono text-muted text-sm">
            {error.message}
          </p>
          <p className="mt-2 text-muted text-sm">
            {[error.class, error.httpStatus ? `HTTP ${error.httpStatus}` : null, error.code]
              .filter((fact, index, all) => fact && all.indexOf(fact) === index)
              .join(" · ")}
          </p>
        </section>
      ) : null}
      {warnings.length > 0 ? (
        <ul aria-label="Warnings" className="flex flex-col gap-1.5">
          {warnings.map(({ code, message }) => (
            <li key={`${code}${message}`} className="flex gap-2 text-sm text-warning">
              <Info size={14} aria-hidden className="mt-[3px] shrink-0" />
              <span className="min-w-0 break-words">{message}</span>
            </li>
          ))}
        </ul>
      ) : null}
    </>
  );
}
