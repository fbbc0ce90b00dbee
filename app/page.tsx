import { Playground } from "@/components/playground/playground";
import { readCatalog } from "@/lib/server/catalog";

export default async function PlaygroundPage() {
  return <Playground catalog={await readCatalog()} comparison={null} />;
}
