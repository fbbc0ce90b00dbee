"use client";

import { useRouter } from "next/navigation";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { Dialog, DialogContent } from "@/components/ui/dialog";
import type { TokenView } from "@/db/queries/tokens";
import { revokeToken } from "./token-api";

/** Asks before a token stops working: it could not be brought back. */
export function RevokeTokenDialog({ token, onClose }: { token: TokenView; onClose: () => void }) {
  const router = useRouter();
  const [isBusy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);

  async function revoke() {
    setBusy(true);
    try {
      await revokeToken(token.id);
      router.refresh();
      onClose();
    } catch (error) {
      setProblem(error instanceof Error ? error.message : "It could not be revoked. Try again.");
      setBusy(false);
    }
  }

  return (
    <Dialog open onOpenChange={(open) => !open && onClose()}>
      <DialogContent
        className="max-w-md"
        title={`Revoke ${token.name}?`}
        description="The next request that carries it is refused."
        footer={
          <>
            <Button onClick={onClose}>Cancel</Button>
            <Button variant="danger" onClick={revoke} disabled={isBusy} focusableWhenDisabled>
              {isBusy ? "Revoking…" : "Revoke token"}
            </Button>
          </>
        }
      >
        <p className="text-base text-muted">Comparisons that it started stay in the log.</p>
        {problem ? (
          <p role="alert" className="rounded-md bg-danger-soft px-3 py-2 text-danger text-sm">
            {problem}
          </p>
        ) : null}
      </DialogContent>
    </Dialog>
  );
}
