/** How a language writes JSON values. */
export type Notation = {
  indent: string;
  key: (name: string) => string;
  atom: (value: string | number | boolean | null) => string;
};

export const TYPESCRIPT: Notation = {
  indent: "  ",
  key: (name) => (/^[A-Za-z_$][\w$]*$/.test(name) ? name : JSON.stringify(name)),
  atom: (value) => JSON.stringify(value),
};

export const PYTHON: Notation = {
  indent: "    ",
  key: (name) => JSON.stringify(name),
  atom: (value) =>
    value === null ? "None" : value === true ? "True" : value === false ? "False" : JSON.stringify(value),
};

/** Short enough to stand in one line. */
const LINE_CHARACTERS = 60;

/** A JSON value as source text; `depth` is how far the line is indented that it begins in. */
export function literal(value: unknown, notation: Notation, depth = 0): string {
  if (typeof value !== "object" || value === null) return notation.atom(atomOf(value));
  const isList = Array.isArray(value);
  const items = isList
    ? value.map((item: unknown) => literal(item, notation, depth + 1))
    : Object.entries(value)
        .filter(([, item]) => item !== undefined)
        .map(([name, item]) => `${notation.key(name)}: ${literal(item, notation, depth + 1)}`);
  const [open, close] = isList ? ["[", "]"] : ["{", "}"];
  if (items.length === 0) return open + close;
  const line = items.join(", ");
  if (line.length <= LINE_CHARACTERS && !line.includes("\n")) {
    const space = isList || notation === PYTHON ? "" : " ";
    return open + space + line + space + close;
  }
  const indent = notation.indent.repeat(depth + 1);
  return `${open}\n${items.map((item) => `${indent}${item},\n`).join("")}${notation.indent.repeat(depth)}${close}`;
}

function atomOf(value: unknown): string | number | boolean | null {
  return typeof value === "string" || typeof value === "number" || typeof value === "boolean" ? value : null;
}
