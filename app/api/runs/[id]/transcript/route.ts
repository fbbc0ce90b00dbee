import { database } from "@/db/client";
import { readRun } from "@/db/queries/runs";
import { AppError } from "@/lib/server/app-error";
import { requireUuid } from "@/lib/server/guards/read-query";
import { handleRoute } from "@/lib/server/handle-route";
import { findTranscript } from "@/lib/server/transcripts";

type Context = { params: Promise<{ id: string }> };

/** What the provider really sent, as text, while this server still has it. */
export const GET = handleRoute<Context>(async (_request, { params }, { owner }) => {
  const id = requireUuid((await params).id);
  const run = await readRun(await database(), owner, id);
  const transcript = run && findTranscript(id);
  if (!transcript) throw new AppError("not-found", "The wire transcript of this run is not kept any more.");
  const headers = { "content-type": "text/plain; charset=utf-8", "cache-control": "no-store" };
  return new Response(transcript.toString(), { headers });
});
