import postgres from "postgres";
import { startEmbeddedDatabase } from "../../db/embedded/start-embedded.ts";

/** Adds `rows` finished runs of about 2 kB of text each to the log in `dataDir`, whose server must be stopped. */
export async function fillLog(dataDir: string, rows: number): Promise<void> {
  const embedded = await startEmbeddedDatabase(dataDir);
  const sql = postgres({
    ...embedded.connection,
    username: "postgres",
    database: "postgres",
    max: 1,
    onnotice: () => {},
  });
  await sql`
    insert into comparisons (id, owner, title, settings)
    select lpad(to_hex(n), 32, '0')::uuid, 'local', 'Filler ' || n, '{}' from generate_series(1, ${rows}::int) n`;
  await sql`
    insert into turns (comparison_id, position, prompt, history)
    select id, 0, 'What is ' || title || '?', '[]' from comparisons where title like 'Filler %'`;
  await sql`
    insert into runs (id, owner, comparison_id, turn, lane, attempt, offer, tier, provider, dialect, model_id, simulated, settings,
      sent, status, warnings, text, tool_calls, attempts, created_at, ended_at)
    select id, owner, id, 0, 0, 1, 'zai/glm-4.7', 'glm-4.7', 'zai', 'chat-completions', 'glm-4.7', true, '{}', '{}', 'completed',
      '[]', repeat('Lorem ipsum dolor sit amet. ', 75), '[]', '[]', now(), now()
    from comparisons where title like 'Filler %'`;
  await sql.end();
  await embedded.close();
}
