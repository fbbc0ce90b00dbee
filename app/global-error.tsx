"use client";

import { buttonClassName } from "@/components/ui/button";
import "./globals.css";

/** Replaces the layout when the layout itself fails, so it leans on nothing but plain elements. */
export default function GlobalError({ retry }: { error: unknown; retry: () => void }) {
  return (
    <html lang="en">
      <body className="flex min-h-dvh flex-col font-sans">
        <title>Error · Glimpse</title>
        <main className="mx-auto flex w-full max-w-lg flex-1 flex-col justify-center gap-3 px-6">
          <h1 className="font-semibold text-2xl tracking-tight">Glimpse could not be shown</h1>
          <p className="text-md text-muted">
            Runs in progress are not affected: they belong to the server and are kept. The server&rsquo;s log
            holds the cause.
          </p>
          <div className="mt-3 flex flex-wrap gap-2">
            <button type="button" onClick={retry} className={buttonClassName("primary")}>
              Try again
            </button>
            <a href="/" className={buttonClassName("secondary")}>
              Open the playground
            </a>
          </div>
        </main>
      </body>
    </html>
  );
}
