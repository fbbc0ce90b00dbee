import type { Offer } from "../types";
import { basetenOffers } from "./baseten";
import { bedrockOffers } from "./bedrock";
import { cerebrasOffers } from "./cerebras";
import { deepInfraOffers } from "./deepinfra";
import { demoOffers } from "./demo";
import { empirioLabsOffers } from "./empiriolabs";
import { fireworksOffers } from "./fireworks";
import { novitaOffers } from "./novita";
import { openRouterOffers } from "./openrouter";
import { runwareOffers } from "./runware";
import { vercelOffers } from "./vercel";
import { zaiOffers } from "./zai";

/** Every reviewed offer, provider by provider. A local server's offers are not here: only its operator knows them. */
export const offers: readonly Offer[] = [
  ...zaiOffers,
  ...openRouterOffers,
  ...vercelOffers,
  ...empirioLabsOffers,
  ...runwareOffers,
  ...bedrockOffers,
  ...deepInfraOffers,
  ...novitaOffers,
  ...fireworksOffers,
  ...cerebrasOffers,
  ...basetenOffers,
  ...demoOffers,
];
