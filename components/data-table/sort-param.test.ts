import { describe, expect, it } from "vitest";
import { parseAsSort, parseSort, serializeSort } from "./sort-param";

const COLUMNS = ["input", "ttftMs.p50"];

describe("a sort in the address", () => {
  it.each([
    ["input", { id: "input", desc: false }],
    ["-input", { id: "input", desc: true }],
    ["-ttftMs.p50", { id: "ttftMs.p50", desc: true }],
    ["password", null],
    ["--input", null],
    ["", null],
  ])("reads %j as %j", (query, sort) => expect(parseSort(query, COLUMNS)).toEqual(sort));

  it("is written as it is read", () => {
    for (const query of ["input", "-ttftMs.p50"]) {
      const sort = parseSort(query, COLUMNS);
      expect(sort && serializeSort(sort)).toBe(query);
    }
  });

  it("equals its default by value, so that the default leaves the address", () => {
    expect(parseAsSort(COLUMNS).eq({ id: "input", desc: true }, { id: "input", desc: true })).toBe(true);
    expect(parseAsSort(COLUMNS).eq({ id: "input", desc: true }, { id: "input", desc: false })).toBe(false);
  });
});
