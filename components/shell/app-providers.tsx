"use client";

import { CSPProvider } from "@base-ui/react/csp-provider";
import { ThemeProvider } from "next-themes";
import { NuqsAdapter } from "nuqs/adapters/next/app";
import type { ReactNode } from "react";
import { ToastProvider } from "@/components/ui/toast";
import { TooltipProvider } from "@/components/ui/tooltip";

/**
 * The script that sets the theme before the first paint only works in the server's HTML. Where React renders it
 * in the browser it would do nothing, and React says so on the console: there it is mere data.
 */
const SCRIPT_TYPE = typeof window === "undefined" ? "text/javascript" : "text/plain";

export function AppProviders({ nonce, children }: { nonce: string | undefined; children: ReactNode }) {
  return (
    <ThemeProvider
      nonce={nonce}
      attribute="class"
      defaultTheme="system"
      enableSystem
      disableTransitionOnChange
      scriptProps={{ type: SCRIPT_TYPE }}
    >
      <NuqsAdapter>
        <TooltipProvider>
          <CSPProvider nonce={nonce}>
            <ToastProvider>{children}</ToastProvider>
          </CSPProvider>
        </TooltipProvider>
      </NuqsAdapter>
    </ThemeProvider>
  );
}
