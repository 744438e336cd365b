// The index as far as it was read. Mirrors index/store.go. Everything is
// synchronous: what is not there yet counts as absent and is noted in missing;
// engine.ts loads it and asks again.
import { Answer, bytes, codePoints, decodeAnswers, decodeBlocks, decodeKeys, decodeTerm, decodeWords, Decoder, Doc, Entry, FORMAT_VERSION, Keys, Kind, Manifest, Pair, Term, Words } from "./decode";
import { chars, Folder } from "./fold";
import { inflate } from "./inflate";
import { saturation } from "./rank";

const LAST = 0x10ffff;

/**
 * The memory of shards, in bytes by estimate, that stays between searches.
 * What is decoded takes more than its file: see the estimates.
 */
const HELD = 96_000_000;

/** Estimates, in bytes: a posting of a term, one of a pair, a key of the lexicon with its entries. */
const POSTING = 13, PAIR_POSTING = 5, KEY = 150;

/** A shard that was read: its bytes until somebody asked what they mean, and then that. */
interface Shard { bytes: Uint8Array | undefined; size: number; decoded: unknown; used: number; }

/** A document as its shard has it, and as it was read; rare says that it needs the tables of rare characters. */
type Row = [id: string, citation: string, title: string, body: string, context: string, facets: Doc["facets"]];
type Read = Doc & { rare: boolean };

/** The facets a filter may name, by number. */
export const FACETS = ["document", "volume", "role", "system", "certainty"];

/** A value of a facet, and what people call it where that differs. */
export interface FacetValue { facet: string; value: string; name: string; }

/** The values of all facets, and the classes of documents that have the same ones. */
export interface FacetTable { values: FacetValue[]; classes: number[][]; }

export class Store {
  readonly folder: Folder;
  readonly missing = new Set<string>();
  readonly stops = new Map<string, number>();
  readonly groups: number[][] = [];
  readonly inGroup = new Map<number, number[]>();
  readonly stubs: Turns;
  /** Texts brought along. */
  private readonly asides: Turns;
  private readonly root: Keys;
  /** First characters and first terms of the shards of words. */
  private readonly starts: number[][] = [];
  private readonly terms: number[] = [];
  private readonly cited: number[][];
  private readonly shards = new Map<string, Shard>();
  private bytesHeld = 0;
  private clock = 0;

  constructor(readonly man: Manifest) {
    if (man.version !== FORMAT_VERSION) {
      throw new Error(`検索用ファイルの形式が新しいか古いため読めません（形式 ${man.version}、このページが読める形式 ${FORMAT_VERSION}）。サイト全体を作り直すか、ページを再読み込みしてください。`);
    }
    this.folder = new Folder(bytes(man.fold), bytes(man.letters));
    let d = new Decoder(bytes(man.stops));
    for (let k = ""; d.more();) { k = d.after(k); this.stops.set(k, d.uint()); }
    this.root = decodeKeys(new Decoder(bytes(man.root)));
    this.stubs = new Turns(man.stubs);
    this.asides = new Turns(man.asides);
    d = new Decoder(bytes(man.groups));
    while (d.more()) {
      const g: number[] = [];
      let id = 0;
      for (let n = d.uint(); n > 0; n--) {
        g.push((id += d.uint()));
        const list = this.inGroup.get(id);
        if (list) list.push(this.groups.length); else this.inGroup.set(id, [this.groups.length]);
      }
      this.groups.push(g);
    }
    this.cited = decodeStarts(man.citations);
    d = new Decoder(bytes(man.words));
    for (let id = 0; d.more();) { this.starts.push(d.block().rest()); this.terms.push((id += d.uint())); }
  }

  /** Reports a text brought along where the index holds requirements too. */
  isAside(doc: number): boolean { return this.asides.has(doc); }

  /** put takes a loaded shard: base64 of packed bytes. */
  put(name: string, payload: unknown): void {
    if (this.shards.has(name)) return;
    const b = inflate(bytes(payload as string));
    if (name === "f") this.folder.addRest(b);
    this.shards.set(name, { bytes: b, size: b.length, decoded: undefined, used: this.clock });
    this.bytesHeld += b.length;
  }

  /**
   * tidy ends a search: above HELD the shards not used for longest are let go,
   * and read again when they are needed. What the search just used stays.
   */
  tidy(): void {
    if (this.bytesHeld > HELD) {
      const old = [...this.shards].filter(([name, s]) => s.used < this.clock && name !== "f").sort((a, b) => a[1].used - b[1].used);
      for (const [name, s] of old) {
        if (this.bytesHeld <= HELD) break;
        this.shards.delete(name);
        this.bytesHeld -= s.size;
      }
    }
    this.clock++;
  }

  /** needFold notes the tables of rare characters when s has some. */
  needFold(s: string): void { if (Folder.needsRest(s)) this.shard("f", () => true); }

  /** The content of a shard, decoded once; undefined, and missing, until it is there. */
  private shard<T>(name: string, decode: (b: Uint8Array) => T): T | undefined {
    const s = this.shards.get(name);
    if (!s) { this.missing.add(name); return undefined; }
    s.used = this.clock;
    if (s.bytes) {
      s.decoded = decode(s.bytes);
      s.bytes = undefined;
    }
    return s.decoded as T;
  }

  /** The shard that what begins with p lies in, -1 for none. */
  private shardOf(p: readonly number[]): number { return lastNotAfter(this.starts, p); }

  private words(n: number): Words | undefined {
    const name = "w" + n;
    return this.shard(name, (b) => {
      const w = decodeWords(b, (p) => this.charge(name, PAIR_POSTING * p.docs.length));
      this.charge(name, KEY * w.keys.keys.length);
      return w;
    });
  }

  /** Notes that a shard takes more memory, decoded. */
  private charge(name: string, bytes: number): void {
    const s = this.shards.get(name);
    if (!s) return;
    s.size += bytes;
    this.bytesHeld += bytes;
  }

  lookup(key: string): readonly Entry[] {
    const p = chars(codePoints(key, 2));
    const n = this.shardOf(p);
    if (p.length === 1 && n !== this.shardOf([p[0], LAST])) return this.root.map.get(key) ?? [];
    if (n < 0) return [];
    return this.words(n)?.keys.map.get(key) ?? [];
  }

  /** withPrefix calls f for every key that begins with p, in order, unless more than most shards would be read. */
  withPrefix(p: string, most: number, f: (key: string, list: readonly Entry[]) => void): void {
    const two = chars(codePoints(p, 2));
    const from = this.shardOf(two), to = two.length === 1 ? this.shardOf([two[0], LAST]) : from;
    if (to - from >= most) return;
    for (let n = Math.max(from, 0); n <= to; n++) {
      const k = this.words(n)?.keys;
      if (k) for (const key of k.keys) if (key.startsWith(p)) f(key, k.map.get(key)!);
    }
  }

  term(id: number): Term {
    let lo = 0, hi = this.terms.length;
    while (lo < hi) {
      const m = (lo + hi) >> 1;
      if (this.terms[m] <= id) lo = m + 1; else hi = m;
    }
    const p = this.words(lo - 1)?.terms[id - this.terms[lo - 1]];
    if (!p) return NO_TERM;
    const d = p.bytes ?? this.shard("o" + p.over, decodeBlocks)?.[p.at];
    if (!d) return NO_TERM;
    let t = this.decoded.get(d);
    if (!t) {
      this.decoded.set(d, (t = decodeTerm(id, d, this.saturate)));
      this.charge(p.bytes ? "w" + (lo - 1) : "o" + p.over, POSTING * t.docs.length);
    }
    return t;
  }

  /** Terms by the bytes they were decoded from, which go when the shard goes. */
  private readonly decoded = new WeakMap<Decoder, Term>();

  private readonly saturate = (b: number, t: number, c: number, lb: number, lt: number, lc: number): number =>
    saturation(this.man, b, t, c, lb, lt, lc);

  pair(key: string): Pair | undefined {
    const n = this.shardOf(chars(key));
    return n < 0 ? undefined : this.words(n)?.pairs.get(key)?.();
  }

  /** The documents that answer to a key of a citation. */
  answers(key: string): readonly Answer[] {
    const n = lastNotAfter(this.cited, chars(key));
    const b = n < 0 ? undefined : this.shard("k" + n, (b) => b);
    return b ? decodeAnswers(b, key) : [];
  }

  /** The values and classes of all documents, undefined until the shard is there. */
  facets(): FacetTable | undefined {
    return this.shard("x", (b) => {
      const values: FacetValue[] = [], classes: number[][] = [], d = new Decoder(b);
      for (const v = d.block(); v.more();) values.push({ facet: FACETS[v.uint()], value: v.after(""), name: v.after("") });
      while (d.more()) {
        const c: number[] = [];
        let last = 0;
        for (let n = d.uint(); n > 0; n--) c.push((last += d.uint()));
        classes.push(c);
      }
      return { values, classes };
    });
  }

  /** The class of a document; 0, and missing, until its shard is there. */
  classOf(doc: number): number {
    const per = this.man.facetBlock;
    if (per === 0) return 0;
    const n = Math.floor(doc / per);
    return this.shard("x" + n, (b) => {
      const out = new Uint32Array(per), d = new Decoder(b);
      for (let at = 0; d.more();) {
        const length = d.uint();
        out.fill(d.uint(), at, (at += length));
      }
      return out;
    })?.[doc % per] ?? 0;
  }

  doc(n: number): Doc | undefined {
    const shard = Math.floor(n / this.man.perShard);
    const rows = this.shard("d" + shard, (b) => JSON.parse(new TextDecoder().decode(b)) as (Row | Read)[]);
    if (!rows) return undefined;
    const at = n % this.man.perShard;
    let d = rows[at];
    if (Array.isArray(d)) {
      const [id, citation, title, body, context, facets] = d;
      d = rows[at] = { id, citation, title, body, context, facets, rare: Folder.needsRest(title + body + context) };
    }
    if (d.rare) this.shard("f", () => true);
    return d;
  }
}

/** Half-open ranges of documents, in order. */
class Turns {
  private readonly ends: number[] = [];
  constructor(base64: string) { 
    const d = new Decoder(bytes(base64));
    for (let at = 0; d.more();) this.ends.push((at += d.uint()));
  }
  /** Documents before the first end are not in, those before the second are, and so on. */
  has(doc: number): boolean {
    let a = 0, b = this.ends.length;
    while (a < b) {
      const m = (a + b) >> 1;
      if (this.ends[m] > doc) b = m; else a = m + 1;
    }
    return a % 2 === 1 && a < this.ends.length;
  }
}

/** The strings shards begin at, each a block of chars. */
function decodeStarts(base64: string): number[][] {
  const out: number[][] = [];
  for (const d = new Decoder(bytes(base64)); d.more();) {
    out.push(d.block().rest());
  }
  return out;
}

const NO_TERM: Term = { idf: 0, parts: [], shown: "", forms: [], docs: new Int32Array(0), sat: new Float64Array(0), said: new Uint8Array(0) };

/** The index of the last start that is not after p, by code points. */
function lastNotAfter(starts: readonly number[][], p: readonly number[]): number {
  let lo = 0, hi = starts.length;
  while (lo < hi) {
    const m = (lo + hi) >> 1;
    if (compare(starts[m], p) <= 0) lo = m + 1; else hi = m;
  }
  return lo - 1;
}

function compare(a: readonly number[], b: readonly number[]): number {
  for (let i = 0; i < a.length && i < b.length; i++) if (a[i] !== b[i]) return a[i] - b[i];
  return a.length - b.length;
}

export { Kind };
