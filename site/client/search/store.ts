// The index as far as it was read. Mirrors index/store.go and session.go.
// Everything is synchronous: what is not there yet counts as absent and is noted in missing;
// engine.ts loads it and asks again.
import { Answer, bytes, decodeAnswers, decodeTerm, Decoder, Doc, Entry, FORMAT_VERSION, Keys, Kind, Manifest, Overflow, Pair, Term, Words } from "./decode";
import { chars, Folder } from "./fold";
import { inflate } from "./inflate";
import { saturation } from "./rank";

/** Beginnings of one character are multiples of SECOND; LAST more is after all that go on. */
const SECOND = 2 ** 21, LAST = 0x110000;

/**
 * The memory of shards, in bytes by estimate, that may stay between searches.
 * What is decoded takes more than its file: see the estimates.
 */
const HELD = 96_000_000;

/** Estimates, in bytes: a posting of a term, one of a pair, a key of the lexicon with its entries, a document beside its letters. */
const POSTING = 13, PAIR_POSTING = 5, KEY = 150, ROW = 300;

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
  /** What the shards of words begin at, as beginning() numbers it, their first terms, and their names. */
  private readonly starts: number[] = [];
  private readonly terms: number[] = [];
  private readonly names: string[] = [];
  private readonly cited: number[][];
  private readonly shards = new Map<string, Shard>();
  /** Memory of shards that may stay between searches, and that is held, in bytes by estimate. */
  limit = HELD;
  bytesHeld = 0;
  private clock = 0;

  constructor(readonly man: Manifest) {
    if (man.version !== FORMAT_VERSION) {
      throw new Error(`検索用ファイルの形式が新しいか古いため読めません（形式 ${man.version}、このページが読める形式 ${FORMAT_VERSION}）。サイト全体を作り直すか、ページを再読み込みしてください。`);
    }
    this.once = Float64Array.from(man.norms[0], (_, level) => this.saturate(1, 0, 0, level, 0, 0));
    this.folder = new Folder(bytes(man.fold), bytes(man.letters));
    let d = new Decoder(bytes(man.stops));
    for (let k = ""; d.more();) { k = d.after(k); this.stops.set(k, d.uint()); }
    this.root = new Keys(new Decoder(bytes(man.root)));
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
    for (let id = 0; d.more();) {
      const length = d.uint(), end = d.at + length, first = d.char();
      this.starts.push(beginning(first, d.at < end ? d.char() : -1));
      this.terms.push((id += d.uint()));
      this.names.push("w" + this.names.length);
    }
  }

  /** Reports a text brought along where the index holds requirements too. */
  isAside(doc: number): boolean { return this.asides.has(doc); }

  /** put takes a loaded shard: texts as they are, else base64 of bytes, packed or not. */
  put(name: string, payload: unknown): void {
    if (this.shards.has(name)) return;
    const s: Shard = { bytes: undefined, size: 0, decoded: undefined, used: this.clock };
    if (Array.isArray(payload)) {
      s.decoded = payload;
      for (const [, citation, title, body, context] of payload as Row[]) s.size += ROW + citation.length + title.length + body.length + context.length;
    } else {
      s.bytes = typeof payload === "string" ? bytes(payload) : inflate(bytes((payload as { deflate: string }).deflate));
      s.size = s.bytes.length;
    }
    if (name === "f") this.folder.addRest(s.bytes!);
    this.shards.set(name, s);
    this.bytesHeld += s.size;
  }

  /**
   * tidy ends a search: above the limit the shards not used for longest are let go,
   * and read again when they are needed. What the search just used stays.
   */
  tidy(): void {
    if (this.bytesHeld > this.limit) {
      const old = [...this.shards].filter(([name, s]) => s.used < this.clock && name !== "f").sort((a, b) => a[1].used - b[1].used);
      for (const [name, s] of old) {
        if (this.bytesHeld <= this.limit) break;
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

  /** The shard that what begins so lies in, -1 for none. */
  private shardOf(begins: number): number {
    if (begins === this.lastBegins) return this.lastShard;
    this.lastBegins = begins;
    return (this.lastShard = lastNotAfter(this.starts, begins, (a, b) => a - b));
  }
  /** What the last look-up began with: the keys that begin at one place of a query follow each other. */
  private lastBegins = -1;
  private lastShard = -1;

  private words(n: number): Words | undefined {
    const name = this.names[n];
    return this.shard(name, (b) => {
      const w = new Words(b);
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
    const p = begins(key);
    if (p % SECOND === 0 && this.shardOf(p) !== this.shardOf(p + LAST)) return this.root.get(key);
    const n = this.shardOf(p);
    return (n < 0 ? undefined : this.words(n))?.keys.get(key) ?? [];
  }

  /** withPrefix calls f for every key that begins with p, in order, unless more than most shards would be read. */
  withPrefix(p: string, most: number, f: (key: string, list: readonly Entry[]) => void): void {
    const two = begins(p), from = this.shardOf(two), to = two % SECOND === 0 ? this.shardOf(two + LAST) : from;
    if (to - from >= most) return;
    for (let n = Math.max(from, 0); n <= to; n++) {
      const k = this.words(n)?.keys;
      if (k) for (const key of k.keys) if (key.startsWith(p)) f(key, k.get(key));
    }
  }

  term(id: number): Term {
    let lo = 0, hi = this.terms.length;
    while (lo < hi) {
      const m = (lo + hi) >> 1;
      if (this.terms[m] <= id) lo = m + 1; else hi = m;
    }
    const n = lo - 1;
    let name = this.names[n];
    const read = (d: Decoder): Term => {
      const t = decodeTerm(id, d, this.saturate, this.once);
      this.charge(name, POSTING * t.docs.length);
      return t;
    };
    const p = this.words(n)?.term(id - this.terms[n], read);
    if (!p || !("over" in p)) return p ?? NO_TERM;
    name = "o" + p.over;
    return this.shard(name, (b) => new Overflow(b))?.term(p.at, read) ?? NO_TERM;
  }

  private readonly saturate = (b: number, t: number, c: number, lb: number, lt: number, lc: number): number =>
    saturation(this.man, b, t, c, lb, lt, lc);

  /** saturate of a word that stands once in a body, by level of the body's length. */
  private readonly once: Float64Array;

  pair(key: string): Pair | undefined {
    const n = this.shardOf(begins(key));
    return n < 0 ? undefined : this.words(n)?.pair(key, (p) => this.charge(this.names[n], PAIR_POSTING * p.docs.length));
  }

  /** The documents that answer to a key of a citation. */
  answers(key: string): readonly Answer[] {
    const n = lastNotAfter(this.cited, chars(key), compare);
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

/** The index of the last start that is not after p. */
function lastNotAfter<T>(starts: readonly T[], p: T, compare: (a: T, b: T) => number): number {
  let lo = 0, hi = starts.length;
  while (lo < hi) {
    const m = (lo + hi) >> 1;
    if (compare(starts[m], p) <= 0) lo = m + 1; else hi = m;
  }
  return lo - 1;
}

/** A number that is as one or two characters are in the order of code points; -1 for no second one. */
const beginning = (first: number, second: number): number => first * SECOND + second + 1;

/** The beginning of a key. */
function begins(key: string): number {
  const first = key.codePointAt(0)!, at = first > 0xffff ? 2 : 1;
  return beginning(first, at < key.length ? key.codePointAt(at)! : -1);
}

function compare(a: readonly number[], b: readonly number[]): number {
  for (let i = 0; i < a.length && i < b.length; i++) if (a[i] !== b[i]) return a[i] - b[i];
  return a.length - b.length;
}

export { Kind };
