/** Creates the embedded database in the folder that is named on the command line: `node create-folder.ts <folder>`. */
import { renameSync, rmSync } from "node:fs";
import { openFolder } from "./open-folder.ts";
import { syncTree } from "./synced-node-fs.ts";

const [folder = ""] = process.argv.slice(2);

// Under another name until it is whole: PGlite would take a creation that was broken off for a database.
const unfinished = `${folder}.new`;
rmSync(unfinished, { recursive: true, force: true });
await (await openFolder(unfinished)).close();
syncTree(unfinished);
renameSync(unfinished, folder);
