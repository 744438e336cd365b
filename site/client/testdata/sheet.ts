// What the tests of the fill-in sheets call inside the browser.
import { carry } from "../sheet/carry";
import { compare } from "../sheet/compare";
import { parseDay } from "../sheet/day";
import { readFile, toCSV, toJSON, toXLSX } from "../sheet/file";
import type { Form, Sheet } from "../sheet/model";

const toBytes = (s: string): Uint8Array<ArrayBuffer> => Uint8Array.from(atob(s), (c) => c.charCodeAt(0));

async function toBase64(b: Blob): Promise<string> {
  const bytes = new Uint8Array(await b.arrayBuffer());
  let s = "";
  for (let i = 0; i < bytes.length; i += 0x8000) s += String.fromCharCode(...bytes.subarray(i, i + 0x8000));
  return btoa(s);
}

Object.assign(window, {
  office: {
    read: async (data: string) => readFile(new Blob([toBytes(data)])),
    write: async (format: string, sheets: Sheet[]) => toBase64(format === "csv" ? toCSV(sheets) : format === "json" ? toJSON(sheets) : await toXLSX(sheets)),
    carry: (old: Sheet, form: Form) => carry(old, form),
    compare: (sheets: Sheet[]) => compare(sheets).map((r) => [r.item, r.conflict, r.wordings, r.cells.map((c) => c?.answer ?? null)]),
    days: (texts: string[]) => texts.map(parseDay),
  },
});
