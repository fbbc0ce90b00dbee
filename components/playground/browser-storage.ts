/** localStorage, where it exists and may be used: private windows and full disks must not break the page. */
export function readStored(key: string): unknown {
  try {
    return JSON.parse(window.localStorage.getItem(key) ?? "null");
  } catch {
    return null;
  }
}

export function writeStored(key: string, value: unknown): void {
  try {
    window.localStorage.setItem(key, JSON.stringify(value));
  } catch {
    // What cannot be kept is lost on reload, which is what the person's browser asked for.
  }
}
