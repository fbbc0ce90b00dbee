import { describe, expect, it } from "vitest";
import { findKeyLikeText } from "./key-like-text";

const kinds = (text: string) => findKeyLikeText(text).map(({ kind }) => kind);

// Put together here, so that no scanner takes this file for a leak.
const random = "a8Kd02LmQz7Rt5Vw1Xy9Bc3Df6Gh4Jk";

describe("text that looks like a key", () => {
  it.each([
    [`sk-${random}`, "an OpenAI-style key"],
    [`sk-or-v1-${random}${random}`, "an OpenAI-style key"],
    [`sk-ant-api03-${random}`, "an OpenAI-style key"],
    ["0123456789abcdef0123456789abcdef.Ab12Cd34Ef56Gh78", "a Z.ai key"],
    [`vck_${random}`, "a Vercel key"],
    [`ABSK${random}${random}`, "an Amazon Bedrock key"],
    ["AKIAABCDEFGHIJKLMNOP", "an AWS access key"],
    [`fw_${random}`, "a Fireworks key"],
    [`csk-${random}`, "a Cerebras key"],
    [`gsk_${random}`, "a Groq or xAI key"],
    [`ghp_${random}abcdef`, "a GitHub token"],
    [`glpat-${random}`, "a GitLab token"],
    [`AIza${random}abcd`, "a Google key"],
    [`hf_${random}`, "a Hugging Face token"],
    [`xoxb-${random}`, "a Slack token"],
    [`sk_live_${random}`, "a Stripe key"],
    [`npm_${random}abcdef`, "an npm or PyPI token"],
    ["-----BEGIN RSA PRIVATE KEY-----\nMIIE", "a private key"],
    [`eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0In0.${random}`, "a JSON Web Token"],
    ["postgres://app:hunter22@db.example/app", "a password in an address"],
    [`API_KEY=${random}`, "something like a key"],
    [`{"token": "${random}"}`, "something like a key"],
    [`my secret is ${random}`, "something like a key"],
    [`Authorization: Bearer ${random}`, "something like a key"],
    ["password: Tr0ub4dor-n3v3r-m1nd", "something like a key"],
  ])("%s", (text, kind) => expect(kinds(`Before ${text} after.`)).toEqual([kind]));

  it.each([
    "Explain Raft in five sentences, and what a token is.",
    "The primary key of table customer_subscriptions_2024 is a composite.",
    "What does `key` mean in React? See https://react.dev/learn/rendering-lists#keeping-list-items-in-order.",
    "max_tokens: 4096, temperature 0.7, glm-4.7-flash",
    "token counts: 12345678901234567890",
    "The secret of good code is readability-and-consistency.",
    "![](https://cdn.example/1.png?token=none 2x, https://cdn.example/pixel-19.png)",
    "commit 9fceb02d0ae598e95dc970b74767f19372d61af8",
    "id 01890000-0000-7000-8000-000000000000",
    "http://localhost:3000/path and mailto:someone@example.com",
    "const apiKey = process.env.OPENROUTER_API_KEY ?? throwError();",
  ])("but not %s", (text) => expect(findKeyLikeText(text)).toEqual([]));

  it("is shown once, and never whole", () => {
    const found = findKeyLikeText(`key=sk-${random}, again sk-${random}`);
    expect(found).toEqual([{ kind: "an OpenAI-style key", excerpt: "sk-a8K…Jk" }]);
  });

  it("is looked for in 64 kB without trying every piece against every other, whatever they hold", () => {
    for (const unit of ["key ", "token:", "sk-a", "eyJ.", "a://b:", "-----BEGIN ", "secret=a1", "A"]) {
      const text = unit.repeat(65_536 / unit.length);
      const start = performance.now();
      findKeyLikeText(text);
      expect(performance.now() - start, unit).toBeLessThan(2_000);
    }
  });
});
