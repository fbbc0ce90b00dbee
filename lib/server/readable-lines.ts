import { z } from "zod";

const line = z.looseObject({
  level: z.number(),
  time: z.number(),
  msg: z.string().optional(),
  err: z.looseObject({ stack: z.string().optional() }).optional(),
});

const LEVELS: Readonly<Record<number, string>> = {
  10: "TRACE",
  20: "DEBUG",
  30: "INFO",
  40: "WARN",
  50: "ERROR",
  60: "FATAL",
};

/** What every line says of the process: a person at a terminal knows it. */
const LEFT_OUT = new Set(["level", "time", "msg", "err", "pid", "hostname", "name"]);

/** A line of the structured log as a person reads it: time, level, message, facts, and an error's stack below. */
export function readableLine(json: string): string {
  const { time, level, msg = "", err, ...rest } = line.parse(JSON.parse(json));
  const facts = Object.entries(rest)
    .filter(([name]) => !LEFT_OUT.has(name))
    .map(([name, value]) => `${name}=${typeof value === "string" ? value : JSON.stringify(value)}`);
  const clock = new Date(time).toTimeString().slice(0, 8);
  const words = [clock, LEVELS[level] ?? level, msg, ...facts].join(" ");
  return err ? `${words}\n${err.stack ?? JSON.stringify(err)}\n` : `${words}\n`;
}
