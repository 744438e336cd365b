// The score. Mirrors index/rank.go line by line: that file is its definition.
import type { Query } from "./cut";
import type { Manifest, Pair } from "./decode";
import { pairsOf, Planned } from "./plan";
import type { Store } from "./store";

const IDF_SCALE = 1024, BODY = 0, TITLE = 1, CONTEXT = 2;

export function saturation(m: Manifest, body: number, title: number, context: number, lb: number, lt: number, lc: number): number {
  const w = m.weights, n = m.norms;
  let f = (body * 1000) / n[BODY][lb];
  if (title > 0) f += w.title * ((title * 1000) / n[TITLE][lt]);
  if (context > 0) f += w.context * ((context * 1000) / n[CONTEXT][lc]);
  return ((w.k1 + 1) * f) / (w.k1 + f);
}

/** The work space of searches: sums per document, cleared by the documents touched. */
export class Tally {
  readonly score: Float64Array; readonly covered: Float64Array;
  readonly piece: Float64Array; readonly cover: Float64Array; readonly share: Float64Array;
  readonly body: Int32Array; readonly title: Int32Array;
  touched: number[] = []; here: number[] = []; paired: number[] = [];

  constructor(n: number) {
    this.score = new Float64Array(n); this.covered = new Float64Array(n);
    this.piece = new Float64Array(n); this.cover = new Float64Array(n); this.share = new Float64Array(n);
    this.body = new Int32Array(n); this.title = new Int32Array(n);
  }
  add(d: number, points: number, cover: number): void {
    this.seen(d);
    this.piece[d] += points;
    this.cover[d] += cover;
  }
  raise(d: number, points: number, cover: number, more: number): void {
    this.seen(d);
    this.piece[d] = Math.max(this.piece[d], points) + more * Math.min(this.piece[d], points);
    if (cover > this.cover[d]) this.cover[d] = cover;
  }
  private seen(d: number): void { if (this.piece[d] === 0 && this.cover[d] === 0) this.here.push(d); }
  close(): void {
    for (const d of this.here) {
      this.total(d, this.piece[d]);
      this.covered[d] += this.cover[d];
      this.piece[d] = this.cover[d] = 0;
    }
    this.here = [];
  }
  total(d: number, points: number): void {
    if (this.score[d] === 0) this.touched.push(d);
    this.score[d] += points;
  }
  addPair(p: Pair, idf: number): void {
    for (let i = 0; i < p.docs.length; i++) {
      const d = p.docs[i];
      if (this.share[d] === 0) this.paired.push(d);
      this.share[d] += idf;
      this.body[d] += p.where[i] & 1;
      this.title[d] += (p.where[i] >> 1) & 1;
    }
  }
  literal(d: number, n: number): boolean { return this.body[d] === n || this.title[d] === n; }
  clear(): void {
    for (const d of this.touched) this.score[d] = this.covered[d] = 0;
    for (const d of this.paired) this.share[d] = this.body[d] = this.title[d] = 0;
    this.touched = [];
    this.paired = [];
  }
}

export function rankPiece(s: Store, t: Tally, p: Planned): void {
  const w = s.man.weights;
  for (const id of p.parts) {
    const r = s.term(id);
    for (let i = 0; i < r.docs.length; i++) t.add(r.docs[i], r.idf * r.sat[i], r.idf);
  }
  for (const a of p.alts) {
    const r = s.term(a.term);
    const plain = p.weight * a.weight;
    const cover = p.guess ? w.guess * plain : plain;
    const points = a.weight < w.own ? Math.min(p.weight, r.idf) * a.weight : p.parts.length > 0 ? w.compound * plain : plain;
    for (let i = 0; i < r.docs.length; i++) t.raise(r.docs[i], points * r.sat[i], cover, w.more);
  }
  if (p.pairs) rankUnknown(s, t, p, p.pairs);
  t.close();
}

function rankUnknown(s: Store, t: Tally, p: Planned, pairs: readonly string[]): void {
  const w = s.man.weights, found = new Map<number, number>();
  let sum = 0;
  for (const key of pairs) {
    const [idf, r] = pairIDF(s, key);
    sum += idf;
    if (r) for (const d of r.docs) found.set(d, (found.get(d) ?? 0) + idf);
  }
  for (const [d, v] of found) {
    const r = v / sum;
    if (r >= 0.5) t.raise(d, w.bigram * p.weight * r * r, w.bigramCover * p.weight * r, w.more);
  }
}

function pairIDF(s: Store, key: string): [number, Pair | undefined] {
  const p = s.pair(key);
  if (!p) return [s.man.idf0, undefined];
  return [p.idf, p.common ? undefined : p];
}

/** Adds the evidence of the query's own letters; gives the weight of the query and the number of pairs. */
export function rankLiteral(s: Store, t: Tally, q: Query, weight: number): [number, number] {
  const w = s.man.weights, seen = new Set<string>();
  let sum = 0, n = 0, strong = false;
  for (const run of q.texts) for (const key of pairsOf(run)) {
    if (seen.has(key)) continue;
    seen.add(key);
    const [idf, r] = pairIDF(s, key);
    if (!r && idf !== s.man.idf0) continue; // common
    n++;
    sum += idf;
    strong ||= !/^[0-9a-z]+$/.test(key);
    if (r) t.addPair(r, idf);
  }
  const bare = weight === 0;
  if (bare) weight = sum;
  for (const d of t.paired) {
    const r = t.share[d] / sum;
    let points = w.share * weight * r * r;
    const found = t.score[d] > 0;
    if (!found && r < 0.5) continue;
    if (t.literal(d, n) && (found || strong || bare)) points += w.literal * weight;
    t.total(d, points);
    if (bare) t.covered[d] = t.share[d];
  }
  return [weight, n];
}

export interface Ranked { doc: number; stub: boolean; score: number; cover: number; literal: boolean; cited: "" | "named" | "possible"; }

export function before(a: Ranked, b: Ranked): boolean {
  if (a.stub !== b.stub) return b.stub;
  if (a.score !== b.score) return a.score > b.score;
  return a.doc < b.doc;
}

/** Rounds 1024ths of a point to whole millionths of a point. */
export const points = (x: number): number => Math.floor((x * 1e6) / IDF_SCALE + 0.5);

export function finish(s: Store, t: Tally, doc: number, weight: number, pairs: number): Ranked {
  const w = s.man.weights;
  const cover = weight > 0 ? Math.min(1, t.covered[doc] / weight) : 0;
  let x = t.score[doc] * (1 - w.coverage + w.coverage * cover);
  if (s.isAside(doc)) x *= w.aside;
  return { doc, stub: s.stubs.has(doc), score: points(x), cover, literal: t.literal(doc, pairs), cited: "" };
}

/** Reports whether a document may come among the best n: nothing raises its sum, and most of thousands are told by it alone. */
export function mayEnter(top: readonly Ranked[], t: Tally, doc: number, n: number): boolean {
  if (top.length < n) return true;
  const last = top[n - 1];
  return last.stub || points(t.score[doc]) + 1 >= last.score;
}

/** Keeps the best n in order. */
export function insert(top: Ranked[], r: Ranked, n: number): void {
  if (top.length === n && !before(r, top[n - 1])) return;
  let lo = 0, hi = top.length;
  while (lo < hi) {
    const m = (lo + hi) >> 1;
    if (before(r, top[m])) hi = m; else lo = m + 1;
  }
  top.splice(lo, 0, r);
  if (top.length > n) top.pop();
}
