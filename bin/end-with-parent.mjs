/**
 * Preloaded (`node --import`) into a process that must not outlive the one that started it, however that one ends:
 * a parent that dies by `kill -9` can't tell anybody. Windows doesn't change `ppid`; there this does nothing.
 */
import { isMainThread } from "node:worker_threads";

if (isMainThread) {
  const parent = process.ppid;
  const check = () => {
    if (process.ppid !== parent) process.kill(process.pid, "SIGKILL");
  };
  setInterval(check, 250).unref();
}
