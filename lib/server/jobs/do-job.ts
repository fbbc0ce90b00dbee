import type { JobResult, Job as Task } from "pg-boss";
import { log } from "../log";
import type { Job } from "./job";

/** Does one job and says how it went; a failure is in the log, by the job's name. Never rejects. */
export async function doJob(job: Job, { id, data, retryCount, signal }: Task<unknown>): Promise<JobResult> {
  try {
    await job.run(data, signal);
    return { id, status: "completed" };
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    const failure = { job: job.name, id, data, tries: retryCount + 1, err: error };
    if (retryCount < job.queue.retryLimit) log.info(failure, "a job failed; it will be tried again");
    else log.error(failure, "a job failed for good");
    return { id, status: "failed", output: { message } };
  }
}
