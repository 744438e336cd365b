// The search of the site: the same ordered result as the command.
//
//   const engine = new Engine("search/");
//   const result = await engine.search("使い回し", 10);
import { cut, Query } from "./cut";
import type { Doc, Facets, Manifest } from "./decode";
import { countFacets, FacetCount, failedBy, Filter } from "./facet";
import { Fragment, Marker } from "./highlight";
import { Loader } from "./loader";
import { Expansion, expansions, pairsOf, planAll, Planned } from "./plan";
import { before, finish, insert, points, Ranked, rankLiteral, rankPiece, Tally } from "./rank";
import { Store } from "./store";
import { toKatakana, text } from "./fold";

export interface Options {
  /** Switches off synonyms, prefixes and typos. */
  noExpansion?: boolean;
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
}

export interface Result {
  query: string; hits: Hit[]; expansions: Expansion[];
  /** False where there is no honest answer. */
  confident: boolean;
  /** All documents that scored and pass the filter. */
  total: number;
  /** Values among the documents that scored, when asked for. */
  facets: FacetCount[] | undefined;
}

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
    const s = await this.open();
    return this.settled(s, () => this.attempt(s, query, n, options));
  }

  /** fold and pieces serve tests and explanations. */
  async pieces(query: string): Promise<string[]> {
    const s = await this.open();
    return this.settled(s, () => cut(s, query).pieces.map((p) => (p.entries ? p.word : p.word + "?")));
  }

  /** settled asks again until nothing was missing, loading in between. */
  private async settled<T>(s: Store, ask: () => T | undefined): Promise<T> {
    for (;;) {
      s.missing.clear();
      const r = ask();
      if (s.missing.size === 0) return r as T;
      await Promise.all([...s.missing].map(async (name) => s.put(name, await this.loader.load(name, s.man.base + "/" + name + ".js"))));
    }
  }

  /** attempt stops after the first step that lacked a shard. */
  private attempt(s: Store, query: string, n: number, options: Options): Result | undefined {
    const q = cut(s, query);
    for (const run of q.runs) for (const p of pairsOf(run)) s.pair(p);
    if (options.facets) s.facets();
    const failed = failedBy(s, options.filter);
    if (s.missing.size > 0) return undefined;
    const plan = planAll(s, q, options.noExpansion === true);
    if (s.missing.size > 0) return undefined;
    const [top, found, weight] = this.rank(s, q, plan, Math.max(n, s.man.weights.verifyTop), failed);
    if (s.missing.size > 0) return undefined;
    verify(s, q, top, weight);
    for (const r of top.slice(0, n)) s.doc(r.doc);
    if (s.missing.size > 0) return undefined;
    const marker = new Marker(s, q, plan);
    const hits = top.slice(0, n).map((r) => hit(s.doc(r.doc)!, r, marker));
    const w = s.man.weights;
    return {
      query, hits, expansions: expansions(s, q, plan),
      confident: top.slice(0, 3).some((r) => r.cover >= w.confident),
      total: found.filter((d) => !failed || failed[d] === 0).length,
      facets: options.facets ? countFacets(s, found, failed) : undefined,
    };
  }

  private rank(s: Store, q: Query, plan: readonly Planned[], n: number, failed: Uint8Array | undefined): [Ranked[], number[], number] {
    const t = (this.tally ??= new Tally(s.man.documents));
    let weight = 0;
    for (const p of plan) {
      weight += p.weight + p.extra;
      rankPiece(s, t, p);
    }
    const [all, pairs] = rankLiteral(s, t, q, weight);
    const top: Ranked[] = [];
    for (const d of t.touched) if (!failed || failed[d] === 0) insert(top, finish(s, t, d, all, pairs), n);
    const found = t.touched;
    t.clear();
    return [top, found, all];
  }
}

/** Looks for the query's letter runs in the text of the first hits. */
function verify(s: Store, q: Query, top: Ranked[], weight: number): void {
  const want = q.runs.filter((r) => pairsOf(r).length > 0);
  if (want.length === 0) return;
  const first = top.slice(0, s.man.weights.verifyTop);
  const bonus = points(s.man.weights.verified * weight);
  for (const r of first) if (r.literal && holds(s, r.doc, want)) { r.score += bonus; r.cover = 1; }
  first.sort((a, b) => (before(a, b) ? -1 : 1));
  top.splice(0, first.length, ...first);
}

function holds(s: Store, doc: number, want: readonly string[]): boolean {
  const d = s.doc(doc);
  if (!d) return false;
  return [d.body, d.title].some((t) => {
    const folded = text(toKatakana(s.folder.fold1(t, true).r));
    return want.every((w) => folded.includes(w));
  });
}

function hit(d: Doc, r: Ranked, marker: Marker): Hit {
  return { id: d.id, citation: d.citation, title: d.title, score: r.score / 1e6, coverage: r.cover, fragment: marker.fragment(d), stub: r.stub, facets: d.facets };
}
