// What the tests of the fill-in sheets call inside the browser.
import { carry } from "../sheet/carry";
import { compare } from "../sheet/compare";
import { parseDay } from "../sheet/day";
import { readFile, toCSV, toJSON, toXLSX } from "../sheet/file";
import type { Form, Sheet } from "../sheet/model";
import { toBase64, toBytes } from "./bytes";

Object.assign(window, {
  office: {
    read: async (data: string) => readFile(new Blob([toBytes(data)])),
    write: async (format: string, sheets: Sheet[]) => toBase64(format === "csv" ? toCSV(sheets) : format === "json" ? toJSON(sheets) : await toXLSX(sheets)),
    carry: (old: Sheet, form: Form) => carry(old, form),
    compare: (sheets: Sheet[]) => compare(sheets).map((r) => [r.item, r.conflict, r.wordings, r.cells.map((c) => c?.answer ?? null)]),
    days: (texts: string[]) => texts.map(parseDay),
  },
});
