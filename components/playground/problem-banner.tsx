"use client";

import { TriangleAlert } from "lucide-react";
import { useComparison } from "@/components/comparison/comparison-context";
import { Button } from "@/components/ui/button";

/**
 * Why nothing could be started, or the connection is gone: what concerns all lanes.
 *
 * @param onSend tries again what the composer sent
 */
export function ProblemBanner({ onSend }: { onSend: (() => void) | null }) {
  const problem = useComparison((state) => state.problem);
  const again = useComparison((state) => state.again);
  const reconnecting = useComparison((state) => state.reconnecting);
  if (reconnecting) {
    return (
      <p role="status" className="rounded-md bg-warning-soft px-3 py-2 text-sm text-warning">
        The connection was lost; looking for it again. The runs go on at the server.
      </p>
    );
  }
  if (!problem) return null;
  const onRetry = again ?? onSend;
  return (
    <div role="alert" className="flex items-start gap-2 rounded-md bg-danger-soft px-3 py-2 text-base">
      <TriangleAlert size={15} aria-hidden className="mt-0.5 shrink-0 text-danger" />
      <div className="min-w-0 flex-1">
        <p className="break-words">{problem.message}</p>
        {problem.fields.map(({ field, message }) => (
          <p key={field + message} className="text-muted text-sm">
            <code>{field}</code> {message}
          </p>
        ))}
        {problem.retryAfterSeconds ? (
          <p className="text-muted text-sm">Try again in {problem.retryAfterSeconds} seconds.</p>
        ) : null}
      </div>
      {onRetry ? (
        <Button size="sm" onClick={onRetry}>
          Retry
        </Button>
      ) : null}
    </div>
  );
}
