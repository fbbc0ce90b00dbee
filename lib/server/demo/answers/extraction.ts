import type { DemoTier } from "../tiers";

const lamps = { name: "desk lamp", quantity: 2, unitPrice: 24.5 };
const shelf = { name: "walnut shelf", quantity: 1, unitPrice: 89 };
const order = {
  customer: "Maria Keller",
  orderedOn: "2026-03-03",
  items: [lamps, shelf],
  total: 138,
  currency: "EUR",
};

/** The order as each tier reads it: flash keeps the plural and the spelled-out currency of the text. */
export const extractionObjects: Record<DemoTier, object> = {
  "glm-4.6": order,
  "glm-4.7": order,
  "glm-4.7-flash": { ...order, items: [{ ...lamps, name: "desk lamps" }, shelf], currency: "euros" },
};
