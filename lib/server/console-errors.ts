import { log } from "./log";

/**
 * Has what is written to the console as an error logged as our own errors are. Next writes there why a page could not
 * be rendered: the whole error, with the values of a query that failed, which may be what somebody wrote.
 */
export function logConsoleErrors(): void {
  console.error = (...written: unknown[]) => {
    const words = written.filter((part) => typeof part === "string").join(" ");
    const err = written.find((part) => part instanceof Error);
    if (err) log.error({ err, digest: Reflect.get(err, "digest") }, "a page failed");
    else log.error(words);
  };
}
