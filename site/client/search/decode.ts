// Decodes the files index/format.go describes. Mirrors index/codec.go.

/** The version of the files this client reads. */
export const FORMAT_VERSION = 4;

export interface Weights {
  k1: number; title: number; context: number; variant: number; reading: number; synonym: number; instead: number;
  squeezed: number; prefix: number; typo: number; guess: number; own: number; more: number; compound: number; bigram: number; bigramCover: number;
  share: number; literal: number; verified: number; inOrder: number; heading: number; coverage: number; aside: number; joint: number; confident: number; whole: number; verifyTop: number; prefixTop: number;
}

export interface Manifest {
  version: number; base: string; documents: number; weights: Weights; unknown: number; idf0: number;
  norms: number[][]; perShard: number;
  stubs: string; asides: string; stops: string; root: string; groups: string; words: string; overflow: number; facetBlock: number;
  fold: string; letters: string; citations: string;
}

export const enum Kind { Surface, Inflect, Variant, Reading, Synonym, Skeleton, Pure, Squeezed }

export interface Entry { target: number; kind: Kind; cost: number; }

/** A term as a query needs it; docs, sat and said (1: in title or body, not the context alone) run in parallel. */
export interface Term { idf: number; parts: number[]; shown: string; forms: string[]; docs: Int32Array; sat: Float64Array; said: Uint8Array; }

/** A document that answers to a key of a citation, and the words beside the key. */
export interface Answer { doc: number; order: number; with: string[]; }

/** A pair of characters; where has bit 1 for the body and bit 2 for the title. */
export interface Pair { idf: number; common: boolean; docs: Int32Array; where: Uint8Array; }

export interface Facets { document?: string; volume?: string; roles?: string[]; systems?: string[]; certainty?: string; }

export interface Doc { id: string; citation: string; title: string; body: string; context: string; facets: Facets; }

/** bytes decodes base64; the index writes null for nothing. */
export function bytes(base64: string | null): Uint8Array {
  const s = atob(base64 ?? "");
  const out = new Uint8Array(s.length);
  for (let i = 0; i < s.length; i++) out[i] = s.charCodeAt(i);
  return out;
}

export class Decoder {
  at = 0;
  constructor(readonly b: Uint8Array, public end = b.length) {}
  more(): boolean { return this.at < this.end; }
  uint(): number {
    let v = 0, scale = 1;
    for (;;) {
      if (this.at >= this.end) throw new Error("索引ファイルが途中で切れています。");
      const c = this.b[this.at++];
      v += (c & 127) * scale;
      if (c < 128) return v;
      scale *= 128;
    }
  }
  int(): number {
    const v = this.uint();
    return v % 2 === 1 ? -(v + 1) / 2 : v / 2;
  }
  char(): number { return codeChar(this.uint()); }
  rest(): number[] {
    const out: number[] = [];
    while (this.more()) out.push(this.char());
    return out;
  }
  chars(n: number): string {
    let s = "";
    for (let i = 0; i < n; i++) s += String.fromCodePoint(this.char());
    return s;
  }
  after(prev: string): string {
    const n = this.uint();
    return codePoints(prev, n) + this.chars(this.uint());
  }
  block(): Decoder { return this.take(this.uint()); }
  take(n: number): Decoder {
    const d = new Decoder(this.b, this.at + n);
    d.at = this.at;
    this.at += n;
    return d;
  }
}

/** The first n characters of s. */
export function codePoints(s: string, n: number): string {
  let i = 0;
  for (; n > 0 && i < s.length; n--) i += s.codePointAt(i)! > 0xffff ? 2 : 1;
  return s.slice(0, i);
}

function codeChar(v: number): number {
  if (v < 96) return v + 0x30a0;
  if (v < 106) return v - 96 + 0x30;
  if (v < 128) return v - 106 + 0x61;
  if (v < 224) return v - 128 + 0x3040;
  if (v < 224 + 0x5200) return v - 224 + 0x4e00;
  return v - 224 - 0x5200;
}

export interface Keys { map: Map<string, Entry[]>; keys: string[]; }

export function decodeKeys(d: Decoder): Keys {
  const map = new Map<string, Entry[]>(), keys: string[] = [];
  let last = 0, k = "";
  while (d.more()) {
    k = d.after(k);
    const list: Entry[] = [];
    for (let n = d.uint(); n > 0; n--) {
      const v = d.uint();
      last += d.int();
      list.push({ target: last, kind: v & 7, cost: (v - (v & 7)) / 8 });
    }
    map.set(k, list);
    keys.push(k);
  }
  return { map, keys };
}

/** The answers to one key in a shard of citation keys. */
export function decodeAnswers(b: Uint8Array, key: string): Answer[] {
  const d = new Decoder(b);
  let k = "", word = "";
  while (d.more()) {
    k = d.after(k);
    const list: Answer[] = [];
    for (let n = d.uint(); n > 0; n--) {
      const a: Answer = { doc: d.uint(), order: d.uint(), with: [] };
      for (let m = d.uint(); m > 0; m--) a.with.push((word = d.after(word)));
      list.push(a);
    }
    if (k === key) return list;
  }
  return [];
}

/** saturation gives sat of a posting; see rank.ts. */
export type Saturation = (body: number, title: number, context: number, lb: number, lt: number, lc: number) => number;

export function decodeTerm(id: number, d: Decoder, saturation: Saturation): Term {
  const h = d.block();
  const idf = h.uint(), parts: number[] = [], forms: string[] = [];
  for (let n = h.uint(); n > 0; n--) parts.push(id + h.int());
  const shown = h.after("");
  for (let n = h.uint(); n > 0; n--) forms.push(h.after(shown));
  const docs: number[] = [], sat: number[] = [], said: number[] = [];
  for (let doc = 0; d.more();) {
    const v = d.uint();
    let body = 1, title = 0, context = 0, lengths = 0;
    doc += Math.floor(v / 32);
    if (v & 1) {
      const c = d.uint();
      body = c >> 4; context = (c >> 2) & 3; title = c & 3;
      if (c & 15) lengths = d.uint();
    }
    docs.push(doc);
    said.push(body + title > 0 ? 1 : 0);
    sat.push(saturation(body, title, context, (v >> 1) & 15, lengths & 15, (lengths >> 4) & 15));
  }
  return { idf, parts, shown, forms, docs: Int32Array.from(docs), sat: Float64Array.from(sat), said: Uint8Array.from(said) };
}

/** A term of a shard of words: its bytes, or where in the overflow they are. */
export interface Place { bytes: Decoder | undefined; over: number; at: number; }

/** A shard of words; index/words.go explains it. Everything but the keys is decoded when it is asked for. */
export interface Words { keys: Keys; pairs: Map<string, () => Pair>; terms: Place[]; }

/** decodeWords calls grew with every pair that is decoded later. */
export function decodeWords(b: Uint8Array, grew: (p: Pair) => void): Words {
  const d = new Decoder(b), keys = decodeKeys(d.block()), pairs = new Map<string, () => Pair>(), terms: Place[] = [];
  for (const p = d.block(); p.more();) {
    const rec = p.block(), h = rec.block(), key = h.chars(2), v = h.uint();
    let pair: Pair | undefined;
    pairs.set(key, () => {
      if (!pair) grew((pair = decodePair(v, rec)));
      return pair!;
    });
  }
  let over = d.uint(), at = d.uint();
  while (d.more()) {
    const tag = d.uint();
    if (tag >= 2) { terms.push({ bytes: d.take(tag - 2), over: -1, at: -1 }); continue; }
    if (tag === 1) { over++; at = 0; }
    terms.push({ bytes: undefined, over, at: at++ });
  }
  return { keys, pairs, terms };
}

/** The records of a shard of overflow. */
export function decodeBlocks(b: Uint8Array): Decoder[] {
  const out: Decoder[] = [];
  for (const d = new Decoder(b); d.more();) out.push(d.block());
  return out;
}

function decodePair(v: number, d: Decoder): Pair {
  const docs: number[] = [], where: number[] = [];
  for (let doc = 0; d.more();) {
    const v = d.uint();
    doc += v >> 1;
    docs.push(doc);
    where.push(v & 1 ? d.uint() : 1);
  }
  return { idf: v >> 1, common: (v & 1) === 1, docs: Int32Array.from(docs), where: Uint8Array.from(where) };
}
