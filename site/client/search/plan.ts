// Decides what each piece of a query is searched by. Mirrors index/plan.go,
// plan_unknown.go and expansion.go.
import { cutRun, Piece, Query } from "./cut";
import { Entry, Kind } from "./decode";
import { chars, Class, isKanji, text } from "./fold";
import { squeezable, squeezed } from "./skeleton";
import type { Store } from "./store";
import { together } from "./together";

export interface Alternative { term: number; weight: number; }
export interface Planned { word: string; weight: number; extra: number; alts: Alternative[]; parts: number[]; base: readonly number[]; pairs: string[] | undefined; from: string; off: Alternative[]; guess: boolean; }
/** off says that it would have been searched but was switched off. */
export interface Expansion { from: string; to: string[]; kind: string; off?: true; }

/** What is searched beside the words: nothing at all, or all but single expansions, each as "synonym:使い回し". */
export interface Choice { noExpansion: boolean; without: readonly string[]; }

const SOUND = 0x30fc, PREFIX_SHARDS = 4, TYPO_SHARDS = 16, GUESS_BELOW = 3;

function put(p: Planned, term: number, weight: number): void {
  const a = p.alts.find((a) => a.term === term);
  if (a) a.weight = Math.max(a.weight, weight);
  else p.alts.push({ term, weight });
}

function weightOf(s: Store, k: Kind): number {
  const w = s.man.weights;
  return k === Kind.Variant || k === Kind.Skeleton ? w.variant : k === Kind.Reading ? w.reading : 1;
}

export function planAll(s: Store, q: Query, { noExpansion, without }: Choice): Planned[] {
  const plan = q.pieces.map((p) => {
    const out = p.entries ? planKnown(s, p, p.entries, noExpansion) : planUnknown(s, p, noExpansion);
    planSliver(s, p, out);
    return out;
  });
  planJoints(s, q, plan);
  if (without.length > 0) plan.forEach((p, i) => switchOff(s, q.pieces[i], p, without));
  return plan;
}

const isCJK = (s: Store, c: number): boolean => {
  const k = s.folder.class(c);
  return k === Class.Hiragana || k === Class.Katakana || k === Class.Kanji;
};

function planJoints(s: Store, q: Query, plan: Planned[]): void {
  for (let i = 1; i < plan.length; i++) {
    const a = q.pieces[i - 1], b = q.pieces[i], x = chars(a.word);
    if (a.after !== chars(b.word)[0] || b.before !== x[x.length - 1] || !isCJK(s, a.after) || !isCJK(s, b.before)) continue;
    if (plan[i - 1].extra === 0 && plan[i].extra === 0 && !meet(s, [...x.slice(-2), ...chars(b.word).slice(0, 2)])) {
      plan[i].extra = s.man.weights.joint * (plan[i - 1].weight + plan[i].weight);
    }
  }
}

/** Reports a document that has every pair of these characters in one field. */
function meet(s: Store, r: readonly number[]): boolean {
  let docs: number[] | undefined, where: number[] = [];
  for (let i = 0; i + 1 < r.length; i++) {
    const p = s.pair(text([r[i], r[i + 1]]));
    if (!p) return false;
    if (p.common) continue;
    if (docs) [docs, where] = together(docs, where, p);
    else [docs, where] = [[...p.docs], [...p.where]];
    if (docs.length === 0) return false;
  }
  return true;
}

function doubt(s: Store, out: Planned): void {
  out.extra = s.man.idf0 - out.weight;
  out.guess = true;
}

function planSliver(s: Store, p: Piece, out: Planned): void {
  const r = chars(p.word);
  if (r.length <= 2 && p.cls === Class.Katakana && p.after === SOUND) doubt(s, out);
  if (r.length !== 1 || p.cls !== Class.Kanji) return;
  const lonely = (a: number, b: number): boolean => !s.pair(text([a, b]));
  if ((isKanji(p.before) && lonely(p.before, r[0])) || (isKanji(p.after) && lonely(r[0], p.after))) doubt(s, out);
}

export function planKnown(s: Store, p: Piece, entries: readonly Entry[], noExpansion: boolean): Planned {
  const out: Planned = { word: p.word, weight: 0, extra: 0, alts: [], parts: [], base: [], pairs: undefined, from: "", off: [], guess: false };
  const groups = new Set<number>(), members = new Set<number>();
  for (const e of entries) {
    if (e.kind === Kind.Synonym) groups.add(e.target);
    else put(out, e.target, weightOf(s, e.kind));
  }
  const base = ownTerms(s, out.alts);
  for (const id of base) for (const g of s.inGroup.get(id) ?? []) groups.add(g);
  for (const g of groups) for (const id of s.groups[g]) members.add(id);
  out.parts = partsOf(s, base);
  out.base = base;
  out.weight = base.length > 0 ? leastIDF(s, base) : members.size > 0 ? leastIDF(s, [...members]) : s.man.idf0;
  if (out.parts.length > 0) out.weight = sumIDF(s, out.parts);
  if (base.length === 0) planInside(s, p.word, out);
  if (!noExpansion) {
    const w = base.length > 0 ? s.man.weights.synonym : s.man.weights.instead;
    for (const id of members) put(out, id, w);
  }
  if (squeezable(chars(p.word))) putSqueezed(s, out);
  return out;
}

export function ownTerms(s: Store, alts: readonly Alternative[]): number[] {
  const own = alts.filter((a) => a.weight >= s.man.weights.own);
  return (own.length > 0 ? own : alts).map((a) => a.term);
}

function partsOf(s: Store, ids: readonly number[]): number[] {
  let out: number[] = [];
  for (const id of ids) {
    const p = s.term(id).parts;
    if (p.length > 0 && out.length === 0) out = p;
  }
  return out.slice();
}

const leastIDF = (s: Store, ids: readonly number[]): number => ids.reduce((m, id) => Math.min(m, s.term(id).idf), s.man.idf0);
const sumIDF = (s: Store, ids: readonly number[]): number => ids.reduce((m, id) => m + s.term(id).idf, 0);

function planInside(s: Store, word: string, out: Planned): void {
  const r = chars(word);
  for (const p of cutRun(s, r, r, true)) {
    let best = -1, cost = Infinity;
    for (const e of p.entries ?? []) {
      if (weightOf(s, e.kind) >= s.man.weights.own && e.cost < cost) { best = e.target; cost = e.cost; }
    }
    if (best >= 0) out.parts.push(best);
  }
  if (out.parts.length > 0) out.weight = Math.max(out.weight, sumIDF(s, out.parts));
}

export function putSqueezed(s: Store, out: Planned): void {
  for (const e of s.lookup(text(squeezed(chars(out.word))))) if (e.kind === Kind.Squeezed) put(out, e.target, s.man.weights.squeezed);
}

function planUnknown(s: Store, p: Piece, noExpansion: boolean): Planned {
  const out: Planned = { word: p.word, weight: s.man.idf0, extra: 0, alts: [], parts: [], base: [], pairs: undefined, from: "", off: [], guess: false };
  const r = chars(p.word), n = r.length;
  if (squeezable(r)) putSqueezed(s, out);
  if (out.alts.length === 0 && !noExpansion && (n >= 2 || p.cls === Class.Kanji)) putPrefixed(s, out, p.cls);
  if (out.alts.length === 0 && !noExpansion && n >= 4 && p.cls !== Class.None && p.cls !== Class.Hiragana && !/[0-9]/.test(p.word)) putTypos(s, out, r);
  if (out.alts.length > 0) out.weight = leastIDF(s, out.alts.map((a) => a.term));
  out.guess = out.from === "typo" || (out.from === "prefix" && n < GUESS_BELOW);
  if (out.guess && out.from === "prefix") out.extra = s.man.idf0 - out.weight;
  out.pairs = pairsOf(p.word);
  return out;
}

export function pairsOf(word: string): string[] {
  const r = chars(word), out: string[] = [];
  for (let i = 0; i + 1 < r.length; i++) out.push(text(r.slice(i, i + 2)));
  return out;
}

function putPrefixed(s: Store, out: Planned, cls: Class): void {
  const found: Entry[] = [];
  s.withPrefix(out.word, PREFIX_SHARDS, (_, list) => {
    for (const e of list) if (e.kind === Kind.Surface || e.kind === Kind.Inflect || (e.kind === Kind.Reading && cls !== Class.Katakana)) found.push(e);
  });
  found.sort((a, b) => a.cost - b.cost || a.target - b.target);
  let n = 0;
  for (const e of found) {
    if (n === s.man.weights.prefixTop) break;
    if (out.alts.some((a) => a.term === e.target)) continue;
    put(out, e.target, s.man.weights.prefix);
    n++;
  }
  if (n > 0) out.from = "prefix";
}

function putTypos(s: Store, out: Planned, w: readonly number[]): void {
  s.withPrefix(text(w.slice(0, 1)), TYPO_SHARDS, (key, list) => {
    if (!nearlyEqual(chars(key), w)) return;
    for (const e of list) {
      if (e.kind !== Kind.Surface && e.kind !== Kind.Inflect) continue;
      put(out, e.target, s.man.weights.typo);
      out.from = "typo";
    }
  });
}

function nearlyEqual(a: readonly number[], b: readonly number[]): boolean {
  if (a.length > b.length) [a, b] = [b, a];
  if (b.length - a.length > 1) return false;
  let i = 0;
  while (i < a.length && a[i] === b[i]) i++;
  const same = (x: number, y: number): boolean => text(a.slice(x)) === text(b.slice(y));
  if (a.length < b.length) return same(i, i + 1);
  if (i === a.length || same(i + 1, i + 1)) return true;
  return i + 1 < a.length && a[i] === b[i + 1] && a[i + 1] === b[i] && same(i + 2, i + 2);
}

export function expansions(s: Store, q: Query, plan: readonly Planned[]): Expansion[] {
  const out: Expansion[] = [];
  plan.forEach((p, i) => {
    const byKind = new Map<string, string[]>();
    for (const a of [...p.alts, ...p.off]) {
      const shown = s.term(a.term).shown, kind = expansionKind(s, q.pieces[i], p, a);
      if (kind === "" || s.folder.fold(shown) === p.word) continue;
      byKind.set(kind, [...(byKind.get(kind) ?? []), shown]);
    }
    for (const kind of [...byKind.keys()].sort()) {
      const off = p.off.some((a) => expansionKind(s, q.pieces[i], p, a) === kind);
      out.push({ from: q.pieces[i].typed, to: compact(byKind.get(kind)!.sort(byCodePoint)), kind, ...(off ? { off } : {}) });
    }
  });
  return out;
}

/** Takes alternatives out of a plan: those of one kind for one word. */
function switchOff(s: Store, piece: Piece, p: Planned, without: readonly string[]): void {
  const isOff = (a: Alternative): boolean => {
    const kind = expansionKind(s, piece, p, a);
    return kind !== "" && without.includes(`${kind}:${piece.typed}`);
  };
  p.off = p.alts.filter(isOff);
  if (p.off.length === 0) return;
  p.alts = p.alts.filter((a) => !p.off.includes(a));
  if (p.base.length > 0 && !p.alts.some((a) => p.base.includes(a.term))) p.parts = [];
  if (p.alts.length + p.parts.length === 0) { p.weight = s.man.idf0; p.extra = 0; p.guess = false; }
}

const compact = (list: readonly string[]): string[] => list.filter((x, i) => i === 0 || x !== list[i - 1]);

const byCodePoint = (a: string, b: string): number => {
  const x = chars(a), y = chars(b);
  for (let i = 0; i < x.length && i < y.length; i++) if (x[i] !== y[i]) return x[i] - y[i];
  return x.length - y.length;
};

function expansionKind(s: Store, p: Piece, plan: Planned, a: Alternative): string {
  for (const e of p.entries ?? []) {
    if (e.target !== a.term || e.kind === Kind.Synonym) continue;
    if (e.kind === Kind.Reading) return "reading";
    return e.kind === Kind.Variant || e.kind === Kind.Skeleton ? "variant" : "";
  }
  if (plan.from !== "") return plan.from;
  return a.weight === s.man.weights.squeezed ? "variant" : "synonym";
}
