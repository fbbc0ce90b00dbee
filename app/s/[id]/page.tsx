import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { cache } from "react";
import { database } from "@/db/client";
import { readShare } from "@/db/queries/shares";
import { currentCaller } from "@/lib/server/caller";
import { readCatalog } from "@/lib/server/catalog";
import { catalogOf } from "./_components/catalog-of";
import { ShareView } from "./_components/share-view";

type Props = { params: Promise<{ id: string }> };

/** Metadata and page need the same share: one query serves both. */
const shareOf = cache(async (id: string) => readShare(await database(), id));

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const share = await shareOf((await params).id);
  return {
    title: share?.comparison.title ?? "Not found",
    robots: { index: false, follow: false },
    // The address is the key to the snapshot: links in an answer must not give it away.
    referrer: "no-referrer",
  };
}

export default async function SharePage({ params }: Props) {
  const { id } = await params;
  const [share, catalog] = await Promise.all([shareOf(id), readCatalog(await currentCaller())]);
  if (!share) notFound();
  return <ShareView share={share} catalog={catalogOf(share, catalog)} />;
}
