/** Nothing that tools, schemas and providers say goes as deep, and every database takes it. */
export const MOST_LEVELS = 100;

/** Whether a value of JSON has more than so many levels of arrays and objects: what is too deep can be read, but neither written nor stored. */
export function isNestedDeeper(value: unknown, levels: number): boolean {
  if (typeof value !== "object" || value === null) return false;
  return levels === 0 || Object.values(value).some((inner) => isNestedDeeper(inner, levels - 1));
}
