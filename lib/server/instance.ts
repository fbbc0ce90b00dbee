import { hostname } from "node:os";
import packageJson from "../../package.json" with { type: "json" };

export const { version } = packageJson;

/** Which process answers: its host and pid. */
export const instance = `${hostname()}-${process.pid}`;
