"use client";

import { CatalogProvider } from "@/components/comparison/catalog-context";
import type { CatalogView } from "@/lib/catalog/view";
import type { Comparison } from "@/lib/runs/run";
import { Workspace } from "./workspace";

/** Where prompts are written and lanes compared: empty, or with the comparison that the address names. */
export function Playground({ catalog, comparison }: { catalog: CatalogView; comparison: Comparison | null }) {
  return (
    <CatalogProvider catalog={catalog}>
      <Workspace initial={comparison} />
    </CatalogProvider>
  );
}
