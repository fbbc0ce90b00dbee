import { database } from "@/db/client";
import { exportRuns } from "@/db/queries/runs";
import { csvHeader, csvLines, jsonLines } from "@/lib/server/export-runs";
import { readQuery } from "@/lib/server/guards/read-query";
import { runExportQuery } from "@/lib/server/guards/route-queries";
import { handleRoute } from "@/lib/server/handle-route";

/** The filtered log as a file, streamed a page at a time. */
export const GET = handleRoute(async (request, _context, { owner }) => {
  const { format, ...filter } = readQuery(request, runExportQuery);
  const pages = exportRuns(await database(), owner, filter);
  const encoder = new TextEncoder();
  const stream = new ReadableStream<Uint8Array>({
    start(controller) {
      if (format === "csv") controller.enqueue(encoder.encode(csvHeader()));
    },
    async pull(controller) {
      const page = await pages.next();
      if (page.done) controller.close();
      else
        controller.enqueue(encoder.encode(format === "csv" ? csvLines(page.value) : jsonLines(page.value)));
    },
    async cancel() {
      await pages.return(undefined);
    },
  });
  return new Response(stream, {
    headers: {
      "content-type": format === "csv" ? "text/csv; charset=utf-8" : "application/x-ndjson; charset=utf-8",
      "content-disposition": `attachment; filename="glimpse-runs.${format}"`,
      "cache-control": "no-store, no-transform",
    },
  });
});
