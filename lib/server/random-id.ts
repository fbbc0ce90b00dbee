import { randomBytes } from "node:crypto";

const BASE62 = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

/** Random bytes in base62, always as many characters as so many bytes may need: 22 for 16, 43 for 32. */
export function randomId(bytes: number): string {
  const length = Math.ceil((bytes * 8) / Math.log2(BASE62.length));
  let value = BigInt(`0x${randomBytes(bytes).toString("hex")}`);
  let id = "";
  while (id.length < length) {
    id = `${BASE62[Number(value % 62n)]}${id}`;
    value /= 62n;
  }
  return id;
}
