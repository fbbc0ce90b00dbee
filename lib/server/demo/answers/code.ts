import type { TierScripts } from "./script";

export const codeScripts: TierScripts = {
  "glm-4.6": {
    text: `Here is \`retry\` with exponential backoff and full jitter:

\`\`\`ts
type RetryOptions = {
  attempts?: number;
  baseMs?: number;
  maxMs?: number;
  signal?: AbortSignal;
};

export async function retry<T>(
  task: () => Promise<T>,
  { attempts = 5, baseMs = 200, maxMs = 10_000, signal }: RetryOptions = {},
): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    signal?.throwIfAborted();
    try {
      return await task();
    } catch (error) {
      if (attempt >= attempts) throw error;
    }
    const ceiling = Math.min(maxMs, baseMs * 2 ** (attempt - 1));
    await wait(Math.random() * ceiling, signal);
  }
}

function wait(ms: number, signal?: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const onAbort = () => {
      clearTimeout(timer);
      reject(signal?.reason);
    };
    const timer = setTimeout(() => {
      signal?.removeEventListener("abort", onAbort);
      resolve();
    }, ms);
    signal?.addEventListener("abort", onAbort, { once: true });
  });
}
\`\`\`

Usage:

\`\`\`ts
const user = await retry(() => fetchUser(42), { attempts: 3 });
\`\`\`

- **Full jitter**: the delay is a random value between 0 and the ceiling, so that many clients don't retry in step.
- **Abort**: checked before each attempt, and it interrupts a wait that is under way.`,
  },
  "glm-4.7": {
    reasoning: `The user wants a TypeScript \`retry\`: attempts, exponential backoff, full jitter, and an AbortSignal that ends it at once.

"At once" matters. Checking the signal only between attempts is not enough: it has to interrupt the wait, and the task itself should be able to see the signal, or a hanging request would hold the call open. So I pass the signal to the task and race the wait against it.

Full jitter means random(0, min(cap, base * 2^n)), not base plus some noise.

Listeners must be removed when the timer fires, or a long-lived signal collects them. In Node there is \`timers/promises\`, but code that also runs in browsers is more useful here.

An abort must never be retried: if the task rejects because the signal fired, rethrow. I should also reject attempts < 1. Then one usage example with AbortSignal.timeout.`,
    text: `\`\`\`ts
export type RetryOptions = {
  /** Calls in total, the first one included. */
  attempts?: number;
  /** Ceiling of the first wait; doubles with every failure. */
  baseMs?: number;
  /** No wait is longer than this. */
  maxMs?: number;
  signal?: AbortSignal;
  /** Return false for errors that a retry cannot cure. */
  shouldRetry?: (error: unknown) => boolean;
};

/** Calls \`task\` until it succeeds; throws its last error, or the signal's reason. */
export async function retry<T>(
  task: (signal?: AbortSignal) => Promise<T>,
  options: RetryOptions = {},
): Promise<T> {
  const { attempts = 5, baseMs = 200, maxMs = 10_000, signal, shouldRetry = () => true } = options;
  if (attempts < 1) throw new RangeError("attempts must be at least 1");

  for (let failures = 0; ; ) {
    signal?.throwIfAborted();
    try {
      return await task(signal);
    } catch (error) {
      signal?.throwIfAborted(); // an abort is final, whatever the task threw
      failures += 1;
      if (failures >= attempts || !shouldRetry(error)) throw error;
    }
    const ceiling = Math.min(maxMs, baseMs * 2 ** (failures - 1));
    await sleep(Math.random() * ceiling, signal);
  }
}

function sleep(ms: number, signal?: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const onAbort = () => {
      clearTimeout(timer);
      reject(signal?.reason);
    };
    const timer = setTimeout(() => {
      signal?.removeEventListener("abort", onAbort);
      resolve();
    }, ms);
    signal?.addEventListener("abort", onAbort, { once: true });
  });
}
\`\`\`

**Usage**

\`\`\`ts
const response = await retry(
  async (signal) => {
    const result = await fetch("https://example.com/report", { signal });
    if (result.status >= 500) throw new Error(\`HTTP \${result.status}\`);
    return result;
  },
  { attempts: 4, signal: AbortSignal.timeout(15_000) },
);
\`\`\`

| Decision | Why |
| --- | --- |
| The signal is handed to the task | otherwise a request that hangs outlives the abort |
| \`random × ceiling\`, not \`ceiling + noise\` | that is *full* jitter; clients that failed together spread out |
| Listener removed after each wait | a long-lived signal would collect one per retry |
| \`shouldRetry\` | a 400 stays a 400, however often it is sent |`,
  },
  "glm-4.7-flash": {
    text: `\`\`\`ts
export async function retry<T>(
  fn: () => Promise<T>,
  attempts = 5,
  signal?: AbortSignal,
  baseMs = 200,
): Promise<T> {
  for (let i = 0; ; i++) {
    signal?.throwIfAborted();
    try {
      return await fn();
    } catch (error) {
      if (i + 1 >= attempts) throw error;
    }
    await new Promise<void>((resolve, reject) => {
      const timer = setTimeout(resolve, Math.random() * baseMs * 2 ** i);
      signal?.addEventListener("abort", () => {
        clearTimeout(timer);
        reject(signal.reason);
      }, { once: true });
    });
  }
}

// Usage
const data = await retry(() => fetch("/api/data").then((r) => r.json()), 3);
\`\`\``,
  },
};
