import type { z } from "zod";
import { catalogSchema, pricingSchema } from "@/lib/api/catalog-schema";
import {
  changedEndpointSchema,
  endpointListSchema,
  endpointSchema,
  endpointTestSchema,
} from "@/lib/api/endpoint-schema";
import { streamEventSchema } from "@/lib/api/event-schema";
import { exportLineSchema } from "@/lib/api/export-schema";
import { healthSchema } from "@/lib/api/health-schema";
import { keyListSchema, keySchema, keyTestSchema } from "@/lib/api/key-schema";
import { latencySchema } from "@/lib/api/latency-schema";
import { pricesSchema, refreshedPricesSchema } from "@/lib/api/price-schema";
import { retentionSchema } from "@/lib/api/retention-schema";
import {
  comparisonPageSchema,
  comparisonSchema,
  loggedRunSchema,
  runErrorSchema,
  runPageSchema,
  runSchema,
  stoppedRunSchema,
} from "@/lib/api/run-schema";
import {
  changedShareSchema,
  publishedShareSchema,
  shareListSchema,
  sharePreviewSchema,
  shareSchema,
} from "@/lib/api/share-schema";
import { spendSchema } from "@/lib/api/spend-schema";
import { createdTokenSchema, tokenListSchema } from "@/lib/api/token-schema";
import {
  changeEndpointSchema,
  createEndpointSchema,
  testEndpointSchema,
} from "@/lib/catalog/custom-endpoint";
import { laneSettingsSchema, startComparisonSchema } from "@/lib/runs/settings";
import { nextTurnSchema } from "../continue-comparison";
import { deleteAllSchema } from "../delete-comparison";
import { saveKeySchema } from "../keys/save-key";
import { changeRetentionSchema } from "../retention-days";
import { changeShareSchema, previewShareSchema, publishShareSchema } from "../share";
import { signInSchema } from "../sign-in";
import { createTokenSchema } from "../tokens";
import { problemSchema } from "./problem-schema";

/** What operations answer with, and the parts that several of those share, by their names in the API's description. */
export const answers = {
  Catalog: catalogSchema,
  ChangedEndpoint: changedEndpointSchema,
  ChangedShare: changedShareSchema,
  Comparison: comparisonSchema,
  ComparisonPage: comparisonPageSchema,
  CreatedToken: createdTokenSchema,
  Endpoint: endpointSchema,
  EndpointList: endpointListSchema,
  EndpointTest: endpointTestSchema,
  ExportLine: exportLineSchema,
  Health: healthSchema,
  Key: keySchema,
  KeyList: keyListSchema,
  KeyTest: keyTestSchema,
  Latency: latencySchema,
  LoggedRun: loggedRunSchema,
  Prices: pricesSchema,
  Pricing: pricingSchema,
  Problem: problemSchema,
  PublishedShare: publishedShareSchema,
  RefreshedPrices: refreshedPricesSchema,
  Retention: retentionSchema,
  Run: runSchema,
  RunError: runErrorSchema,
  RunPage: runPageSchema,
  Settings: laneSettingsSchema,
  Share: shareSchema,
  ShareList: shareListSchema,
  SharePreview: sharePreviewSchema,
  Spend: spendSchema,
  StoppedRun: stoppedRunSchema,
  StreamEvent: streamEventSchema,
  TokenList: tokenListSchema,
} satisfies Record<string, z.ZodType>;

export type AnswerName = keyof typeof answers;

/** What operations take: apart from the answers, because what may be left out of a body is never left out of an answer. */
export const bodies = {
  ChangeEndpoint: changeEndpointSchema,
  ChangeRetention: changeRetentionSchema,
  ChangeShare: changeShareSchema,
  CreateEndpoint: createEndpointSchema,
  CreateToken: createTokenSchema,
  DeleteEverything: deleteAllSchema,
  NextTurn: nextTurnSchema,
  PreviewShare: previewShareSchema,
  PublishShare: publishShareSchema,
  SaveKey: saveKeySchema,
  SignIn: signInSchema,
  StartComparison: startComparisonSchema,
  TestEndpoint: testEndpointSchema,
} satisfies Record<string, z.ZodType>;

export type BodyName = keyof typeof bodies;
