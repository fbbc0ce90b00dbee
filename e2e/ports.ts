/** Where the end-to-end tests' servers listen. */
export const UPSTREAM_PORT = 4810;
/** Glimpse with Z.ai and OpenRouter at the simulated upstream. */
export const CONFIGURED_PORT = 4811;
/** Glimpse as a fresh clone is: nothing configured, Demo alone. */
export const DEMO_PORT = 4812;
