/** Where the end-to-end tests' servers listen. */
export const UPSTREAM_PORT = 4810;
/** Glimpse with Z.ai and OpenRouter at the simulated upstream. */
export const CONFIGURED_PORT = 4811;
/** Glimpse as a fresh clone is: nothing configured, Demo alone. */
export const DEMO_PORT = 4812;
/** Demo alone, behind a password. */
export const PASSWORD_PORT = 4813;
/** Demo alone, for everybody, with an operator who has a password. */
export const PUBLIC_PORT = 4814;
/** What opens both. */
export const PASSWORD = "correct horse battery staple";
