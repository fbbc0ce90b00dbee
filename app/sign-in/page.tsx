import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { currentCaller } from "@/lib/server/caller";
import { env } from "@/lib/server/env";
import { SignInForm } from "./_components/sign-in-form";
import { sameSitePath } from "./same-site-path";

export const metadata: Metadata = { title: "Sign in", robots: { index: false } };

type Props = { searchParams: Promise<{ next?: string | string[] }> };

export default async function SignInPage({ searchParams }: Props) {
  const next = sameSitePath((await searchParams).next);
  const { role } = await currentCaller();
  if (role === "operator" || env().GLIMPSE_PASSWORD === undefined) redirect(next);
  return (
    <div className="mx-auto flex w-full max-w-sm flex-1 flex-col justify-center gap-6 px-6 py-16">
      <div className="flex flex-col gap-1">
        <h1 className="font-semibold text-xl tracking-tight">Sign in</h1>
        <p className="text-pretty text-base text-muted">
          This Glimpse asks for the password that its operator set.
        </p>
      </div>
      <SignInForm next={next} />
    </div>
  );
}
