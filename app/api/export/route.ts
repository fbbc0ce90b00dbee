import { exportData } from "@/lib/server/export-data";
import { handleRoute } from "@/lib/server/handle-route";

/** All that I have here as a file, a line of JSON for each thing, streamed. */
export const GET = handleRoute(async (_request, _context, { owner }) => {
  const lines = exportData(owner);
  const encoder = new TextEncoder();
  const stream = new ReadableStream<Uint8Array>({
    async pull(controller) {
      const next = await lines.next();
      if (next.done) controller.close();
      else controller.enqueue(encoder.encode(next.value));
    },
    async cancel() {
      await lines.return(undefined);
    },
  });
  return new Response(stream, {
    headers: {
      "content-type": "application/x-ndjson; charset=utf-8",
      "content-disposition": 'attachment; filename="glimpse-data.jsonl"',
      "cache-control": "no-store, no-transform",
    },
  });
});
