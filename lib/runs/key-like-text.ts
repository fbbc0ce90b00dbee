/** Something in a text that looks like a secret. */
export type KeyLikeText = {
  /** What it seems to be, in words: "an OpenAI-style key". */
  kind: string;
  /** Enough of it to find it again, not enough to use it. */
  excerpt: string;
};

/** Keys that say by their beginning what they are, as their issuers document them (2026-11). */
const KNOWN: [kind: string, pattern: RegExp][] = [
  ["a private key", /-----BEGIN (?:[A-Z]+ ){0,3}PRIVATE KEY(?: BLOCK)?-----/g],
  ["a JSON Web Token", /\beyJ[\w-]{8,}\.eyJ[\w-]{8,}\.[\w-]{8,}/g],
  ["an OpenAI-style key", /\bsk-[A-Za-z0-9][\w-]{18,}/g],
  ["a Z.ai key", /\b[0-9a-f]{32}\.[A-Za-z0-9]{16}\b/g],
  ["a Vercel key", /\bvc[kpit]_[A-Za-z0-9]{20,}/g],
  ["an Amazon Bedrock key", /\bABSK[A-Za-z0-9+/]{40,}={0,2}/g],
  ["an AWS access key", /\b(?:AKIA|ASIA|ABIA|ACCA)[A-Z2-7]{16}\b/g],
  ["a Fireworks key", /\bfw_[A-Za-z0-9]{20,}/g],
  ["a Cerebras key", /\bcsk-[A-Za-z0-9]{20,}/g],
  ["a Groq or xAI key", /\b(?:gsk_|xai-)[A-Za-z0-9]{20,}/g],
  ["a GitHub token", /\b(?:gh[pousr]_[A-Za-z0-9]{30,}|github_pat_\w{40,})/g],
  ["a GitLab token", /\bglpat-[\w-]{20,}/g],
  ["a Google key", /\b(?:AIza[\w-]{35}|ya29\.[\w-]{20,}|GOCSPX-[\w-]{20,})/g],
  ["a Hugging Face token", /\bhf_[A-Za-z0-9]{30,}/g],
  ["a Replicate token", /\br8_[A-Za-z0-9]{30,}/g],
  ["a Slack token", /\bxox[abeoprs]-[\w-]{10,}|\bhooks\.slack\.com\/services\/[\w/]{20,}/g],
  ["a Stripe key", /\b(?:[sr]k_(?:live|test)|whsec)_[A-Za-z0-9]{16,}/g],
  ["a SendGrid key", /\bSG\.[\w-]{20,}\.[\w-]{20,}/g],
  ["an npm or PyPI token", /\b(?:npm_[A-Za-z0-9]{30,}|pypi-[\w-]{50,})/g],
  ["a DigitalOcean token", /\bdo[opr]_v1_[0-9a-f]{40,}/g],
  ["a Telegram bot's token", /\b\d{8,10}:AA[\w-]{32,}/g],
  ["an Azure key", /\b(?:AccountKey|SharedAccessKey)=[A-Za-z0-9+/]{40,}={0,2}/g],
  ["a password in an address", /\b[a-z][a-z0-9+.-]{1,20}:\/\/[^\s/:@]{0,100}:[^\s/@]{3,100}@[\w[]/g],
];

/** What follows a word that announces a secret, closely enough to be one. */
const ANNOUNCED =
  /(?:api[-_ ]?key|access[-_ ]?key|secret|token|passw(?:or)?d|pwd|credentials?|bearer|authorization|\bkey)\b[^\n]{0,24}?[\s"'`:=]([\w+/.~-]{16,200}={0,2})/gi;

/** Bits a character: English words have some 3 to 3.5 in texts this short, random characters above 4. */
const RANDOM_BITS = 3.6;

/** More of them say nothing more. */
const MOST_FOUND = 20;

/**
 * What in a text looks like a key: by a well-known beginning, or random enough beside a word such as "token". Each
 * once.
 */
export function findKeyLikeText(text: string): KeyLikeText[] {
  const found = new Map<string, KeyLikeText>();
  const note = (kind: string, words: string) => {
    if (found.size === MOST_FOUND) return;
    const isPart = [...found.keys()].some((other) => other.includes(words) || words.includes(other));
    if (!isPart) found.set(words, { kind, excerpt: excerptOf(words) });
  };
  for (const [kind, pattern] of KNOWN) for (const [words] of text.matchAll(pattern)) note(kind, words);
  for (const [, words = ""] of text.matchAll(ANNOUNCED)) {
    if (looksRandom(words)) note("something like a key", words);
  }
  return [...found.values()];
}

function excerptOf(words: string): string {
  return words.startsWith("-----") ? words : `${words.slice(0, 6)}…${words.slice(-2)}`;
}

/** Pieces of letters alone or digits alone: `customer_orders_2024`, not `n3v3r-m1nd`. */
const NAME = /^[_./~-]*(?:[A-Za-z]+|\d+)(?:[_./~-]+(?:[A-Za-z]+|\d+))*[_./~-]*$/;

/** Digits and letters, in no order that a word, a path or a version has. */
function looksRandom(words: string): boolean {
  if (!/\d/.test(words) || !/[A-Za-z]/.test(words) || NAME.test(words)) return false;
  const counts = new Map<string, number>();
  for (const character of words) counts.set(character, (counts.get(character) ?? 0) + 1);
  let bits = 0;
  for (const count of counts.values()) bits -= (count / words.length) * Math.log2(count / words.length);
  return bits >= Math.min(RANDOM_BITS, Math.log2(words.length) * 0.8);
}
