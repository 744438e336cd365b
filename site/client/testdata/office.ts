// What the tests of the office formats call inside the browser. Bytes travel
// as base64.
import { parseXML } from "../xml";
import { readXLSX, writeXLSX } from "../xlsx";
import type { Table } from "../xlsx";
import { Zip, writeZip } from "../zip";

const toBytes = (s: string): Uint8Array<ArrayBuffer> => Uint8Array.from(atob(s), (c) => c.charCodeAt(0));

async function toBase64(b: Blob): Promise<string> {
  const bytes = new Uint8Array(await b.arrayBuffer());
  let s = "";
  for (let i = 0; i < bytes.length; i += 0x8000) s += String.fromCharCode(...bytes.subarray(i, i + 0x8000));
  return btoa(s);
}

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
