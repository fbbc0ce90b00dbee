/** Has Node resolve imports as the bundler does: `@/` from the root, files without their extension, folders by their index. */
import { existsSync } from "node:fs";
import { registerHooks } from "node:module";
import { fileURLToPath } from "node:url";

const ROOT = new URL("../../", import.meta.url);

registerHooks({
  resolve(specifier, context, nextResolve) {
    const isAlias = specifier.startsWith("@/");
    const isOurs = isAlias || (specifier.startsWith(".") && !context.parentURL?.includes("/node_modules/"));
    if (!isOurs) return nextResolve(specifier, context);
    const url = isAlias ? new URL(specifier.slice(2), ROOT) : new URL(specifier, context.parentURL);
    const found = ["", ".ts", "/index.ts"]
      .map((end) => new URL(url.href + end))
      .find((file) => /\.\w+$/.test(file.pathname) && existsSync(fileURLToPath(file)));
    return nextResolve(found?.href ?? specifier, context);
  },
});
