"use client";

import { ExternalLink, KeyRound, Plug } from "lucide-react";
import { useState } from "react";
import { SimulatedBadge } from "@/components/simulated-badge";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import type { ProviderSetting } from "@/lib/server/provider-settings";
import { testKey } from "./key-api";
import { ProviderState } from "./provider-state";
import { TestResult } from "./test-result";
import { useConnectionTest } from "./use-connection-test";

/** One provider: how it stands, where its calls go, and what can be done about its key. */
export function ProviderRow({
  provider,
  isVisitor,
  onChangeKey,
}: {
  provider: ProviderSetting;
  isVisitor: boolean;
  onChangeKey: () => void;
}) {
  const { id, name, key, configured } = provider;
  const { state, run } = useConnectionTest();
  const keyVersion = `${key?.source} ${key?.setAt}`;
  const [testedVersion, setTestedVersion] = useState(keyVersion);
  const isTesting = state.state === "running";
  const hasOwnKey = key !== null && key.source !== "none";
  const canTest = hasOwnKey || (key !== null && configured && !isVisitor);
  return (
    <li className="flex flex-col gap-2 px-3 py-2.5 text-base">
      <div className="grid min-h-8 grid-cols-[minmax(0,1fr)_auto] items-center gap-x-4 gap-y-1.5 sm:grid-cols-[11rem_minmax(0,1fr)_auto]">
        <Name provider={provider} />
        <div className="col-span-2 row-start-2 flex min-w-0 flex-col gap-0.5 sm:col-span-1 sm:col-start-2 sm:row-start-1">
          <ProviderState provider={provider} isVisitor={isVisitor} />
          <Address provider={provider} />
        </div>
        <div className="col-start-2 row-start-1 flex items-center gap-1.5 sm:col-start-3">
          {canTest ? (
            <Button
              size="sm"
              disabled={isTesting}
              focusableWhenDisabled
              aria-label={`Test the key of ${name}`}
              onClick={() => {
                setTestedVersion(keyVersion);
                void run((signal) => testKey(id, signal));
              }}
            >
              <Plug size={13} aria-hidden />
              {isTesting ? "Testing…" : "Test"}
            </Button>
          ) : null}
          {key && key.source !== "environment" ? (
            <Button
              size="sm"
              aria-label={`${hasOwnKey ? "Change" : "Enter"} key of ${name}`}
              onClick={onChangeKey}
            >
              <KeyRound size={13} aria-hidden />
              {hasOwnKey ? "Change key" : "Enter key"}
            </Button>
          ) : null}
        </div>
      </div>
      {/* What a key got for an answer says nothing of the one that took its place. */}
      <TestResult state={testedVersion === keyVersion ? state : { state: "idle" }} />
    </li>
  );
}

function Name({ provider: { name, kind, docsUrl } }: { provider: ProviderSetting }) {
  return (
    <h3 className="col-start-1 row-start-1 flex min-w-0 items-center gap-1.5 font-medium">
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
    </h3>
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
