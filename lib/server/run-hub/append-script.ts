import { defineScript } from "redis";
import { KEEP_MS } from "./run-hub";

/** What one instance adds to a comparison at once. */
export type Appended = {
  /** Who adds, and the number of this addition, which grows: a repeated one changes nothing. */
  writer: string;
  number: number;
  /** Runs that are live from now on, and runs that have ended. */
  registered: string[];
  finished: string[];
  /** The new events, as JSON. */
  events: string[];
  /** What to begin the stream with where it does not exist; null: then add nothing, and say so. */
  beginning: {
    /** Events that were there before Redis lost them, as they went out, with their ids. */
    history: Buffer[];
    /** The id of the first new event. */
    firstId: number;
  } | null;
};

/** Where the number of additions stands, beside the writers. */
export const ADDITIONS = "all";

/** A live run is heard of several times a second: an hour of silence means that its instance is gone for good. */
const SILENT_FOR_MS = 3_600_000;

/** Redis drops a connection that is told more than it reads: longer news are announced, and read by who follows. */
const LONGEST_NEWS = 1024 * 1024;

/**
 * Entry `0-17` of the stream is event 17: Redis numbers them, so that all instances share one order. The same words go
 * out on the channel of the stream's name, ready for the wire, after a head: how many additions there were, how many
 * runs are live, and the ids of the first and the last new event, 0 where there is none.
 */
const SCRIPT = `
local stream, live, writers = KEYS[1], KEYS[2], KEYS[3]
local writer, number, first_id = ARGV[1], ARGV[2], ARGV[3]
if tonumber(redis.call('HGET', writers, writer) or '0') >= tonumber(number) then
  return tonumber(redis.call('HGET', writers, '${ADDITIONS}'))
end
local is_new = redis.call('EXISTS', stream) == 0
if is_new and first_id == '' then return 0 end
redis.call('HSET', writers, writer, number)
local additions = redis.call('HINCRBY', writers, '${ADDITIONS}', 1)

local at = 4
local function each(act)
  local last = at + tonumber(ARGV[at])
  for index = at + 1, last do act(ARGV[index]) end
  at = last + 1
end
local function add(id, event)
  return redis.call('XADD', stream, id, 'event', event)
end

each(function(run) redis.call('HSET', live, run, writer) end)
each(function(run) redis.call('HDEL', live, run) end)
each(function(text)
  -- Redis refuses what another instance has brought back already.
  for id, event in string.gmatch(text, 'id: (%d+)\\ndata: ([^\\n]*)\\n') do pcall(add, '0-' .. id, event) end
end)
local lines, first, last = {}, '0', '0'
each(function(event)
  local id = add(is_new and '0-' .. first_id or '0-*', event)
  last = string.sub(id, 3)
  if first == '0' then first = last end
  is_new = false
  lines[#lines + 1] = 'id: ' .. last .. '\\ndata: ' .. event .. '\\n\\n'
end)

local live_runs = redis.call('HLEN', live)
local kept_ms = live_runs > 0 and ${SILENT_FOR_MS} or ${KEEP_MS}
for _, key in ipairs(KEYS) do redis.call('PEXPIRE', key, kept_ms) end
local news = table.concat(lines)
if #news > ${LONGEST_NEWS} then news = '' end
redis.call('PUBLISH', stream, table.concat({ additions, live_runs, first, last }, ' ') .. '\\n' .. news)
return additions
`;

/** Adds to a comparison in one step; gives how many additions there were, 0 where its stream does not exist and may not be begun. */
export const appendScript = defineScript({
  SCRIPT,
  NUMBER_OF_KEYS: 3,
  /** @param keys the stream, the live runs, and the number of each writer's last addition */
  parseCommand(parser, keys: string[], appended: Appended) {
    const { writer, number, beginning } = appended;
    parser.pushKeys(keys);
    parser.push(writer, `${number}`, `${beginning?.firstId ?? ""}`);
    for (const list of [appended.registered, appended.finished, beginning?.history ?? [], appended.events])
      parser.push(`${list.length}`, ...list);
  },
  transformReply: Number,
});
