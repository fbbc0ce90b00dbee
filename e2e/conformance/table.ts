import { capabilities } from "./capabilities";
import { providersUnderTest } from "./providers";

/** `docs/providers.md`: what is tested of which provider, made from the tests themselves. */
export function conformanceTable(): string {
  const rows = providersUnderTest.map(({ name, offer, thinkingOff, reportsCost }) => {
    const cells = capabilities.map((capability) => {
      if (capability.name === "thinking off and on" && thinkingOff === null) return "no switch, warns";
      if (capability.name === "the provider's own bill" && !reportsCost) return "computed";
      return "✓";
    });
    return `| ${name} | \`${offer}\` | ${cells.join(" | ")} |`;
  });
  const head = ["provider", "offer", ...capabilities.map(({ name }) => name)];
  return `# Providers, as they really speak

Every cell is a test: a transcript in the shape that the provider documents or that was recorded from it, served over
real HTTP and run through \`POST /api/comparisons\` (\`e2e/conformance\`). This file is made from those tests;
\`UPDATE_DOCS=1 npm run unit -- conformance\` writes it anew, and the tests fail while it is out of date.
Nobody called a live provider for it.

| ${head.join(" | ")} |
|${" --- |".repeat(head.length)}
${rows.join("\n")}

Beside chat completions, EmpirioLabs is tested in the Responses and Messages dialects
(\`app/api/comparisons/dialects.test.ts\`), and Runware in its native task API: stream, sync and async
(\`app/api/comparisons/runware.test.ts\`).
`;
}
