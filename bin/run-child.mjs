import { spawn } from "node:child_process";

const PASSED_ON = ["SIGTERM", "SIGINT", "SIGHUP"];
const END_WITH_PARENT = new URL("./end-with-parent.mjs", import.meta.url).href;

/** The arguments for a Node process that must not outlive its parent. */
export const ENDS_WITH_PARENT = ["--import", END_WITH_PARENT];

/**
 * Runs a program with our own input and output, and passes signals on to it.
 * Resolves with how it ended; a program that can't be started is the exit code 127.
 */
export function runChild(command, parameters, options = {}) {
  const child = spawn(command, parameters, { stdio: "inherit", ...options });
  let passedOn = null;
  const passOn = (signal) => {
    passedOn = signal;
    // A terminal sends Ctrl-C to the child as well, and a second one would cut its clean end short.
    if (signal !== "SIGINT" || !process.stdin.isTTY) child.kill(signal);
  };
  for (const signal of PASSED_ON) process.on(signal, passOn);
  return new Promise((resolve) => {
    const end = (result) => {
      for (const signal of PASSED_ON) process.off(signal, passOn);
      resolve(result);
    };
    child.once("error", (error) => {
      console.error(`${command} can't be started: ${error.message}`);
      end({ code: 127, signal: null });
    });
    // A program may answer a signal with an exit code of its own: to whoever sent it, it still ended by the signal.
    child.once("exit", (code, signal) => end({ code, signal: signal ?? (code === 0 ? null : passedOn) }));
  });
}

/** Runs a script on the Node at `node`; it ends when we end, even by `kill -9`. */
export function runNode(node, parameters, options = {}) {
  return runChild(node, [...ENDS_WITH_PARENT, ...parameters], options);
}

/** Ends this process the way a child ended. */
export function exitLike({ code, signal }) {
  if (signal) process.kill(process.pid, signal);
  else process.exit(code ?? 1);
}
