import { Playground } from "@/components/playground/playground";
import { readCatalog } from "@/lib/server/catalog";
import { requireCaller } from "@/lib/server/require-caller";

export default async function PlaygroundPage() {
  return <Playground catalog={await readCatalog(await requireCaller())} comparison={null} />;
}
