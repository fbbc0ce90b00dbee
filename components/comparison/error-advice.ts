import { formatMs } from "@/components/numbers/format-metric";
import type { ProviderView } from "@/lib/catalog/view";
import type { ErrorClass, RunError } from "@/lib/runs/run";

export type ErrorAdvice = { title: string; advice: string };

/** What a failure means and what to do about it, beside the provider's own words. */
export function adviceFor(
  error: Pick<RunError, "class" | "retryAfterMs">,
  provider: ProviderView | undefined,
): ErrorAdvice {
  const name = provider?.name ?? "The provider";
  const advice = ADVICE[error.class](name, provider);
  if (error.retryAfterMs === null) return advice;
  return { ...advice, advice: `${advice.advice} It asks for ${formatMs(error.retryAfterMs)} of patience.` };
}

const ADVICE: Record<ErrorClass, (name: string, provider: ProviderView | undefined) => ErrorAdvice> = {
  configuration: (name, provider) => ({
    title: `${name} is not configured`,
    advice:
      provider?.keyVariable && provider.kind !== "local"
        ? "Enter its key in Settings, or try another provider."
        : "Complete its settings and restart Glimpse, or try another provider.",
  }),
  budget: () => ({
    title: "Today's budget does not allow it",
    advice:
      "Set a lower output limit, or choose a free offer: those still run. A new budget begins at midnight UTC.",
  }),
  "unknown-offer": () => ({
    title: "There is no such offer",
    advice: "Choose another one for this lane.",
  }),
  auth: (name) => ({
    title: `${name} refused the key`,
    advice: "Check the key: is it valid, for this account, and is there credit left?",
  }),
  "rate-limit": (name) => ({
    title: `${name} is limiting the rate`,
    advice: "Retry in a moment, run fewer lanes at this provider at once, or try another provider.",
  }),
  overloaded: (name) => ({
    title: `${name} is overloaded`,
    advice: "Retry in a moment, or try another provider.",
  }),
  "invalid-request": (name) => ({
    title: `${name} refused the request`,
    advice: "Change what it objects to, in its own words below, and run again.",
  }),
  timeout: (name) => ({
    title: `${name} did not answer in time`,
    advice: "Retry, or try another provider.",
  }),
  network: (name) => ({
    title: `${name} could not be reached`,
    advice: "Check this server's connection, then retry or try another provider.",
  }),
  "malformed-stream": (name) => ({
    title: `${name} sent a broken answer`,
    advice: "What arrived before is kept above. Retry, or try another provider.",
  }),
  upstream: (name) => ({
    title: `${name} reported an error`,
    advice: "Retry, or try another provider.",
  }),
};
