import { describe, expect, it } from "vitest";
import { toCsv } from "./csv";

describe("rows as CSV", () => {
  it("keep unknown, zero and text apart", () => {
    const rows = [{ offer: "zai/glm-4.7-flash", input: "0", cacheRead: null, notes: 'a "quoted", note' }];
    expect(toCsv(rows)).toBe('offer,input,cacheRead,notes\r\nzai/glm-4.7-flash,0,,"a ""quoted"", note"\r\n');
  });

  it.each(["=1+1", "+1", "-1", "@SUM(1)", "\t=1", "\r=1", "\n=1"])(
    "let no cell run as a formula: %j",
    (cell) => {
      for (const after of ["", "\nand a second line", "\r\n=1"])
        expect(toCsv([[cell + after]])).toMatch(/^"?'/);
    },
  );

  it("are nothing without rows", () => expect(toCsv([])).toBe(""));
});
