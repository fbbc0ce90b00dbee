import { randomBytes } from "node:crypto";
import { hostname } from "node:os";
import packageJson from "../../package.json" with { type: "json" };

export const { version } = packageJson;

// Next loads this module several times in one process.
const INSTANCE = Symbol.for("glimpse.instance");
const shared = globalThis as { [INSTANCE]?: string };
shared[INSTANCE] ??= `${hostname()}-${process.pid}-${randomBytes(4).toString("hex")}`;

/** Which process this is. New at every start: in a container, host and pid alone may come again. */
export const instance: string = shared[INSTANCE];
