import { describe, expect, it } from "vitest";
import { database } from "@/db/client";
import { listCurrentPricePoints } from "@/db/queries/price-points";
import { useTestServer } from "@/e2e/test-server";
import { servePrices } from "@/e2e/upstream/price-answers";
import { refreshPrices } from "../refresh-prices";

const { upstream } = useTestServer();

describe("EmpirioLabs' answer", () => {
  const refresh = async (answer: object) => {
    upstream().respondWith(servePrices({ "/empiriolabs/models/glm-4-7-flash": answer }));
    return (await refreshPrices()).find(({ source }) => source === "empiriolabs");
  };
  const id = "glm-4-7-flash";

  it.each([
    ["fields of USD per token", { id, pricing: { prompt: "0.00000007", completion: "0.0000004" } }],
    ["fields in a wrapper", { data: { id, pricing: { input: 0.07, output: 0.4, unit: "1M tokens" } } }],
    [
      "a list, rows that name their unit",
      {
        data: [
          { id: "other" },
          {
            id,
            pricing_rows: [
              { label: "Input tokens", unit: "token", price: "$0.00000007" },
              { label: "Output tokens", unit: "token", price: "$0.0000004" },
              { label: "Image input", unit: "image", price: "$1" },
            ],
          },
        ],
      },
    ],
    [
      "fields that hold fields",
      { model: { id, pricing: { input: { amount: "0.07" }, output: { amount: "0.40" }, cached: "free" } } },
    ],
  ])("is read as %s", async (_shape, answer) => {
    expect(await refresh(answer)).toMatchObject({ ok: true, message: "1 price read." });
    const [point] = await listCurrentPricePoints(await database(), "empiriolabs/glm-4.7-flash");
    expect(point?.pricing).toMatchObject({
      input: "0.07",
      output: "0.4",
      perRequest: { webSearch: "0.033" },
    });
  });

  it.each([
    ["says nothing of a price", { id }, /states no price/],
    ["is about another model", { id: "glm-5", pricing: { input: 0, output: 0 } }, /no model of this id/],
    ["leaves the unit open", { id, pricing: { input: 0.0005, output: 0.0005 } }, /for how many tokens/],
    ["is in another currency", { id, pricing: { input: 1, output: 2, currency: "CNY" } }, /currency/],
    [
      "prices one part twice",
      {
        id,
        pricing_rows: [
          { type: "input", price: 1 },
          { type: "input", price: 2 },
        ],
      },
      /two prices for input/,
    ],
  ])("is refused when it %s", async (_what, answer, message) => {
    const report = await refresh(answer);
    expect(report).toMatchObject({ ok: false, newPoints: 0, message: expect.stringMatching(message) });
  });
});
