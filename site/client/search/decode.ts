// Decodes the files index/format.go describes. Mirrors index/codec.go.

/** The version of the files this client reads. */
export const FORMAT_VERSION = 5;

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

/** What younger browsers decode base64 with at once. */
const { fromBase64 } = Uint8Array as unknown as { fromBase64?: (s: string) => Uint8Array };

/** bytes decodes base64; the index writes null for nothing. */
export function bytes(base64: string | null): Uint8Array {
  if (fromBase64) return fromBase64.call(Uint8Array, base64 ?? "");
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
    if (this.at < this.end && this.b[this.at] < 128) return this.b[this.at++];
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

/** Keys in order, and by each where its entries begin in flat: their number, then a target and cost*8+kind for each. */
export class Keys {
  readonly keys: string[] = [];
  private readonly at = new Map<string, number>();
  private readonly flat: number[] = [];

  constructor(d: Decoder) {
    const { keys, at, flat } = this;
    let last = 0, k = "";
    while (d.more()) {
      k = d.after(k);
      keys.push(k);
      at.set(k, flat.length);
      let n = d.uint();
      flat.push(n);
      for (; n > 0; n--) {
        const v = d.uint();
        flat.push((last += d.int()), v);
      }
    }
  }

  get(key: string): readonly Entry[] {
    const at = this.at.get(key);
    if (at === undefined) return NONE;
    const out: Entry[] = [], { flat } = this;
    for (let i = at + 1, n = flat[at]; n > 0; n--, i += 2) {
      const v = flat[i + 1];
      out.push({ target: flat[i], kind: v & 7, cost: (v - (v & 7)) / 8 });
    }
    return out;
  }
}

const NONE: readonly Entry[] = [];

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

/** once is sat of a word that stands once in a body of each level of length. */
export function decodeTerm(id: number, d: Decoder, saturation: Saturation, once: Float64Array): Term {
  const h = d.block();
  const idf = h.uint(), parts: number[] = [], forms: string[] = [];
  for (let n = h.uint(); n > 0; n--) parts.push(id + h.int());
  const shown = h.after("");
  for (let n = h.uint(); n > 0; n--) forms.push(h.after(shown));
  const most = d.end - d.at, docs = new Int32Array(most), sat = new Float64Array(most), said = new Uint8Array(most);
  let n = 0;
  for (let doc = 0; d.more(); n++) {
    const v = d.uint();
    doc += Math.floor(v / 32);
    docs[n] = doc;
    if (!(v & 1)) {
      said[n] = 1;
      sat[n] = once[(v >> 1) & 15];
      continue;
    }
    const c = d.uint(), body = c >> 4, title = c & 3, lengths = c & 15 ? d.uint() : 0;
    if (body + title > 0) said[n] = 1;
    sat[n] = saturation(body, title, (c >> 2) & 3, (v >> 1) & 15, lengths & 15, (lengths >> 4) & 15);
  }
  return { idf, parts, shown, forms, docs: docs.slice(0, n), sat: sat.slice(0, n), said: said.slice(0, n) };
}

/** A shard of words; index/words.go explains it. Everything but the keys is decoded when it is asked for. */
export class Words {
  readonly keys: Keys;
  private readonly b: Uint8Array;
  /** Where the records of pairs begin; where those of terms do and end, or -1 - shard of overflow and the record there. */
  private readonly pairs = new Map<string, number>();
  private readonly terms: number[] = [];
  private readonly pairsRead = new Map<string, Pair>();
  private readonly termsRead = new Map<number, Term>();

  constructor(b: Uint8Array) {
    const d = new Decoder(b), { pairs, terms } = this;
    this.b = b;
    this.keys = new Keys(d.block());
    const length = d.uint(), end = d.at + length;
    while (d.at < end) {
      const start = d.at, record = d.uint(), next = d.at + record;
      d.uint(); // length of the head
      pairs.set(d.chars(2), start);
      d.at = next;
    }
    let over = d.uint(), record = d.uint();
    while (d.more()) {
      const tag = d.uint();
      if (tag >= 2) {
        terms.push(d.at, (d.at += tag - 2));
        continue;
      }
      if (tag === 1) { over++; record = 0; }
      terms.push(-1 - over, record++);
    }
  }

  /** The pair of two characters; grew is called when it was decoded. */
  pair(key: string, grew: (p: Pair) => void): Pair | undefined {
    let p = this.pairsRead.get(key);
    const at = this.pairs.get(key);
    if (p || at === undefined) return p;
    const d = new Decoder(this.b);
    d.at = at;
    this.pairsRead.set(key, (p = decodePair(d.block())));
    grew(p);
    return p;
  }

  /** The n-th term by read, or the overflow shard and the record there that has it. */
  term(n: number, read: (d: Decoder) => Term): Term | Place | undefined {
    const from = this.terms[2 * n], to = this.terms[2 * n + 1];
    if (from === undefined) return undefined;
    return from < 0 ? { over: -1 - from, at: to } : once(this.termsRead, n, this.b, from, to, read);
  }
}

/** A term that is in the overflow. */
export interface Place { over: number; at: number; }

/** A shard of overflow. */
export class Overflow {
  private readonly ends: number[] = [];
  private readonly read = new Map<number, Term>();
  constructor(private readonly b: Uint8Array) {
    for (const d = new Decoder(b); d.more();) {
      const length = d.uint(), end = d.at + length;
      this.ends.push(d.at, end);
      d.at = end;
    }
  }
  term(n: number, read: (d: Decoder) => Term): Term | undefined {
    const from = this.ends[2 * n];
    return from === undefined ? undefined : once(this.read, n, this.b, from, this.ends[2 * n + 1], read);
  }
}

/** The term whose record stands from one byte to another, decoded once. */
function once(known: Map<number, Term>, n: number, b: Uint8Array, from: number, to: number, read: (d: Decoder) => Term): Term {
  let t = known.get(n);
  if (!t) {
    const d = new Decoder(b, to);
    d.at = from;
    known.set(n, (t = read(d)));
  }
  return t;
}

function decodePair(d: Decoder): Pair {
  const h = d.block();
  h.chars(2);
  const v = h.uint(), most = d.end - d.at, docs = new Int32Array(most), where = new Uint8Array(most);
  let n = 0;
  for (let doc = 0; d.more(); n++) {
    const x = d.uint();
    docs[n] = doc += x >> 1;
    where[n] = x & 1 ? d.uint() : 1;
  }
  return { idf: v >> 1, common: (v & 1) === 1, docs: docs.slice(0, n), where: where.slice(0, n) };
}
