import { describe, expect, it } from "vitest";
import { toCsv, toJson } from "./export-rows";

describe("a table as a file", () => {
  it("keeps unknown, zero and text apart", () => {
    const rows = [{ offer: "zai/glm-4.7-flash", input: "0", cacheRead: null, notes: 'a "quoted", note' }];
    expect(toCsv(rows)).toBe('offer,input,cacheRead,notes\r\nzai/glm-4.7-flash,0,,"a ""quoted"", note"\r\n');
    expect(JSON.parse(toJson(rows))).toEqual(rows);
  });

  it("lets no cell run as a formula", () => {
    expect(toCsv([{ notes: '=HYPERLINK("http://evil")' }])).toContain("'=HYPERLINK");
  });
});
