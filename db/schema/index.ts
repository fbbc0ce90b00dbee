export * from "./comparisons";
export * from "./endpoints";
export * from "./latency";
export * from "./price-points";
export * from "./published-stats";
export * from "./runs";
export * from "./shares";
export * from "./source-checks";
