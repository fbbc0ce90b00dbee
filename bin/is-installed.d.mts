interface Lockfile {
  packages?: Record<
    string,
    { version?: string; integrity?: string; optional?: boolean; devOptional?: boolean }
  >;
}

export function isInstalled(lockfile: Lockfile | null, installed: Lockfile | null): boolean;
