// What the tests of the office formats call inside the browser.
import { parseXML } from "../xml";
import { readXLSX, writeXLSX } from "../xlsx";
import type { Table } from "../xlsx";
import { Zip, writeZip } from "../zip";
import { toBase64, toBytes } from "./bytes";

/** The result, or the message of the error. */
async function tried<T>(f: () => Promise<T>): Promise<{ value?: T; error?: string }> {
  try { return { value: await f() }; } catch (e) { return { error: e instanceof Error ? e.message : String(e) }; }
}

Object.assign(window, {
  office: {
    zip: async (parts: [string, string][]) => toBase64(await writeZip(parts.map(([name, text]) => ({ name, data: new TextEncoder().encode(text) as Uint8Array<ArrayBuffer> })))),
    unzip: (data: string, name: string) => tried(() => new Zip(toBytes(data), { bytes: 1 << 20 }).text(name)),
    xlsx: async (tables: Table[]) => toBase64(await writeXLSX(tables)),
    cells: (data: string) => tried(() => readXLSX(toBytes(data))),
    xml: (text: string) => tried(async () => parseXML(text, "a.xml").documentElement.textContent),
  },
});
