// The search of the site: the same ordered result as the command.
//
//   const engine = new Engine("search/");
//   const result = await engine.search("使い回し", 10);
import { Citation, cite, Cited } from "./cited";
import { cut, Query } from "./cut";
import type { Doc, Facets, Manifest } from "./decode";
import { explain, Explanation } from "./explain";
import { chars } from "./fold";
import { countFacets, FacetCount, Filter } from "./facet";
import { Gate, PHRASE_TEXTS } from "./gate";
import { Fragment, Marker } from "./highlight";
import { Loader } from "./loader";
import { Choice, Expansion, expansions, pairsOf, planAll, Planned } from "./plan";
import { before, finish, insert, mayEnter, points, Ranked, rankLiteral, rankPiece, Tally } from "./rank";
import { Store } from "./store";
import { Asked, bounded, readSyntax, Syntax } from "./syntax";
import { APART, AS_TITLE, held, IN_ORDER } from "./letters";

/** The number of first hits that decide whether a result is confident. */
const SURE = 3;

/** The length up to which a query without a space is one word. */
const SHORT_WORD = 4;

/** Texts that are compared for the order of the query's letters. */
const ORDERED = 10;

export interface Options {
  /** Switches off synonyms, prefixes and typos. */
  noExpansion?: boolean;
  /** Switches off single expansions, each as "synonym:使い回し": the kind and the word it is made from. */
  without?: readonly string[];
  /** Keeps hits that have, for every facet named, one of the values. */
  filter?: Filter;
  /** Asks for the counts per value. */
  facets?: boolean;
}

export interface Hit {
  id: string; citation: string; title: string;
  /** Points, as the command prints them. */
  score: number;
  /** Share of the query's weight this hit contains, 0 to 1. */
  coverage: number;
  /** Marks are UTF-16 ranges in the fragment's text. */
  fragment: Fragment;
  stub: boolean;
  facets: Facets;
  /** "named" where the query is a citation of this hit, "possible" where it may lead into this chapter. */
  cited: "" | "named" | "possible";
}

export interface Result {
  query: string; hits: Hit[]; expansions: Expansion[];
  /** False where there is no honest answer. */
  confident: boolean;
  /** All documents that scored and pass the filter. */
  total: number;
  /** Values among the documents that scored, when asked for. */
  facets: FacetCount[] | undefined;
  /** Set where the query is wholly a citation; what it names stands first. */
  citation: Citation | undefined;
  /** How the marks of the query were read. */
  syntax: Syntax;
  /** total and facets are upper bounds: not every text that may hold a phrase was read. */
  approximate: boolean;
}

/** A query as it was read. */
interface Read { ask: Asked; cited: Cited; q: Query; gate: Gate; }

/** What one ranking found: the best, all, those cited, and the weight of the query. */
interface Found { top: Ranked[]; found: number[]; cited: Map<number, Ranked>; weight: number; approximate: boolean; facets: FacetCount[] | undefined; }

/** The steps of a search that are done. */
interface Steps { read?: Read; plan?: Planned[]; ranked?: Found; }

export class Engine {
  private readonly loader: Loader;
  private store: Promise<Store> | undefined;
  private tally: Tally | undefined;

  /** base is the address of the folder of index.js, with its slash, relative to the page. */
  constructor(base: string) { this.loader = new Loader(base); }

  /** open reads the index file ahead of the first search. */
  open(): Promise<Store> {
    this.store ??= this.loader.load("index", "index.js").then((m) => new Store(m as Manifest));
    this.store.catch(() => { this.store = undefined; });
    return this.store;
  }

  async search(query: string, n = 10, options: Options = {}): Promise<Result> {
    const s = await this.open(), done: Steps = {};
    return this.settled(s, () => this.attempt(s, query, n, options, done));
  }

  /** explain tells how the score of a hit for a query comes about; an id that is not in the index is an error. */
  async explain(query: string, id: string, options: Pick<Options, "noExpansion" | "without"> = {}): Promise<Explanation> {
    const s = await this.open();
    return this.settled(s, () => explain(s, (this.tally ??= new Tally(s.man.documents)), query, id, choice(options),
      (q, r, weight) => verify(s, q, [r], weight, 1)));
  }

  /** fold and pieces serve tests and explanations. */
  async pieces(query: string): Promise<string[]> {
    const s = await this.open();
    return this.settled(s, () => cut(s, query).pieces.map((p) => (p.entries ? p.word : p.word + "?")));
  }

  /** ask answers a question of the index, which gives undefined while shards are missing. */
  async ask<T>(question: (s: Store) => T | undefined): Promise<T> {
    const s = await this.open();
    return this.settled(s, () => question(s));
  }

  /** file gives the content of a file beside index.js. */
  file(name: string): Promise<unknown> { return this.loader.load(name, name + ".js"); }

  /** settled asks again until nothing was missing, loading in between. */
  private async settled<T>(s: Store, ask: () => T | undefined): Promise<T> {
    for (;;) {
      s.missing.clear();
      const r = ask();
      if (s.missing.size === 0) { s.tidy(); return r as T; }
      await Promise.all([...s.missing].map(async (name) => s.put(name, await this.loader.load(name, s.man.base + "/" + name + ".js"))));
    }
  }

  /** attempt stops after the first step that lacked a shard; done keeps those that lacked none. */
  private attempt(s: Store, asked: string, n: number, options: Options, done: Steps): Result | undefined {
    const query = bounded(asked);
    const read = (done.read ??= whole(s, this.read(s, query, asked, options)));
    if (!read) return undefined;
    const { ask, q, gate } = read;
    const plan = (done.plan ??= this.plan(s, q, choice(options)));
    if (!plan) return undefined;
    const ranked = (done.ranked ??= whole(s, this.rank(s, q, plan, gate, Math.max(n, s.man.weights.verifyTop), read.cited, options.facets === true)));
    if (!ranked) return undefined;
    // Both count and sort on: the next attempt begins with what they were.
    const r = { ...ranked, top: ranked.top.map((x) => ({ ...x })) }, cited = { ...read.cited, citation: read.cited.citation && { ...read.cited.citation } };
    verify(s, q, r.top, r.weight, Math.max(n, SURE));
    const order = citedFirst(r, cited).slice(0, n);
    for (const x of order) s.doc(x.doc);
    if (s.missing.size > 0) return undefined;
    const marker = new Marker(s, q, plan), w = s.man.weights;
    return {
      query, hits: order.map((x) => hit(s.doc(x.doc)!, x, marker)), expansions: expansions(s, q, plan),
      confident: cited.citation ? cited.citation.named > 0
        : r.top.slice(0, SURE).some((x) => x.cover >= (isShort(q) ? w.whole : w.confident)) || ((gate.all || gate.phrases.length > 0) && r.top.length > 0),
      total: gate.count(r.found), facets: r.facets,
      citation: cited.citation, syntax: ask.syntax, approximate: r.approximate,
    };
  }

  /** Reads a query. */
  private read(s: Store, query: string, asked: string, options: Options): Read {
    s.needFold(query);
    const ask = readSyntax(s.folder, asked);
    const cited = citeAsked(s, query, ask);
    const q = cut(s, ask.syntax.words);
    for (const run of q.texts) for (const p of pairsOf(run)) s.pair(p);
    if (options.facets) s.facets();
    return { ask, cited, q, gate: new Gate(s, ask, options.filter) };
  }

  private plan(s: Store, q: Query, choice: Choice): Planned[] | undefined {
    const plan = planAll(s, q, choice);
    if (s.missing.size === 0) return plan;
    // What the plan names already is read in the same round.
    for (const p of plan) for (const a of p.alts) s.term(a.term);
    return undefined;
  }

  private rank(s: Store, q: Query, plan: readonly Planned[], gate: Gate, n: number, cited: Cited, count: boolean): Found {
    const t = (this.tally ??= new Tally(s.man.documents));
    let pieces = 0;
    for (const p of plan) {
      pieces += p.weight + p.extra;
      rankPiece(s, t, p);
    }
    const [weight, pairs] = rankLiteral(s, t, q, pieces);
    let top: Ranked[] = [], found = gate.candidates(t.touched), approximate = false;
    const keep = gate.reads() ? n * PHRASE_TEXTS : n;
    for (const d of found) if (mayEnter(top, t, d, keep) && gate.passes(d)) insert(top, finish(s, t, d, weight, pairs), keep);
    if (gate.reads()) ({ top, found, approximate } = gate.readTexts(top, found, n));
    const byDoc = new Map<number, Ranked>(), all = new Set([...cited.named, ...cited.possible].map((a) => a.doc));
    for (const d of all) if (gate.passes(d)) byDoc.set(d, finish(s, t, d, weight, pairs));
    if (all.size > 0) found = [...new Set([...found, ...all])];
    t.clear();
    const facets = count ? countFacets(s, found, gate.failed) : undefined;
    return { top, found, cited: byDoc, weight, approximate, facets };
  }
}

/** x, unless shards were missing for it. */
const whole = <T>(s: Store, x: T): T | undefined => (s.missing.size > 0 ? undefined : x);

const choice = (o: Options): Choice => ({ noExpansion: o.noExpansion === true, without: o.without ?? [] });

/** Reports a word of several parts, of which half is another word. */
const isShort = (q: Query): boolean => q.runs.length === 1 && q.pieces.length > 1 && chars(q.runs[0]).length <= SHORT_WORD;

/** Reads the query, or what is left of it beside filters, as a citation. */
function citeAsked(s: Store, query: string, ask: Asked): Cited {
  const c = cite(s, query), { filters, phrases, excluded, words } = ask.syntax;
  return !c.citation && filters.length > 0 && phrases.length + excluded.length === 0 ? cite(s, words) : c;
}

/** Puts what the query names before the ranked, and tells how much of it the filters let through. */
function citedFirst(r: Found, cited: Cited): Ranked[] {
  if (!cited.citation) return r.top;
  const out = new Map<number, Ranked>();
  for (const kind of ["named", "possible"] as const) for (const a of cited[kind]) {
    const x = r.cited.get(a.doc);
    if (!x || out.has(a.doc)) continue;
    cited.citation[kind]++;
    out.set(a.doc, { ...(r.top.find((t) => t.doc === a.doc) ?? x), cited: kind });
  }
  return [...out.values(), ...r.top.filter((t) => !out.has(t.doc))];
}

/** Looks for the query's letter runs in the text of the first hits. */
function verify(s: Store, q: Query, top: Ranked[], weight: number, n: number): void {
  const want = q.texts.filter((r) => pairsOf(r).length > 0);
  if (want.length === 0) return;
  const first = top.slice(0, s.man.weights.verifyTop), all = q.texts.join("");
  n = Math.max(n, ORDERED);
  let found = 0, firm = 0;
  for (const r of first) {
    const aside = s.isAside(r.doc);
    if (!r.literal || firm >= n || (aside && found >= n)) continue;
    const d = s.doc(r.doc);
    // A text not read yet holds them, so that no more is read than must be.
    const how = d ? held(s.folder, d, want, all) : APART;
    if (how === 0) continue;
    r.score += points(verified(s, how, q.texts.length, found < ORDERED, aside, weight));
    r.cover = 1;
    found++;
    if (!aside) firm++;
  }
  first.sort((a, b) => (before(a, b) ? -1 : 1));
  top.splice(0, first.length, ...first);
}

/** What a text gains that holds the query's letters. */
function verified(s: Store, how: number, runs: number, first: boolean, aside: boolean, weight: number): number {
  const w = s.man.weights;
  let x = w.verified;
  if (first && runs > 1 && (how & IN_ORDER) !== 0) x += w.inOrder;
  if (first && (how & AS_TITLE) !== 0) x += w.heading;
  if (aside) x *= w.aside;
  return x * weight;
}

function hit(d: Doc, r: Ranked, marker: Marker): Hit {
  return { id: d.id, citation: d.citation, title: d.title, score: r.score / 1e6, coverage: r.cover, fragment: marker.fragment(d), stub: r.stub, facets: d.facets, cited: r.cited };
}
