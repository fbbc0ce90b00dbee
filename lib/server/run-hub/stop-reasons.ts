/** Why runs are stopped when nobody pressed Stop: the reason of their abort signal tells it from a person's stop. */

/** The server goes down. */
export const SERVER_STOPPED = Symbol.for("glimpse.server-stopped");

/** Nobody had watched for `GLIMPSE_DETACHED_SECONDS`. */
export const NOBODY_WATCHED = Symbol.for("glimpse.nobody-watched");
