import { describe, expect, it } from "vitest";
import {
  findOffer,
  findProvider,
  findTier,
  modelIdFor,
  offers,
  parametersFor,
  providers,
  routeOf,
  tiers,
} from "./catalog";
import { localOffer, localPresets } from "./local-presets";
import { type Offer, PROVIDER_IDS, type Pricing, type Route } from "./types";
import { type Catalog, validateCatalog } from "./validate-catalog";

const catalog: Catalog = { tiers, providers, offers };

function offerOf(id: string): Offer {
  const offer = findOffer(id);
  if (!offer) throw new Error(`no offer ${id}`);
  return offer;
}

describe("the catalogue", () => {
  it("is valid", () => {
    expect(validateCatalog(catalog)).toEqual([]);
  });

  it("has every provider, in the order of the ids", () => {
    expect(providers.map((provider) => provider.id)).toEqual([...PROVIDER_IDS]);
  });

  it("has at least one offer of every provider but the local one, whose offers the operator makes", () => {
    const offering = new Set(offers.map((offer) => offer.provider));
    expect(PROVIDER_IDS.filter((id) => !offering.has(id))).toEqual(["local"]);
  });

  it("lists the three core tiers first", () => {
    const ordered = tiers.toSorted((a, b) => a.order - b.order);
    expect(ordered.filter((tier) => tier.core).map((tier) => tier.id)).toEqual([
      "glm-4.6",
      "glm-4.7",
      "glm-4.7-flash",
    ]);
    expect(ordered.slice(0, 3).every((tier) => tier.core)).toBe(true);
  });

  it("keeps retired offers, marked with the day they went", () => {
    const retired = offers.filter((offer) => offer.retiredAt).map((offer) => [offer.id, offer.retiredAt]);
    expect(Object.fromEntries(retired)).toEqual({
      "fireworks/glm-4.6": "2026-02-18",
      "fireworks/glm-4.7": "2026-05-22",
      "cerebras/glm-4.6": "2026-01-20",
      "cerebras/glm-4.7": "2026-08-17",
      "baseten/glm-4.6": "2026-05-01",
    });
    expect(routeOf(offerOf("vercel/glm-4.7"), "cerebras")?.retiredAt).toBe("2026-06-28");
  });

  it("has routes only where a router chooses among upstreams", () => {
    const routing = offers.filter((offer) => offer.routes.length > 0);
    expect(routing.every((offer) => findProvider(offer.provider)?.kind === "router")).toBe(true);
  });

  it("says of a route whose upstream is inferred that it is inferred", () => {
    expect(routeOf(offerOf("openrouter/glm-4.7"), "atlascloud")?.source).toContain("inference");
  });

  it.each(["glm-4.6", "glm-4.7", "glm-4.7-flash"])(
    "offers %s in the demo at Z.ai's list prices per token",
    (tier) => {
      const { perRequest: _demo, ...demo } = offerOf(`demo/${tier}`).pricing;
      const { perRequest: _zai, ...zai } = offerOf(`zai/${tier}`).pricing;
      expect(demo).toEqual(zai);
    },
  );
});

describe("the look-ups", () => {
  it("find by id, and find nothing where there is nothing", () => {
    expect(findOffer("zai/glm-4.7-flashx")?.modelId).toBe("glm-4.7-flashx");
    expect(findProvider("bedrock")?.name).toBe("Amazon Bedrock");
    expect(findTier("glm-4.7-flash")?.name).toBe("GLM-4.7-Flash");
    expect([findOffer("zai/glm-9"), findProvider("custom-mine"), findTier("glm-9")]).toEqual([
      undefined,
      undefined,
      undefined,
    ]);
  });

  it("give a model the id that its dialect wants", () => {
    const runware = offerOf("runware/glm-4.7");
    expect(modelIdFor(runware, "runware-tasks")).toBe("zai-glm-4-7");
    expect(modelIdFor(runware, "chat-completions")).toBe("zai:glm@4.7");
    expect(modelIdFor(offerOf("empiriolabs/glm-4.7-flash"), "messages")).toBe("glm-4-7-flash");
  });

  it("give only the parameters of the dialect", () => {
    const names = (dialect: "runware-tasks" | "chat-completions") =>
      parametersFor(offerOf("runware/glm-4.7"), dialect).map((parameter) => parameter.name);
    expect(names("runware-tasks")).toContain("settings.temperature");
    expect(names("runware-tasks")).not.toContain("temperature");
    expect(names("chat-completions")).toContain("temperature");
    expect(names("chat-completions")).not.toContain("seed");
  });

  it.each(["deepinfra", "DeepInfra", "deepinfra/bf16"])(
    "find the route however the router writes it: %s",
    (name) => {
      expect(routeOf(offerOf("openrouter/glm-4.7-flash"), name)?.upstream).toBe("deepinfra");
    },
  );

  it("find a route by the router's own slug, and no route to a stranger", () => {
    const offer = offerOf("openrouter/glm-4.7");
    expect(routeOf(offer, "atlas-cloud/fp8")?.upstream).toBe("atlascloud");
    expect(routeOf(offer, "AtlasCloud")?.upstream).toBe("atlascloud");
    expect(routeOf(offer, "cerebras")).toBeUndefined();
  });
});

describe("a local server's offer", () => {
  it.each([null, ...localPresets])("is valid, with unknown prices and limits (preset %#)", (preset) => {
    const offer = localOffer("glm-4.7-flash", "my-model", preset);
    expect(validateCatalog({ ...catalog, offers: [offer] })).toEqual([]);
    expect(offer).toMatchObject({
      id: "local/glm-4.7-flash",
      modelId: "my-model",
      contextTokens: null,
      maxOutputTokens: null,
      pricing: { input: null, output: null, cacheRead: null, cacheWrite: null, perRequest: {} },
      source: "operator",
    });
  });

  it.each(localPresets)(
    "of $name takes the parameters that switch thinking",
    ({ thinking, effortParameter, parameters }) => {
      const names = parameters.map((parameter) => parameter.name);
      const needed = [
        ...Object.keys(thinking.on),
        ...Object.keys(thinking.off),
        ...(effortParameter ? [effortParameter] : []),
      ];
      expect(names).toEqual(expect.arrayContaining(needed));
    },
  );
});

describe("validateCatalog", () => {
  const base = offerOf("vercel/glm-4.7");
  const route = base.routes[0];
  if (!route) throw new Error("vercel/glm-4.7 has lost its routes");

  const withOffer = (changes: Partial<Offer>): Catalog => ({ ...catalog, offers: [{ ...base, ...changes }] });
  const withRoute = (changes: Partial<Route>) => withOffer({ routes: [{ ...route, ...changes }] });
  const withPricing = (changes: Partial<Pricing>) => withOffer({ pricing: { ...base.pricing, ...changes } });
  const withInput = (input: string) => withPricing({ input });

  const broken: [string, Catalog, RegExp][] = [
    [
      "a tier twice",
      { ...catalog, tiers: [...tiers, ...tiers.slice(0, 1)] },
      /^Tier "glm-4.6" is listed twice/,
    ],
    [
      "a provider twice",
      { ...catalog, providers: [...providers, ...providers.slice(0, 1)] },
      /^Provider "zai" is listed/,
    ],
    ["an offer twice", { ...catalog, offers: [...offers, base] }, /^Offer "vercel\/glm-4.7" is listed twice/],
    ["an unknown tier", withOffer({ id: "vercel/glm-9", tier: "glm-9" }), /unknown tier "glm-9"/],
    ["an unknown provider", { ...withOffer({}), providers: [] }, /unknown provider "vercel"/],
    [
      "an id that is not provider/tier",
      withOffer({ id: "vercel/glm" }),
      /should have the id "vercel\/glm-4.7"/,
    ],
    ["no model id", withOffer({ modelId: " " }), /no model id/],
    ["no dialect", withOffer({ dialects: [] }), /speaks no dialect/],
    ["a model id for a foreign dialect", withOffer({ modelIds: { messages: "x" } }), /dialect "messages"/],
    ["an unknown feature", withOffer({ features: ["tool_stream"] }), /unknown feature "tool_stream"/],
    ["no source", withOffer({ source: "" }), /^Offer .* has no source/],
    ["no date", withOffer({ asOf: "" }), /is dated ""/],
    ["a date without a month", withOffer({ asOf: "2026" }), /is dated "2026"/],
    ["a month that no year has", withOffer({ asOf: "2026-13" }), /is dated "2026-13"/],
    ["a day that no month has", withOffer({ asOf: "2026-02-30" }), /is dated "2026-02-30"/],
    ["a time", withOffer({ asOf: "2026-02-03T00:00:00Z" }), /is dated/],
    ["a retirement without a day", withOffer({ retiredAt: "2026-05" }), /retired on "2026-05"/],
    ["a retirement that is no date", withOffer({ retiredAt: "soon" }), /retired on "soon"/],
    ["a signed price", withInput("-1"), /input price "-1"/],
    ["a price with a plus", withInput("+1"), /input price/],
    ["a price with an exponent", withInput("6e-8"), /input price "6e-8"/],
    ["a price with seven decimals", withInput("0.0000001"), /input price/],
    ["a price with a bare point", withInput(".5"), /input price/],
    ["a price with a trailing point", withInput("1."), /input price/],
    ["a price with a superfluous zero", withInput("00.5"), /input price/],
    ["an empty price", withInput(""), /input price ""/],
    ["a price with a currency", withInput("$1"), /input price/],
    ["a bad price per request", withPricing({ perRequest: { webSearch: "1e-2" } }), /webSearch price "1e-2"/],
    [
      "a parameter twice",
      withOffer({ parameters: [...base.parameters, ...base.parameters.slice(0, 1)] }),
      /parameter .* twice/,
    ],
    [
      "an inverted range",
      withOffer({ parameters: [{ name: "seed", type: "integer", min: 1, max: 0 }] }),
      /min is above/,
    ],
    ["two routes to one upstream", withOffer({ routes: [route, route] }), /two routes to "zai"/],
    ["a route without source", withRoute({ source: " " }), /^Route "zai" of vercel\/glm-4.7 has no source/],
    ["a route without date", withRoute({ asOf: "" }), /^Route .* is dated ""/],
    [
      "a route with a bad price",
      withRoute({ pricing: { ...route.pricing, cacheRead: "0,1" } }),
      /^Route .* cacheRead price/,
    ],
    ["a route with a bad retirement", withRoute({ retiredAt: "2026-02-31" }), /^Route .* retired on/],
  ];

  it("accepts the offer that the table breaks", () => {
    expect(validateCatalog(withOffer({}))).toEqual([]);
  });

  it.each(broken)("refuses %s", (_what, catalogue, problem) => {
    expect(validateCatalog(catalogue)).toEqual([expect.stringMatching(problem)]);
  });
});
