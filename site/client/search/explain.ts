// Tells how a score comes about, term by term. Mirrors index/explain.go; the
// fields a term stands in are told here alone, for the reader of the page.
import { cut, Piece, Query } from "./cut";
import type { Doc, Term } from "./decode";
import { chars } from "./fold";
import { Marker } from "./highlight";
import { Alternative, Choice, expansions, pairsOf, planAll, Planned } from "./plan";
import { finish, Ranked, rankLiteral, rankPiece, Tally } from "./rank";
import type { Store } from "./store";
import { readSyntax } from "./syntax";

const IDF_SCALE = 1024, TITLE = 1;

/** The citation is searched with the context and weighs as little. */
export type Field = "title" | "body" | "context" | "citation";

/** One way a piece of the query was found; numbers as index.TermScore has them. */
export interface TermScore {
  term: string;
  /** "word", "part", "variant", "reading", "synonym", "prefix", "typo" or "pairs". */
  role: string;
  weight: number; idf: number; saturation: number; points: number;
  /** True for the terms that make most of the piece's points: all parts together, or the best of the others. */
  counts: boolean;
  /** Where the term stands as far as can be told; empty where it cannot. */
  fields: Field[];
}

/** word is as the reader typed it. */
export interface PieceScore { word: string; weight: number; points: number; terms: TermScore[]; }

/** The score of one hit; points are points of idf before rounding. */
export interface Explanation {
  id: string; pieces: PieceScore[];
  share: number; sharePoints: number; literalPoints: number; verifiedPoints: number;
  coverage: number; factor: number; standing: number; score: number;
}

/** Adds the points of a hit that holds the query's letters as they stand. */
export type Verify = (q: Query, r: Ranked, weight: number) => void;

/** Explains a hit; undefined while shards are missing. */
export function explain(s: Store, t: Tally, query: string, id: string, choice: Choice, verify: Verify): Explanation | undefined {
  s.needFold(query);
  const q = cut(s, readSyntax(s.folder, query).syntax.words);
  for (const run of q.texts) for (const p of pairsOf(run)) s.pair(p);
  const n = numberOf(s, id), d = n === undefined ? undefined : s.doc(n);
  if (d) s.needFold(d.citation);
  if (s.missing.size > 0) return undefined;
  if (n === undefined || d?.id !== id) throw new Error(`検索用ファイルに項目 ${id} がありません。`);
  const plan = planAll(s, q, choice);
  if (s.missing.size > 0) return undefined;
  try {
    return explainPlan(s, t, q, plan, n, d, verify);
  } finally {
    t.clear();
  }
}

function explainPlan(s: Store, t: Tally, q: Query, plan: readonly Planned[], n: number, d: Doc, verify: Verify): Explanation {
  const w = s.man.weights;
  let sum = 0;
  const pieces = plan.map((p, i) => {
    sum += p.weight + p.extra;
    const out = explainPiece(s, q.pieces[i], p, n, d);
    rankPiece(s, t, p);
    return out;
  });
  const before = t.score[n];
  const [weight, pairs] = rankLiteral(s, t, q, sum);
  const share = t.share[n] / Math.max(1, pairSum(s, q));
  const sharePoints = (w.share * weight * share * share) / IDF_SCALE;
  const literalPoints = Math.max(0, (t.score[n] - before) / IDF_SCALE - sharePoints);
  const r = finish(s, t, n, weight, pairs), bare = r.score, coverage = r.cover;
  const none = t.score[n] === before;
  verify(q, r, weight);
  const score = r.score / 1e6;
  return {
    id: d.id, pieces, share, sharePoints: none ? 0 : sharePoints, literalPoints, coverage,
    factor: 1 - w.coverage + w.coverage * coverage, standing: s.isAside(n) ? w.aside : 1, verifiedPoints: score - bare / 1e6, score,
  };
}

/** The place of the document with this id, or one beside it: documents are in the order of their ids. */
function numberOf(s: Store, id: string): number | undefined {
  const want = chars(id);
  let lo = 0, hi = s.man.documents - 1;
  while (lo < hi) {
    const m = (lo + hi) >> 1, d = s.doc(m);
    if (!d) return undefined; // asked again when it is there
    if (isBefore(chars(d.id), want)) lo = m + 1; else hi = m;
  }
  return lo;
}

function isBefore(a: readonly number[], b: readonly number[]): boolean {
  for (let i = 0; i < a.length && i < b.length; i++) if (a[i] !== b[i]) return a[i] < b[i];
  return a.length < b.length;
}

/** The idf of all pairs that count as literal evidence. */
function pairSum(s: Store, q: Query): number {
  let sum = 0;
  for (const key of new Set(q.texts.flatMap(pairsOf))) {
    const p = s.pair(key), idf = p?.idf ?? s.man.idf0;
    if (!p?.common || idf === s.man.idf0) sum += idf;
  }
  return sum;
}

function explainPiece(s: Store, p: Piece, plan: Planned, n: number, d: Doc): PieceScore {
  const w = s.man.weights, terms: TermScore[] = [];
  let sum = 0;
  for (const id of plan.parts) {
    const r = s.term(id), i = at(r.docs, n);
    if (i < 0) continue;
    const points = (r.idf * r.sat[i]) / IDF_SCALE;
    sum += points;
    terms.push({ term: r.shown, role: "part", weight: 1, idf: r.idf / IDF_SCALE, saturation: r.sat[i], points, counts: false, fields: fieldsOf(s, id, r, i, d) });
  }
  let all = sum, best = sum;
  const join = (points: number): void => {
    all = Math.max(all, points) + w.more * Math.min(all, points);
    best = Math.max(best, points);
  };
  for (const a of plan.alts) {
    const r = s.term(a.term), i = at(r.docs, n);
    if (i < 0) continue;
    let points = (plan.weight * a.weight * r.sat[i]) / IDF_SCALE;
    if (a.weight < w.own) points = (Math.min(plan.weight, r.idf) * a.weight * r.sat[i]) / IDF_SCALE;
    else if (plan.parts.length > 0) points *= w.compound;
    join(points);
    terms.push({ term: r.shown, role: roleOf(s, p, plan, a), weight: a.weight, idf: r.idf / IDF_SCALE, saturation: r.sat[i], points, counts: false, fields: fieldsOf(s, a.term, r, i, d) });
  }
  const pairs = explainPairs(s, p, plan, n);
  if (pairs) {
    join(pairs.points);
    terms.push(pairs);
  }
  for (const t of terms) t.counts = (t.role === "part" ? sum : t.points) === best;
  return { word: p.typed, weight: plan.weight / IDF_SCALE, points: all, terms };
}

/** An unknown word by its pairs of characters. */
function explainPairs(s: Store, p: Piece, plan: Planned, n: number): TermScore | undefined {
  const w = s.man.weights;
  let sum = 0, found = 0, where = 0;
  for (const key of plan.pairs ?? []) {
    const r = s.pair(key), idf = r?.idf ?? s.man.idf0;
    sum += idf;
    const i = r && !r.common ? at(r.docs, n) : -1;
    if (i < 0) continue;
    found += idf;
    where |= r!.where[i];
  }
  if (found === 0 || found * 2 < sum) return undefined;
  const r = found / sum, fields: Field[] = [];
  if (where & 2) fields.push("title");
  if (where & 1) fields.push("body");
  return { term: p.typed, role: "pairs", weight: w.bigram, idf: plan.weight / IDF_SCALE, saturation: r, points: (w.bigram * plan.weight * r * r) / IDF_SCALE, counts: false, fields };
}

/** The kind of an expansion to this alternative alone; without the word planned none is left out for being the word. */
function roleOf(s: Store, p: Piece, plan: Planned, a: Alternative): string {
  return expansions(s, { runs: [], texts: [], pieces: [p] }, [{ ...plan, word: "", alts: [a], off: [] }])[0]?.kind ?? "word";
}

/**
 * Where a term stands. What a term says of a document tells title and body
 * from the rest, a title weighs so much that a low frequency rules it out, and
 * a field without text has nothing; what is left is looked for in the texts.
 */
function fieldsOf(s: Store, id: number, r: Term, i: number, d: Doc): Field[] {
  const marker = new Marker(s, { runs: [], texts: [], pieces: [] }, [{ word: "", weight: 0, extra: 0, alts: [], parts: [id], base: [], pairs: undefined, from: "", off: [], guess: false }]);
  const among = (fields: Field[]): Field[] => {
    const full = fields.filter((f) => d[f] !== "");
    return full.length < 2 ? full : full.filter((f) => marker.spans(d[f]).length > 0);
  };
  const beside = among(["context", "citation"]);
  if (!r.said[i]) return beside;
  const said = among(mayBeTitle(s, r.sat[i]) ? ["title", "body"] : ["body"]);
  return said.length === 0 ? [] : [...said, ...beside.filter((f) => marker.spans(d[f]).length > 0)];
}

/** Tells whether a term is frequent enough for one occurrence in a title. */
function mayBeTitle(s: Store, sat: number): boolean {
  const { k1, title } = s.man.weights, least = (title * 1000) / Math.max(...s.man.norms[TITLE]);
  return (k1 * sat) / (k1 + 1 - sat) > least * 0.999;
}

/** The place of a document in a list in order, -1 where it is not there. */
function at(docs: Int32Array, n: number): number {
  let lo = 0, hi = docs.length;
  while (lo < hi) {
    const m = (lo + hi) >> 1;
    if (docs[m] < n) lo = m + 1; else hi = m;
  }
  return docs[lo] === n ? lo : -1;
}
