import { config } from "zod/v4/core";

// Where code may not be evaluated, zod's try whether it may is itself a breach of the page's policy.
config({ jitless: true });
