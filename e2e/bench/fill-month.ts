import type postgres from "postgres";
import { LOG_GAMMA, LOWEST, SMALLEST } from "../../lib/stats/buckets.ts";

/** Rows of one insert: progress is seen, and a broken-off one leaves little to clean up. */
const CHUNK = 500_000;
const LANES = 3;

/**
 * Fills an empty, migrated database with `count` finished runs of the 30 days before now, in comparisons of three lanes:
 * 36 offers of which some are far more used than others, log-normal latencies, a few failures. Then the tables that a
 * run's end fills, by SQL of the same meaning, their rows in the order of time as they would have come.
 */
export async function fillMonth(sql: postgres.Sql, count: number): Promise<void> {
  // Foreign keys are right by construction, and indexes are faster made at once.
  await sql`set session_replication_role = replica`;
  const indexes = await sql<{ name: string; definition: string }[]>`
    select indexname as name, indexdef as definition from pg_indexes
    where tablename = 'runs' and indexname not in ('runs_pkey', 'runs_place')`;
  for (const { name } of indexes) await sql`drop index ${sql(name)}`;
  await sql`select setseed(0.5)`;
  for (let from = 0; from < count; from += CHUNK) {
    await insertRuns(sql, from, Math.min(from + CHUNK, count), count);
    console.log(`${Math.min(from + CHUNK, count).toLocaleString("en")} runs`);
  }
  for (const { definition } of indexes) await sql.unsafe(definition);
  console.log("indexes");
  await countRuns(sql);
  await sql`vacuum analyze`;
  console.log("histograms, spend and statistics");
}

async function insertRuns(sql: postgres.Sql, from: number, to: number, count: number): Promise<void> {
  await sql`
    create temporary table chunk as
    select n, created_at, n / ${LANES}::int as comparison, n % ${LANES}::int as lane,
      (36 * power(random(), 2))::int % 36 as offer, random() as fate, random_normal() as luck
    from generate_series(${from}::int, ${to - 1}::int) n,
      lateral (select now() - interval '30 days' * (1 - (n + 1)::float8 / ${count}::int) as created_at)`;
  await sql`
    insert into comparisons (id, owner, title, settings, created_at)
    select ${idOf(sql, "comparison", "c")}, 'local', 'What is ' || comparison || '?', '{}', min(created_at)
    from chunk group by comparison
    on conflict do nothing`;
  await sql`
    insert into turns (comparison_id, position, prompt, history)
    select ${idOf(sql, "comparison", "c")}, 0, 'What is ' || comparison || '?', '[]'
    from (select distinct comparison from chunk) chunk
    on conflict do nothing`;
  await sql`
    insert into runs (id, comparison_id, owner, turn, lane, attempt, offer, tier, provider, upstream, dialect, model_id, simulated,
      settings, sent, status, finish_reason, warnings, error, text, reasoning, tool_calls, input_tokens, output_tokens,
      usage_source, billed_usd, computed_usd, queued_ms, ttft_ms, first_answer_ms, throughput_tps, end_to_end_ms,
      attempts, created_at, ended_at)
    select
      (lpad(to_hex((extract(epoch from created_at) * 1000)::bigint), 12, '0') || '7' || lpad(to_hex(n % 4096), 3, '0') || 'a'
        || substr(md5(n::text), 1, 15))::uuid,
      ${idOf(sql, "comparison", "c")}, 'local', 0, lane, 1,
      provider || '/' || tier, tier, provider, case when provider in ('openrouter', 'vercel') then 'upstream-' || n % 3 end,
      'chat-completions', tier, false, '{}', '{"model":"glm","stream":true,"temperature":0.7}',
      status, case status when 'completed' then 'stop' when 'length' then 'length' end, '[]',
      case status when 'failed' then json_build_object('class',
        (array['timeout', 'rate-limit', 'upstream', 'overloaded', 'auth'])[1 + n % 5], 'code', null, 'message', 'It failed.') end,
      repeat('Lorem ipsum dolor sit amet. ', 12), '', '[]', 500, 300, 'reported', 0.000712, 0.000712, 1.2,
      ttft_ms, ttft_ms * 1.5, 60 * exp(0.4 * random_normal()), ttft_ms + 4000 * exp(0.5 * random_normal()),
      '[{"status":200,"startedAt":"2026-01-01T00:00:00.000Z","waitMs":0}]', created_at, created_at + interval '5 seconds'
    from chunk,
      lateral (select
        (array['zai', 'openrouter', 'vercel', 'empiriolabs', 'deepinfra', 'novita'])[1 + offer % 6] as provider,
        (array['glm-4.6', 'glm-4.7', 'glm-4.7-flash', 'glm-4.5', 'glm-4.5-air', 'glm-5'])[1 + offer / 6] as tier,
        case when fate < 0.945 then 'completed' when fate < 0.965 then 'length' when fate < 0.968 then 'filtered'
          when fate < 0.978 then 'aborted' when fate < 0.9999 then 'failed' else 'interrupted' end as status,
        case when fate < 0.978 then (300 + 40 * offer) * exp(0.6 * luck) end as ttft_ms)`;
  await sql`drop table chunk`;
}

/** A number of the chunk as an id of its own kind. */
function idOf(sql: postgres.Sql, column: string, kind: string) {
  return sql`(lpad(to_hex(${sql(column)}), 12, '0') || '7000a00' || ${kind} || '000000000000')::uuid`;
}

async function countRuns(sql: postgres.Sql): Promise<void> {
  const value = sql`measured.value`;
  const hour = sql`date_trunc('hour', created_at, 'UTC')`;
  await sql`
    insert into latency_buckets (hour, offer, upstream, metric, bucket, count)
    select ${hour}, offer, coalesce(upstream, ''), metric,
      case when ${value} <= ${SMALLEST}::float8 then ${LOWEST}::int else ceil(ln(${value}) / ${LOG_GAMMA}::float8)::int end,
      count(*)
    from runs cross join lateral (values ('ttftMs', ttft_ms), ('firstAnswerMs', first_answer_ms),
      ('throughputTps', throughput_tps), ('endToEndMs', end_to_end_ms)) as measured(metric, value)
    where status in ('completed', 'length', 'filtered') and ${value} is not null
    group by 1, 2, 3, 4, 5 order by 1`;
  await sql`
    insert into outcome_counts (hour, offer, upstream, outcome, count)
    select ${hour}, offer, coalesce(upstream, ''),
      case when status <> 'failed' then 'available' when error ->> 'class' = 'rate-limit' then 'rate-limited' else 'unavailable' end,
      count(*)
    from runs where status not in ('aborted', 'interrupted') and (status <> 'failed' or error ->> 'class' <> 'auth')
    group by 1, 2, 3, 4 order by 1`;
  await sql`
    insert into latency_buckets_daily (day, offer, upstream, metric, bucket, count)
    select date_trunc('day', hour, 'UTC'), offer, upstream, metric, bucket, sum(count)
    from latency_buckets group by 1, 2, 3, 4, 5 order by 1`;
  await sql`
    insert into outcome_counts_daily (day, offer, upstream, outcome, count)
    select date_trunc('day', hour, 'UTC'), offer, upstream, outcome, sum(count)
    from outcome_counts group by 1, 2, 3, 4 order by 1`;
  await sql`
    insert into spend_days (day, owner, provider, tier, runs, billed_usd, unknown_runs)
    select (created_at at time zone 'UTC')::date, owner, provider, tier, count(*), sum(billed_usd), 0
    from runs group by 1, 2, 3, 4`;
}
