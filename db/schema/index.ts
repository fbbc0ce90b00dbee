export * from "./comparisons";
export * from "./latency";
export * from "./price-points";
export * from "./runs";
export * from "./shares";
