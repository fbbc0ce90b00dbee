"use client";

import { useMemo } from "react";
import { CopyButton } from "@/components/ui/copy-button";
import { Dialog, DialogContent } from "@/components/ui/dialog";
import { ScrollRegion } from "@/components/ui/scroll-region";
import { Tabs, TabsList, TabsPanel, TabsTab } from "@/components/ui/tabs";
import { type CallCode, callCode } from "@/lib/runs/call-code";
import type { Run } from "@/lib/runs/run";
import { callOfRun } from "./call-of-run";
import { useCatalog } from "./catalog-context";
import { useComparisonHandle } from "./comparison-context";

const LANGUAGES: { id: keyof CallCode; name: string }[] = [
  { id: "curl", name: "curl" },
  { id: "aiSdk", name: "AI SDK (TypeScript)" },
  { id: "python", name: "OpenAI (Python)" },
];

/** A run's call as code, to be made again outside of Glimpse. */
export function CallCodeDialog({
  run,
  open,
  onOpenChange,
}: {
  run: Run;
  open: boolean;
  onOpenChange: (open: boolean) => void;
}) {
  const { store } = useComparisonHandle();
  const { offerName } = useCatalog();
  const call = useMemo(() => (open ? callOfRun(run, store.get()) : null), [open, run, store]);
  const code = useMemo(() => call && callCode(call), [call]);
  return (
    <Dialog open={open} onOpenChange={onOpenChange}>
      <DialogContent
        title="Get code"
        description={`The call of ${offerName(run.offer)}, as it was sent.${
          run.simulated ? " The Demo provider has no address, so this asks the provider that it plays." : ""
        }${call?.keyVariable ? ` It reads the key from ${call.keyVariable}.` : ""}`}
        className="max-w-3xl"
      >
        {code ? (
          <Tabs defaultValue="curl" className="min-w-0">
            <TabsList>
              {LANGUAGES.map(({ id, name }) => (
                <TabsTab key={id} value={id}>
                  {name}
                </TabsTab>
              ))}
            </TabsList>
            {LANGUAGES.map(({ id, name }) => (
              <TabsPanel key={id} value={id} className="relative pt-3">
                <div className="absolute top-4.5 right-2 rounded-md bg-sunken">
                  <CopyButton text={code[id]} label={`Copy ${name}`} size="md" />
                </div>
                <ScrollRegion
                  aria-label={`Code for ${name}`}
                  className="max-h-[60dvh] overflow-auto rounded-md border bg-sunken p-3 pr-12"
                >
                  <pre className="font-mono text-[12.5px] leading-5">{code[id]}</pre>
                </ScrollRegion>
              </TabsPanel>
            ))}
          </Tabs>
        ) : (
          <p className="text-muted">Nothing was sent, so there is no call to show.</p>
        )}
      </DialogContent>
    </Dialog>
  );
}
