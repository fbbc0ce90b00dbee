/** Runs once in the server's process before it answers (Next's `instrumentation` convention). */
export async function register(): Promise<void> {
  if (process.env.NEXT_RUNTIME !== "nodejs") return;
  const { startUp } = await import("./lib/server/start-up");
  await startUp();
}
