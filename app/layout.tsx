import type { Metadata, Viewport } from "next";
import { headers } from "next/headers";
import { connection } from "next/server";
import type { ReactNode } from "react";
import { AppProviders } from "@/components/shell/app-providers";
import { TopBar } from "@/components/shell/top-bar";
import { currentCaller } from "@/lib/server/caller";
import { serverMode } from "@/lib/server/mode";
import "./globals.css";

export const metadata: Metadata = {
  title: { default: "Glimpse", template: "%s · Glimpse" },
  description:
    "GLM models, side by side: the same prompt through several tiers and providers, measured and priced.",
  applicationName: "Glimpse",
};

export const viewport: Viewport = {
  themeColor: [
    { media: "(prefers-color-scheme: light)", color: "#fafafa" },
    { media: "(prefers-color-scheme: dark)", color: "#0a0a0b" },
  ],
};

export default async function RootLayout({ children }: { children: ReactNode }) {
  // A page rendered ahead of its request could not carry that request's CSP nonce.
  await connection();
  const nonce = (await headers()).get("x-nonce") ?? undefined;
  const { role, sessionId } = await currentCaller();
  return (
    <html lang="en" suppressHydrationWarning>
      <body className="isolate flex min-h-dvh flex-col font-sans">
        <AppProviders nonce={nonce}>
          <TopBar
            hasNav={role !== "anonymous" || serverMode() === "public"}
            canSignOut={role === "operator" && sessionId !== null}
          />
          <main id="main" tabIndex={-1} className="flex min-h-0 flex-1 flex-col outline-none">
            {children}
          </main>
        </AppProviders>
      </body>
    </html>
  );
}
