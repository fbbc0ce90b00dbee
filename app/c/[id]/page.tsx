import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { cache } from "react";
import { validate as isUuid } from "uuid";
import { Playground } from "@/components/playground/playground";
import { database } from "@/db/client";
import { readComparison } from "@/db/queries/comparisons";
import { readCatalog } from "@/lib/server/catalog";
import { requireCaller } from "@/lib/server/require-caller";

type Props = { params: Promise<{ id: string }> };

/** Metadata and page need the same comparison: one query serves both. */
const comparisonOf = cache(async (id: string) => {
  if (!isUuid(id)) return null;
  return readComparison(await database(), id, (await requireCaller()).owner);
});

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const comparison = await comparisonOf((await params).id);
  return { title: comparison?.title ?? "Not found" };
}

export default async function ComparisonPage({ params }: Props) {
  const { id } = await params;
  const [comparison, catalog] = await Promise.all([comparisonOf(id), readCatalog(await requireCaller())]);
  if (!comparison) notFound();
  return <Playground catalog={catalog} comparison={comparison} />;
}
