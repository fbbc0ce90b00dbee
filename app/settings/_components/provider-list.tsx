"use client";

import { useState } from "react";
import type { ProviderSetting } from "@/lib/server/provider-settings";
import { KeyDialog } from "./key-dialog";
import { ProviderRow } from "./provider-row";

/** Every provider: whether it can be called, by which key, and how that changes. */
export function ProviderList({
  providers,
  isVisitor,
}: {
  providers: ProviderSetting[];
  /** Whether the keys are a visitor's, which this server does not keep. */
  isVisitor: boolean;
}) {
  const [openId, setOpenId] = useState<string | null>(null);
  const open = providers.find(({ id }) => id === openId);
  return (
    <>
      <ul className="divide-y rounded-lg border bg-surface">
        {providers.map((provider) => (
          <ProviderRow
            key={provider.id}
            provider={provider}
            isVisitor={isVisitor}
            onChangeKey={() => setOpenId(provider.id)}
          />
        ))}
      </ul>
      {open ? <KeyDialog provider={open} isVisitor={isVisitor} onClose={() => setOpenId(null)} /> : null}
    </>
  );
}
