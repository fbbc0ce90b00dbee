/** Answers that show how a lane behaves when things go wrong. The phrases may stand anywhere in a prompt. */
import type { TierScripts } from "./script";

export const SLOW_PHRASE = "a slow answer";
export const FAILING_PHRASE = "a failing lane";
export const BROKEN_PHRASE = "a broken stream";

/** Short, for at eight tokens a second a paragraph takes ten seconds. */
export const slowScripts: TierScripts = {
  "glm-4.6": {
    text: "This is a **slow answer**: four seconds of silence, then about eight tokens a second. Watch the time to first token, and try *Stop*.",
    reasoning: "",
  },
  "glm-4.7": {
    text: "A **slow answer**, as asked. The long wait shows as *time to first token*, the crawl as *throughput*: two different problems, with different cures.",
    reasoning: "Slow on purpose.",
  },
  "glm-4.7-flash": { text: "Slow, on purpose. Even a fast tier can have a bad minute.", reasoning: "" },
};

/** What the tiers that stay up say while glm-4.6 fails; its own text is never sent. */
export const failingScripts: TierScripts = {
  "glm-4.6": { text: "" },
  "glm-4.7": {
    text: `One lane fails, the others go on.

- The lane of **GLM-4.6** got an HTTP 429 with Z.ai's code 1305, *temporarily overloaded*.
- This answer and its measurements are untouched by that.
- *Retry* in the failed lane sends the request again, and keeps both attempts in the log.

Two more things to try: *${SLOW_PHRASE}*, and *${BROKEN_PHRASE}*, which is cut off in the middle.`,
    reasoning: "One tier fails on this phrase, and it is not this one. Say what can be seen.",
  },
  "glm-4.7-flash": { text: "This lane is fine. The one that failed can be retried by itself." },
};

export const brokenScripts: TierScripts = {
  "glm-4.6": {
    text: "The connection of this answer is cut in the middle of a sentence. What had arrived by then stays in the lane and in the log, and the run counts as failed, so that it never enters a percentile as if it were complete.",
  },
  "glm-4.7": {
    text: "Half-way through this paragraph the Demo provider closes the connection, with neither a finish reason nor a usage count. A careful client keeps the text, marks the run as failed, estimates the tokens, and says that it estimated them.",
  },
  "glm-4.7-flash": {
    text: "This stream stops before its end, as it would if a proxy gave up or a machine was restarted in the middle of an answer.",
  },
};
