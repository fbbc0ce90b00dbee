import pino from "pino";

/** The process log: structured, on stdout, without prompts, answers or keys. Silent under test unless LOG_LEVEL says otherwise. */
export const log = pino({
  name: "glimpse",
  level: process.env.LOG_LEVEL ?? (process.env.VITEST ? "silent" : "info"),
});
