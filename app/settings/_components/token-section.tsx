"use client";

import { KeyRound, Plus } from "lucide-react";
import { useState } from "react";
import { LocalTime } from "@/components/local-time";
import { Button } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import type { TokenView } from "@/db/queries/tokens";
import { CreateTokenDialog } from "./create-token-dialog";
import { RevokeTokenDialog } from "./revoke-token-dialog";

/** What is open above the list. */
type Open = { what: "create" } | { what: "revoke"; token: TokenView } | null;

/** What scripts sign in with: list, create, revoke. */
export function TokenSection({ tokens }: { tokens: TokenView[] }) {
  const [open, setOpen] = useState<Open>(null);
  const close = () => setOpen(null);
  const createButton = (
    <Button variant="primary" onClick={() => setOpen({ what: "create" })}>
      <Plus size={14} aria-hidden />
      Create token
    </Button>
  );
  return (
    <section aria-labelledby="tokens" className="flex flex-col gap-3">
      <div className="flex flex-wrap items-end justify-between gap-3">
        <div className="flex min-w-0 flex-col gap-1">
          <h2 id="tokens" className="font-semibold text-lg tracking-tight">
            Tokens
          </h2>
          <p className="max-w-2xl text-pretty text-base text-muted">
            For scripts: whoever sends one in an <code className="font-mono text-sm">Authorization</code>{" "}
            header may do all that you may.
          </p>
        </div>
        {tokens.length > 0 ? createButton : null}
      </div>
      {tokens.length === 0 ? (
        <EmptyState
          className="rounded-lg border bg-surface"
          icon={<KeyRound size={22} aria-hidden />}
          title="No token yet"
          description="A script on another machine needs one to use the API."
          action={createButton}
        />
      ) : (
        <ul className="divide-y rounded-lg border bg-surface">
          {tokens.map((token) => (
            <TokenRow key={token.id} token={token} onRevoke={() => setOpen({ what: "revoke", token })} />
          ))}
        </ul>
      )}
      {open?.what === "create" ? <CreateTokenDialog onClose={close} /> : null}
      {open?.what === "revoke" ? <RevokeTokenDialog token={open.token} onClose={close} /> : null}
    </section>
  );
}

function TokenRow({ token, onRevoke }: { token: TokenView; onRevoke: () => void }) {
  const { name, prefix, createdAt, lastUsedAt } = token;
  return (
    <li className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2 px-3 py-2">
      <div className="flex min-w-0 flex-col gap-0.5">
        <p className="flex flex-wrap items-baseline gap-x-3">
          <span className="wrap-anywhere font-medium text-base">{name}</span>
          <span className="font-mono text-muted text-xs">{prefix}…</span>
        </p>
        <p className="flex flex-wrap gap-x-3 text-muted text-sm">
          <span>
            Created <LocalTime iso={createdAt} precision="day" />
          </span>
          <span>
            {lastUsedAt ? (
              <>
                Last used <LocalTime iso={lastUsedAt} />
              </>
            ) : (
              "Never used"
            )}
          </span>
        </p>
      </div>
      <Button size="sm" onClick={onRevoke} aria-label={`Revoke ${name}`}>
        Revoke
      </Button>
    </li>
  );
}
