/** Prints one figure, and what the design asks for. */
export function report(what: string, value: string, limit: string): void {
  console.log(`${what}: ${value} (asked: ${limit})`);
}
