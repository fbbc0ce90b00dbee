import { CircleCheck, CircleDashed, ExternalLink } from "lucide-react";
import { SimulatedBadge } from "@/components/simulated-badge";
import { Badge } from "@/components/ui/badge";
import { CopyButton } from "@/components/ui/copy-button";
import type { ProviderSetting } from "@/lib/server/provider-settings";

/** Every provider: ready, or which variable makes it so. */
export function ProviderList({ providers }: { providers: ProviderSetting[] }) {
  return (
    <ul className="divide-y rounded-lg border bg-surface">
      {providers.map((provider) => (
        <li
          key={provider.id}
          className="grid min-h-11 items-center gap-x-4 gap-y-1 px-3 py-2 text-base sm:grid-cols-[11rem_18rem_minmax(0,1fr)]"
        >
          <Name provider={provider} />
          <State provider={provider} />
          <Address provider={provider} />
        </li>
      ))}
    </ul>
  );
}

function Name({ provider: { name, kind, docsUrl } }: { provider: ProviderSetting }) {
  return (
    <span className="flex min-w-0 items-center gap-1.5 font-medium">
      <span className="truncate">{name}</span>
      {docsUrl ? (
        <a
          href={docsUrl}
          target="_blank"
          rel="noopener noreferrer"
          aria-label={`Documentation of ${name}, in a new tab`}
          className="inline-flex size-6 shrink-0 items-center justify-center rounded-sm text-faint hover:text-text pointer-coarse:size-11"
        >
          <ExternalLink size={13} aria-hidden />
        </a>
      ) : null}
      {kind === "simulated" ? <SimulatedBadge /> : null}
    </span>
  );
}

function State({ provider: { configured, variable } }: { provider: ProviderSetting }) {
  if (configured) {
    return (
      <span className="flex items-center gap-1.5 text-sm">
        <CircleCheck size={14} aria-hidden className="shrink-0 text-success" />
        Ready
      </span>
    );
  }
  return (
    <span className="flex min-w-0 items-center gap-1.5 text-muted text-sm">
      <CircleDashed size={14} aria-hidden className="shrink-0 text-faint" />
      Set
      <code className="truncate font-mono text-text text-xs">{variable}</code>
      {variable ? <CopyButton text={`${variable}=`} label={`Copy ${variable}=`} /> : null}
    </span>
  );
}

function Address({ provider: { address, overriddenBy, kind } }: { provider: ProviderSetting }) {
  if (address === null) {
    const words = kind === "simulated" ? "Answers inside this server; nothing leaves it" : "No address yet";
    return <span className="text-faint text-sm">{words}</span>;
  }
  return (
    <span className="flex min-w-0 flex-wrap items-center gap-x-2 gap-y-1">
      <span title={address} className="min-w-0 truncate font-mono text-muted text-xs">
        {address}
      </span>
      {overriddenBy ? <Badge tone="warning">moved by {overriddenBy}</Badge> : null}
    </span>
  );
}
