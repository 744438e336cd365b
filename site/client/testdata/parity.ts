// What the parity test calls inside the browser.
import { readCitation } from "../search/citation";
import { bytes } from "../search/decode";
import { Engine } from "../search/engine";
import { inflate } from "../search/inflate";

const engine = new Engine("search/");

async function fold(texts: string[]): Promise<string[]> {
  const s = await engine.open();
  if (texts.length > 0) await engine.pieces("\u{1d400}"); // the tables of rare characters
  return texts.map((t) => s.folder.fold(t));
}

Object.assign(window, {
  parity: {
    fold,
    foldAll: (from: number, to: number, before: string, after: string): Promise<string[]> => {
      const texts: string[] = [];
      for (let c = from; c < to; c++) if (c < 0xd800 || c > 0xdfff) texts.push(before + String.fromCodePoint(c) + after);
      return fold(texts);
    },
    /** Unpacks base64 of raw DEFLATE of text; the message of the error where it is broken. */
    inflate: async (packed: string[]): Promise<string[]> => packed.map((p) => {
      try { return new TextDecoder().decode(inflate(bytes(p))); } catch (e) { return (e as Error).message; }
    }),
    citations: async (qs: string[]): Promise<unknown[]> => qs.map((q) => readCitation(q) ?? {}),
    pieces: async (qs: string[]): Promise<string[][]> => {
      const out: string[][] = [];
      for (const q of qs) out.push(await engine.pieces(q));
      return out;
    },
    /** Lets searches keep no more than limit bytes of shards, and gives what is held. */
    hold: async (limit: number): Promise<number> => {
      const s = await engine.open();
      s.limit = limit;
      return s.bytesHeld;
    },
    search: async (qs: string[], n: number, options = {}): Promise<unknown[]> => {
      const out: unknown[] = [];
      for (const q of qs) out.push(await engine.search(q, n, options));
      return out;
    },
  },
});
