// Finds the requirements a clause of a contract may be about. Mirrors
// index/match.go, matchunits.go, matchrank.go and matchshared.go: the same
// candidates in the same order with the same scores as the command.
import { cutRun, Piece } from "./cut";
import { Doc, Kind } from "./decode";
import type { Engine } from "./engine";
import { chars, Class, Folder, text, toKatakana } from "./fold";
import { Fragment, Marker, Span } from "./highlight";
import { planKnown, Planned, putSqueezed } from "./plan";
import { points, rankPiece, Tally } from "./rank";
import { squeezable } from "./skeleton";
import type { Store } from "./store";

const IDF_SCALE = 1024, RUNNING_SKELETON = 4;

/** The words and weights of index.MatchRules, from search/match.js. */
export interface Rules {
  common: string[]; things: string[]; groups: string[][];
  most: number; commonWeight: number; plain: number; phrase: number; memberShare: number;
  stub: number; stubTitle: number; stubTop: number; enough: number; enoughAlone: number; topicTop: number; topicShare: number;
}

/** A word or wording of the clause and what the requirement says for it. */
export interface Shared { word: string; terms: string[]; wording: boolean; weight: number; factor: number; points: number; clause: Span[]; }

export interface Candidate {
  id: string; citation: string; title: string; document: string; stub: boolean;
  score: number;
  /** Whether the evidence suffices; the others are weak. */
  enough: boolean;
  shared: Shared[];
  /** What marks the requirement; see Matcher.passage. */
  terms: number[]; doc: number;
}

export interface Topic { id: string; score: number; }
export interface Match { confident: boolean; candidates: Candidate[]; topics: Topic[]; }

/** A member of a group: as written, as looked for, and its words where they are known. */
interface Wording { shown: string; key: number[]; terms?: number[]; sum: number; }
interface WordingKey { group: number; member: number; key: number[]; }

interface Unit { typed: string; at: Span[]; factor: number; subject: boolean; plan: Planned; group: number; members: number[]; points: DocPoints[]; }
interface DocPoints { doc: number; points: number; }
interface Matched { doc: number; score: number; stub: boolean; enough: boolean; subject: number; }

const noPlan = (word: string, weight: number): Planned => ({ word, weight, extra: 0, alts: [], parts: [], base: [], pairs: undefined, from: "", off: [], guess: false });

export class Matcher {
  private lists: { common: Set<string>; things: Set<string>; groups: Wording[][]; byFirst: Map<number, WordingKey[]> } | undefined;
  private sums: Sums | undefined;
  private tally: Tally | undefined;

  constructor(private readonly engine: Engine, private readonly rules: Rules) {}

  /** Opens the matcher of a site's search data. */
  static async open(engine: Engine): Promise<Matcher> {
    return new Matcher(engine, await engine.file("match") as Rules);
  }

  /** Finds the n best candidates of a clause, and the topics of a document it may cover. */
  match(clause: string, n = 5, against = ""): Promise<Match> {
    return this.engine.ask((s) => this.attempt(s, clause, n, against));
  }

  /** The part of a requirement with the most shared words. */
  passage(c: Candidate): Promise<Fragment> {
    return this.engine.ask((s) => {
      const d = s.doc(c.doc), m = new Marker(s);
      for (const id of c.terms) m.addTerm(s.term(id));
      return d && s.missing.size === 0 ? m.fragment(d) : undefined;
    });
  }

  private attempt(s: Store, clause: string, n: number, against: string): Match | undefined {
    s.needFold(clause);
    if (s.missing.size > 0) return undefined;
    this.lists ??= prepare(s.folder, this.rules);
    const units = this.units(s, clause);
    if (s.missing.size > 0) return undefined;
    const order = this.rank(s, units);
    if (s.missing.size > 0) return undefined;
    const candidates = order.slice(0, n).map((r) => this.candidate(s, r, units));
    const topics = against === "" ? [] : this.topics(s, order, against);
    return s.missing.size > 0 ? undefined : { confident: candidates.some((c) => c.enough), candidates, topics };
  }

  private topics(s: Store, order: readonly Matched[], document: string): Topic[] {
    const out: Topic[] = [];
    for (const r of order) {
      if (!r.enough || out.length === this.rules.topicTop) continue;
      const d = s.doc(r.doc);
      if (d?.facets.document !== document) continue;
      if (out.length > 0 && r.score < this.rules.topicShare * out[0].score * 1e6) break;
      out.push({ id: d.id, score: r.score / 1e6 });
    }
    return out;
  }

  private units(s: Store, clause: string): Unit[] {
    const { byFirst, groups } = this.lists!, { r, from, to } = s.folder.fold1(clause, true);
    const words: Unit[] = [], wordings: Unit[] = [], known = new Map<string, Unit>(), grouped = new Map<number, Unit>();
    const span = (a: number, b: number): Span => ({ start: from[a], end: to[b - 1] });
    const typed = (at: Span): string => clause.slice(at.start, at.end);
    for (const [a, b] of s.folder.runs(r)) {
      const w = r.slice(a, b), k = toKatakana(w);
      for (const p of cutRun(s, w, k, false, RUNNING_SKELETON)) {
        const at = span(a + p.start, a + p.end);
        let u = known.get(p.word);
        if (!u) {
          u = { ...this.word(s, p), typed: typed(at) };
          known.set(p.word, u);
          words.push(u);
        }
        u.at.push(at);
      }
      for (let i = 0; i < k.length; i++) for (const x of byFirst.get(k[i]) ?? []) {
        if (!standsAt(s.folder, w, k, i, x.key)) continue;
        const at = span(a + i, a + i + x.key.length);
        let u = grouped.get(x.group);
        if (!u) {
          u = { typed: typed(at), at: [], factor: this.rules.phrase, subject: true, plan: noPlan("", 0), group: x.group, members: [], points: [] };
          grouped.set(x.group, u);
          wordings.push(u);
        }
        u.at.push(at);
        u.members.push(x.member); // turned around below
      }
    }
    for (const u of wordings) {
      const there = new Set(u.members);
      u.members = groups[u.group].map((_, i) => i).filter((i) => !there.has(i));
    }
    return [...words, ...wordings];
  }

  private word(s: Store, p: Piece): Unit {
    const { common, things } = this.lists!, r = chars(p.word);
    let plan = noPlan(p.word, s.man.idf0);
    if (p.entries) plan = planKnown(s, p, p.entries, false);
    else if (squeezable(r)) putSqueezed(s, plan);
    let factor = this.rules.plain, subject = false;
    if (r.every((c) => c >= 48 && c <= 57)) factor = 0;
    else if (r.length === 1 || isAmong(s, common, p.word, plan)) factor = this.rules.commonWeight;
    else if (!isAmong(s, things, p.word, plan) && ((p.entries && inSynonyms(s, p, plan)) || (r.length >= 4 && p.cls !== Class.Hiragana && p.cls !== Class.None))) {
      factor = 1;
      subject = true;
    }
    return { typed: "", at: [], factor, subject, plan, group: -1, members: [], points: [] };
  }

  private rank(s: Store, units: readonly Unit[]): Matched[] {
    const t = (this.sums ??= new Sums(s.man.documents)), r = this.rules;
    for (const u of units) {
      u.points = this.points(s, u);
      for (const p of u.points) {
        if (t.score[p.doc] === 0) t.touched.push(p.doc);
        t.score[p.doc] += u.factor * p.points;
        if (u.subject) t.subject[p.doc]++;
      }
    }
    const texts: Matched[] = [], stubs: Matched[] = [];
    for (const d of t.touched) {
      const m: Matched = { doc: d, score: points(t.score[d]), subject: t.subject[d], stub: s.stubs.has(d), enough: false };
      t.score[d] = t.subject[d] = 0;
      if (s.isAside(d)) continue;
      if (m.stub) stubs.push(m);
      else if (m.score > 0) texts.push(m);
    }
    t.touched = [];
    const out = [...texts, ...this.titles(s, stubs, units)];
    for (const m of out) m.enough = m.subject > 0 && m.score >= points((m.subject === 1 ? r.enoughAlone : r.enough) * s.man.idf0);
    return out.sort(inOrder);
  }

  private points(s: Store, u: Unit): DocPoints[] {
    if (u.factor === 0) return [];
    const most = this.rules.most * s.man.idf0;
    if (u.group >= 0) return this.wordingPoints(s, u, most);
    const t = (this.tally ??= new Tally(s.man.documents));
    rankPiece(s, t, u.plan);
    const out = t.touched.map((doc) => ({ doc, points: Math.min(most, t.score[doc]) }));
    t.clear();
    return out;
  }

  private wordingPoints(s: Store, u: Unit, most: number): DocPoints[] {
    const t = this.sums!, touched: number[] = [];
    for (const member of u.members) {
      const { terms, sum } = this.terms(s, u.group, member), here: number[] = [];
      for (const id of terms) {
        const r = s.term(id);
        for (let i = 0; i < r.docs.length; i++) {
          const d = r.docs[i];
          if (t.member[d] === 0) here.push(d);
          t.member[d] += r.idf * r.sat[i];
          t.share[d] += r.idf;
        }
      }
      for (const d of here) {
        const r = t.share[d] / sum, p = t.member[d] * r * r;
        if (r > this.rules.memberShare && p > t.best[d]) {
          if (t.best[d] === 0) touched.push(d);
          t.best[d] = p;
        }
        t.member[d] = t.share[d] = 0;
      }
    }
    return touched.map((doc) => {
      const p = { doc, points: Math.min(most, t.best[doc]) };
      t.best[doc] = 0;
      return p;
    });
  }

  /** The words of a member, none where the documents lack one, and the sum of their idf. */
  private terms(s: Store, group: number, member: number): { terms: number[]; sum: number } {
    const w = this.lists!.groups[group][member];
    if (w.terms) return { terms: w.terms, sum: w.sum };
    const before = s.missing.size, terms = ownWords(s, w.key), sum = terms.reduce((n, id) => n + s.term(id).idf, 0);
    if (s.missing.size === before && before === 0) { w.terms = terms; w.sum = sum; }
    return { terms, sum };
  }

  private titles(s: Store, stubs: Matched[], units: readonly Unit[]): Matched[] {
    const have = this.found(s, units), seen = new Map<string, number>(), out: Matched[] = [];
    for (const r of stubs.sort(inOrder).slice(0, this.rules.stubTop)) {
      const d = s.doc(r.doc);
      if (!d || titleShare(s, d.title, have) < this.rules.stubTitle) continue;
      const m = { ...r, score: Math.floor(this.rules.stub * r.score + 0.5) };
      const key = [d.facets.document ?? "", d.facets.volume ?? "", d.title].join("\n"), i = seen.get(key);
      if (i === undefined) { seen.set(key, out.length); out.push(m); }
      else if (m.score > out[i].score || (m.score === out[i].score && m.doc < out[i].doc)) out[i] = m;
    }
    return out;
  }

  /** The terms a clause speaks of, but for its common words. */
  private found(s: Store, units: readonly Unit[]): Set<number> {
    const have = new Set<number>();
    for (const u of units) {
      if (u.factor <= this.rules.commonWeight) continue;
      for (const a of u.plan.alts) have.add(a.term);
      for (const id of u.plan.parts) have.add(id);
      for (const m of u.members) for (const id of this.terms(s, u.group, m).terms) have.add(id);
    }
    return have;
  }

  private candidate(s: Store, r: Matched, units: readonly Unit[]): Candidate {
    const d: Doc | undefined = s.doc(r.doc), shared: Shared[] = [], all: number[] = [];
    for (const u of units) {
      const p = u.points.find((p) => p.doc === r.doc);
      if (!p) continue;
      const ids = this.said(s, u, r.doc);
      for (const id of ids) if (!all.includes(id)) all.push(id);
      shared.push({ word: u.typed, terms: [...new Set(ids.map((id) => s.term(id).shown))], wording: u.group >= 0, weight: u.plan.weight / IDF_SCALE,
        factor: u.factor, points: points(u.factor * p.points) / 1e6, clause: u.at });
    }
    shared.sort((a, b) => b.points - a.points);
    return { id: d?.id ?? "", citation: d?.citation ?? "", title: d?.title ?? "", document: d?.facets.document ?? "", stub: r.stub, score: r.score / 1e6, enough: r.enough, shared, terms: all, doc: r.doc };
  }

  /** The terms of a unit that a document has. */
  private said(s: Store, u: Unit, doc: number): number[] {
    const out = new Set<number>(), has = (id: number): boolean => among(s.term(id).docs, doc);
    for (const id of u.plan.parts) if (has(id)) out.add(id);
    for (const a of u.plan.alts) if (has(a.term)) out.add(a.term);
    for (const m of u.members) {
      const { terms, sum } = this.terms(s, u.group, m), got = terms.filter(has);
      if (got.reduce((n, id) => n + s.term(id).idf, 0) / sum > this.rules.memberShare) for (const id of got) out.add(id);
    }
    return [...out];
  }
}

/** The work space of one clause, cleared by the documents touched. */
class Sums {
  readonly score: Float64Array; readonly subject: Int32Array; readonly member: Float64Array; readonly share: Float64Array; readonly best: Float64Array;
  touched: number[] = [];
  constructor(n: number) {
    this.score = new Float64Array(n); this.subject = new Int32Array(n);
    this.member = new Float64Array(n); this.share = new Float64Array(n); this.best = new Float64Array(n);
  }
}

const inOrder = (a: Matched, b: Matched): number => b.score - a.score || a.doc - b.doc;

function prepare(f: Folder, rules: Rules): NonNullable<Matcher["lists"]> {
  const letters = (w: string): number[] => chars(f.fold(w)).filter((c) => f.class(c) !== Class.None);
  const byFirst = new Map<number, WordingKey[]>();
  const groups = rules.groups.map((members, group) => members.map((shown, member): Wording => {
    const key = letters(shown), list = byFirst.get(key[0]);
    if (list) list.push({ group, member, key });
    else if (key.length > 0) byFirst.set(key[0], [{ group, member, key }]);
    return { shown, key, sum: 0 };
  }));
  const set = (list: readonly string[]): Set<string> => new Set(list.map((w) => text(letters(w))));
  return { common: set(rules.common), things: set(rules.things), groups, byFirst };
}

/** Reports a key in the run k from i on; in katakana and Latin letters a whole word. */
function standsAt(f: Folder, w: readonly number[], k: readonly number[], i: number, key: readonly number[]): boolean {
  const n = i + key.length;
  if (n > k.length) return false;
  for (let j = 0; j < key.length; j++) if (k[i + j] !== key[j]) return false;
  const oneWord = (a: number, b: number): boolean => {
    const c = f.class(b);
    return (c === Class.Katakana || c === Class.Other) && f.class(a) === c;
  };
  return (i === 0 || !oneWord(w[i - 1], w[i])) && (n === k.length || !oneWord(w[n - 1], w[n]));
}

function isAmong(s: Store, list: ReadonlySet<string>, word: string, plan: Planned): boolean {
  return list.has(word) || plan.alts.some((a) => a.weight >= s.man.weights.own && list.has(s.folder.fold(s.term(a.term).shown)));
}

function inSynonyms(s: Store, p: Piece, plan: Planned): boolean {
  return p.entries!.some((e) => e.kind === Kind.Synonym) || plan.alts.some((a) => a.weight >= s.man.weights.own && (s.inGroup.get(a.term)?.length ?? 0) > 0);
}

/** Cuts a text into terms of the documents, each by its likeliest reading; none where a part of it is none. */
function ownWords(s: Store, key: readonly number[]): number[] {
  const out: number[] = [], w = s.man.weights;
  for (const p of cutRun(s, key, key, true, RUNNING_SKELETON)) {
    let best = -1, cost = 2 ** 40;
    for (const e of p.entries ?? []) {
      const weight = e.kind === Kind.Variant || e.kind === Kind.Skeleton ? w.variant : e.kind === Kind.Reading ? w.reading : 1;
      if (e.kind !== Kind.Synonym && weight >= w.own && e.cost < cost) { best = e.target; cost = e.cost; }
    }
    if (best < 0) return [];
    out.push(best);
  }
  return out;
}

/** The share by idf of a title's words that are among terms. */
function titleShare(s: Store, title: string, have: ReadonlySet<number>): number {
  const { r } = s.folder.fold1(title, true);
  let sum = 0, got = 0;
  for (const [a, b] of s.folder.runs(r)) {
    const w = r.slice(a, b);
    for (const p of cutRun(s, w, toKatakana(w), true, RUNNING_SKELETON)) {
      let least = s.man.idf0, has = false;
      for (const e of p.entries ?? []) {
        const t = s.term(e.target);
        least = Math.min(least, t.idf);
        has ||= have.has(e.target) || t.parts.some((q) => have.has(q));
      }
      sum += least;
      if (has) got += least;
    }
  }
  return sum === 0 ? 0 : got / sum;
}

function among(list: Int32Array, v: number): boolean {
  let lo = 0, hi = list.length;
  while (lo < hi) {
    const m = (lo + hi) >> 1;
    if (list[m] < v) lo = m + 1; else hi = m;
  }
  return list[lo] === v;
}

