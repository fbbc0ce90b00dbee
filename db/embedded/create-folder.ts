/** Creates the embedded database in the empty folder that is named on the command line: `node create-folder.ts <folder>`. */
import { openFolder } from "./open-folder.ts";
import { syncTree } from "./synced-node-fs.ts";

const [folder = ""] = process.argv.slice(2);

await (await openFolder(folder)).close();
syncTree(folder);
