"use client";

import Link from "next/link";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { changeShareEnd } from "@/components/comparison/share-api";
import { endTime, SHARE_ENDS } from "@/components/comparison/share-end";
import { LocalTime } from "@/components/local-time";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { CopyButton } from "@/components/ui/copy-button";
import { Menu, MenuContent, MenuItem, MenuTrigger } from "@/components/ui/menu";
import { useHydrated } from "@/components/use-hydrated";
import type { ShareSummary } from "@/lib/runs/share";

/** One share: what it shows, until when, and how to take it back. */
export function ShareRow({ share, onRevoke }: { share: ShareSummary; onRevoke: () => void }) {
  const [problem, setProblem] = useState<string | null>(null);
  const router = useRouter();
  const path = `/s/${share.id}`;

  async function change(expiresAt: string | null) {
    try {
      await changeShareEnd(share.id, expiresAt);
      setProblem(null);
    } catch (error) {
      setProblem(error instanceof Error ? error.message : "It could not be changed.");
    }
    router.refresh();
  }

  return (
    <li className="flex flex-col gap-1 px-3 py-2">
      <div className="flex flex-wrap items-center justify-between gap-x-4 gap-y-1.5">
        <div className="min-w-0 flex-1 basis-64">
          <Link
            href={path}
            className="block truncate rounded-sm font-medium text-base hover:underline"
            prefetch={false}
          >
            {share.title || "Untitled"}
          </Link>
          <p className="flex flex-wrap items-center gap-x-2 text-muted text-sm">
            <span>
              Published <LocalTime iso={share.createdAt} precision="day" />
            </span>
            <Ending share={share} />
          </p>
        </div>
        <div className="flex flex-wrap gap-1.5">
          <CopyButton text={() => new URL(path, window.location.href).href} label="Copy link" showLabel />
          <Menu>
            <MenuTrigger render={<Button size="sm">Change end</Button>} />
            <MenuContent align="end">
              {SHARE_ENDS.map(({ value, label }) => (
                <MenuItem key={value} onClick={() => void change(endTime(value))}>
                  {label}
                </MenuItem>
              ))}
            </MenuContent>
          </Menu>
          <Button size="sm" variant="danger" onClick={onRevoke}>
            Revoke
          </Button>
        </div>
      </div>
      {problem ? (
        <p role="alert" className="text-danger text-sm">
          {problem}
        </p>
      ) : null}
    </li>
  );
}

function Ending({ share: { expiresAt } }: { share: ShareSummary }) {
  // The server's clock and the browser's may disagree about what has ended.
  const hydrated = useHydrated();
  if (expiresAt === null) return <span>works until revoked</span>;
  if (hydrated && Date.parse(expiresAt) <= Date.now()) return <Badge>ended</Badge>;
  return (
    <span>
      works until <LocalTime iso={expiresAt} precision="full" />
    </span>
  );
}
