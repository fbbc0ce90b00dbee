import { Playground } from "@/components/playground/playground";
import { currentCaller } from "@/lib/server/caller";
import { readCatalog } from "@/lib/server/catalog";

export default async function PlaygroundPage() {
  return <Playground catalog={await readCatalog(await currentCaller())} comparison={null} />;
}
