/** Lanes and settings in the URL: what a link to a set-up carries. */
import {
  createParser,
  createSerializer,
  parseAsArrayOf,
  parseAsFloat,
  parseAsInteger,
  parseAsJson,
  parseAsString,
  parseAsStringLiteral,
} from "nuqs";
import { DIALECTS } from "@/lib/catalog/types";
import type { Lane } from "@/lib/runs/run";
import { type LaneSettings, laneSettingsSchema, MAX_LANES, THINKING } from "@/lib/runs/settings";
import { formatLaneSettings, parseLaneSettings } from "./lane-setting-params";

/** What a run is started with, apart from its words. */
export type Setup = { lanes: Lane[]; settings: LaneSettings };

/** `openrouter/glm-4.7-flash@deepinfra~thinking.off~temperature.0.2`, lanes separated by commas. */
const parseAsLanes = createParser<Lane[]>({
  parse: (value) => {
    const lanes = value.split(",").slice(0, MAX_LANES).flatMap(parseLane);
    return lanes.length > 0 ? lanes : null;
  },
  serialize: (lanes) => lanes.map(formatLane).join(","),
  eq: (a, b) => a.map(formatLane).join() === b.map(formatLane).join(),
});

/** One lane as a word; two lanes with the same word are the same question to the same offer. */
export function formatLane({ offer, upstream, dialect, settings }: Lane): string {
  return [
    upstream ? `${offer}@${upstream}` : offer,
    ...formatLaneSettings(settings),
    dialect ? `dialect.${dialect}` : null,
  ]
    .filter(Boolean)
    .join("~");
}

function parseLane(word: string): Lane[] {
  const [name = "", ...options] = word.trim().split("~");
  const [offer = "", upstream] = name.split("@");
  if (!/^[^/\s]+\/[^\s]+$/.test(offer)) return [];
  const chosen = options.find((option) => option.startsWith("dialect."))?.slice("dialect.".length);
  return [
    {
      offer,
      upstream: upstream || null,
      dialect: DIALECTS.find((dialect) => dialect === chosen) ?? null,
      settings: parseLaneSettings(options),
    },
  ];
}

/** Settings with a control of their own have a parameter of their own; the rest travels as one. */
export const setupParsers = {
  lanes: parseAsLanes,
  temperature: parseAsFloat,
  topP: parseAsFloat,
  maxOutputTokens: parseAsInteger,
  thinking: parseAsStringLiteral(THINKING),
  seed: parseAsInteger,
  stop: parseAsArrayOf(parseAsString),
  more: parseAsJson((value) => laneSettingsSchema.safeParse(value).data ?? null),
};

type SetupQuery = {
  lanes: Lane[] | null;
  temperature: number | null;
  topP: number | null;
  maxOutputTokens: number | null;
  thinking: (typeof THINKING)[number] | null;
  seed: number | null;
  stop: string[] | null;
  more: LaneSettings | null;
};

export function setupOfQuery({ lanes, more, ...settings }: SetupQuery): Setup | null {
  if (!lanes) return null;
  return { lanes, settings: withoutUnset({ ...more, ...settings }) };
}

export function queryOfSetup({ lanes, settings }: Setup): SetupQuery {
  const { temperature, topP, maxOutputTokens, thinking, seed, stop, ...rest } = settings;
  const more = withoutUnset(rest);
  return {
    lanes,
    temperature: temperature ?? null,
    topP: topP ?? null,
    maxOutputTokens: maxOutputTokens ?? null,
    thinking: thinking ?? null,
    seed: seed ?? null,
    stop: stop?.length ? stop : null,
    more: Object.keys(more).length > 0 ? more : null,
  };
}

const serialize = createSerializer(setupParsers);

/** An address that opens the playground with this set-up, and with the words where they are short. */
export function playgroundHref(setup: Setup, words: { prompt: string; instructions: string }): string {
  return serialize("/", queryOfSetup(setup)) + fragmentOf(words);
}

/** Long prompts would make addresses that browsers and chats cut; they travel another way. */
export const MAX_FRAGMENT_CHARACTERS = 1500;

/** A fragment never leaves the browser: no server log keeps the prompt. */
export function fragmentOf({ prompt, instructions }: { prompt: string; instructions: string }): string {
  if (!prompt && !instructions) return "";
  if (prompt.length + instructions.length > MAX_FRAGMENT_CHARACTERS) return "";
  const words = new URLSearchParams();
  if (prompt) words.set("prompt", prompt);
  if (instructions) words.set("instructions", instructions);
  return `#${words}`;
}

export function wordsOfFragment(hash: string): { prompt: string; instructions: string } | null {
  const words = new URLSearchParams(hash.replace(/^#/, ""));
  if (!words.has("prompt") && !words.has("instructions")) return null;
  return { prompt: words.get("prompt") ?? "", instructions: words.get("instructions") ?? "" };
}

/** Only what is set: null and absent mean the same, but not to a comparison of the two. */
export function withoutUnset(settings: LaneSettings): LaneSettings {
  return Object.fromEntries(
    Object.entries(settings).filter(([, value]) => value !== null && value !== undefined),
  );
}
