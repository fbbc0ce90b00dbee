/** Whose comparisons a request sees. In single-user mode there is one owner. */
export async function currentOwner(): Promise<string> {
  return "local";
}
