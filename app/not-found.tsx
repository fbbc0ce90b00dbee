import type { Metadata } from "next";
import { DeadEnd } from "@/components/shell/dead-end";

export const metadata: Metadata = { title: "Not found" };

export default function NotFound() {
  return (
    <DeadEnd eyebrow="404" title="There is nothing at this address">
      A comparison may have been deleted, a share revoked or expired, or the link mistyped. Past runs are
      listed in the log.
    </DeadEnd>
  );
}
