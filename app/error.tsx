"use client";

import { DeadEnd } from "@/components/shell/dead-end";
import { Button } from "@/components/ui/button";

export default function ErrorPage({ error, retry }: { error: unknown; retry: () => void }) {
  const digest = error instanceof Error && "digest" in error ? String(error.digest) : null;
  return (
    <DeadEnd
      eyebrow={digest ? `Error ${digest}` : "Error"}
      title="This page could not be shown"
      action={
        <Button variant="primary" onClick={retry}>
          Try again
        </Button>
      }
    >
      Runs in progress are not affected: they belong to the server and are kept. The server&rsquo;s log holds
      the cause
      {digest ? ", under the number above" : ""}.
    </DeadEnd>
  );
}
