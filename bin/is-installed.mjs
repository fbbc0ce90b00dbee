/**
 * Whether npm has installed what a lockfile lists: `lockfile` is `package-lock.json`, `installed` is what npm writes
 * into `node_modules/.package-lock.json` when it is done (null when missing). Optional packages may be absent: most
 * are for other machines.
 */
export function isInstalled(lockfile, installed) {
  if (!lockfile?.packages || !installed?.packages) return false;
  return Object.entries(lockfile.packages).every(([place, wanted]) => {
    if (place === "") return true;
    const found = installed.packages[place];
    if (!found) return wanted.optional === true || wanted.devOptional === true;
    return found.version === wanted.version && found.integrity === wanted.integrity;
  });
}
