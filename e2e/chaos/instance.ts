/** One Glimpse as `npm start` runs it, and all that can be done to it. */
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { closeSync, openSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { ENDS_WITH_PARENT } from "../../bin/run-child.mjs";
import { blankEnvironment } from "../blank-environment.ts";

/** The first start may build. */
const UP_WITHIN_MS = 900_000;

export class Instance {
  readonly url: string;
  private readonly port: number;
  private readonly folder: string;
  private readonly environment: Record<string, string>;
  private child: ChildProcess | null = null;

  /** @param folder for its data and its log, `glimpse.log` */
  constructor(port: number, folder: string, environment: Record<string, string>) {
    this.url = `http://127.0.0.1:${port}`;
    this.port = port;
    this.folder = folder;
    this.environment = environment;
  }

  get logFile(): string {
    return join(this.folder, "glimpse.log");
  }

  /** Resolves when it serves; throws when it ends instead. */
  async start(): Promise<void> {
    const output = openSync(this.logFile, "a");
    const child = spawn(process.execPath, [...ENDS_WITH_PARENT, "bin/start.mjs"], {
      env: {
        ...process.env,
        ...blankEnvironment,
        PORT: String(this.port),
        GLIMPSE_DATA_DIR: join(this.folder, "data"),
        ...this.environment,
      },
      stdio: ["ignore", output, output],
    });
    closeSync(output);
    this.child = child;
    for (const giveUpAt = performance.now() + UP_WITHIN_MS; performance.now() < giveUpAt; ) {
      if (child.exitCode !== null || child.signalCode !== null)
        throw new Error(`An instance ended while it started; ${this.logFile} says why.`);
      if (await this.isUp()) return;
      await sleep(100);
    }
    throw new Error(`An instance did not come up; ${this.logFile} may say why.`);
  }

  /** Asks it to end, twice at once, as a terminal and npm do together. Gives its exit code, or the signal that ended it. */
  async stop(): Promise<number | string | null> {
    const again = setTimeout(() => this.child?.kill("SIGTERM"), 50);
    return this.end("SIGTERM").finally(() => clearTimeout(again));
  }

  async kill(): Promise<void> {
    await this.end("SIGKILL");
  }

  private async end(signal: NodeJS.Signals): Promise<number | string | null> {
    const { child } = this;
    if (!child || child.exitCode !== null || child.signalCode !== null) return null;
    child.kill(signal);
    await once(child, "exit");
    return child.exitCode ?? child.signalCode;
  }

  private async isUp(): Promise<boolean> {
    try {
      return (await fetch(`${this.url}/api/health`)).ok;
    } catch {
      return false; // Nobody listens yet.
    }
  }
}
