// Filters, phrases and exclusions. Mirrors index/gate.go.
import { trimBlank } from "./citation";
import { cut } from "./cut";
import { failedBy, Filter } from "./facet";
import { text } from "./fold";
import { LetterText, sought } from "./letters";
import { ownTerms, planKnown } from "./plan";
import { together } from "./together";
import type { Ranked } from "./rank";
import type { Store } from "./store";
import { Asked, Exclusion, Field, matchFields } from "./syntax";

/** Texts read for phrases at most, per hit asked for. */
export const PHRASE_TEXTS = 3;

/** A wording a text must hold, or must not; docs undefined says that every text can. */
interface Phrase { key: string; docs: number[] | undefined; set: Set<number>; }

export class Gate {
  /** By class, facets not passed. */
  failed: Uint8Array | undefined;
  readonly all: boolean;
  readonly phrases: Phrase[] = [];
  /** By class and by document, shut out whatever the score. */
  private barred: Uint8Array | undefined;
  private out: Uint8Array | undefined;
  private readonly banned: Phrase[] = [];

  constructor(private readonly s: Store, ask: Asked, filter: Filter | undefined) {
    const { words, filters, phrases } = ask.syntax;
    this.all = words === "" && filters.length > 0;
    if (filters.length > 0) {
      matchFields(s, filters);
      filter = this.filters(filters, filter);
    }
    this.failed = failedBy(s, filter);
    for (const p of phrases) this.phrases.push(this.phrase(p));
    for (const x of ask.without) this.exclude(x);
  }

  private filters(fields: readonly Field[], given: Filter | undefined): Filter {
    const out: Filter = { ...given };
    for (const f of fields) {
      if (f.not) {
        this.bar(f);
        continue;
      }
      const old = out[f.facet];
      out[f.facet] = f.values.filter((v) => !old || old.includes(v));
    }
    return out;
  }

  private bar(f: Field): void {
    const t = this.s.facets(), barred = (this.barred ??= new Uint8Array(t?.classes.length ?? 1));
    t?.classes.forEach((c, i) => { if (c.some((n) => t.values[n].facet === f.facet && f.values.includes(t.values[n].value))) barred[i] = 1; });
  }

  private isOut(d: number): boolean { return this.out?.[d] === 1 || (this.barred !== undefined && this.barred[this.s.classOf(d)] === 1); }

  private shut(docs: Iterable<number>): void {
    this.out ??= new Uint8Array(this.s.man.documents);
    for (const d of docs) this.out[d] = 1;
  }

  private exclude(x: Exclusion): void {
    const s = this.s, q = cut(s, x.text), p = q.pieces[0];
    if (x.wording || q.runs.length !== 1 || q.pieces.length !== 1 || !p.entries || p.word !== q.runs[0]) {
      this.banned.push(this.phrase(x.text));
      return;
    }
    for (const id of ownTerms(s, planKnown(s, p, p.entries, true).alts)) {
      const t = s.term(id);
      this.shut(t.docs.filter((_, i) => t.said[i] === 1));
    }
  }

  private phrase(typed: string): Phrase {
    const s = this.s;
    s.needFold(typed);
    const r = sought(s.folder, s.folder.fold1(trimBlank(typed), true).r), key = text(r);
    let docs: number[] | undefined, where: number[] = [];
    for (const [a, b] of s.folder.runs(r)) for (let i = a; i + 1 < b; i++) {
      const x = s.pair(text([r[i], r[i + 1]]));
      if (!x) return { key, docs: [], set: new Set() };
      if (x.common) continue;
      if (docs) [docs, where] = together(docs, where, x);
      else [docs, where] = [[...x.docs], [...x.where]];
    }
    return { key, docs, set: new Set(docs) };
  }

  /** The documents a query can find. */
  candidates(touched: number[]): number[] {
    if (!this.all && !this.out && !this.barred && this.phrases.length === 0) return touched;
    let from: readonly number[] = this.all ? [...Array(this.s.man.documents).keys()] : touched;
    let narrow: number[] | undefined;
    for (const p of this.phrases) if (p.docs && (!narrow || p.docs.length < narrow.length)) narrow = p.docs;
    from = narrow ?? from;
    return from.filter((d) => !this.isOut(d) && this.phrases.every((p) => can(p, d)));
  }

  passes(d: number): boolean { return this.filtered(d) && !this.isOut(d); }

  /** How many of these documents pass the filters. */
  count(docs: readonly number[]): number { return this.failed ? docs.filter((d) => this.filtered(d)).length : docs.length; }

  /** Reports whether a document passes the filters. */
  filtered(d: number): boolean { return !this.failed || this.failed[this.s.classOf(d)] === 0; }

  /** Reports whether texts must be read to tell. */
  reads(): boolean { return this.phrases.length + this.banned.length > 0; }

  private unsure(d: number): boolean { return this.phrases.length > 0 || this.banned.some((p) => can(p, d)); }

  /** Reads the texts of the best until n are sure; gives the sure, and drops the others from found. */
  readTexts(top: readonly Ranked[], found: number[], n: number): { top: Ranked[]; found: number[]; approximate: boolean } {
    const sure: Ranked[] = [], wrong = new Set<number>(), read = new Set<number>();
    for (let at = 0; at < top.length && sure.length < n; at++) {
      const r = top[at];
      if (this.unsure(r.doc) && !this.s.doc(r.doc)) {
        // One round of loading brings the texts that as many hits wait for.
        for (const x of top.slice(at, at + n - sure.length)) if (this.unsure(x.doc)) this.s.doc(x.doc);
        break;
      }
      read.add(r.doc);
      if (this.sure(r.doc)) sure.push(r); else wrong.add(r.doc);
    }
    const approximate = found.some((d) => !read.has(d) && this.passes(d) && this.unsure(d));
    return { top: sure, found: found.filter((d) => !wrong.has(d)), approximate };
  }

  private sure(doc: number): boolean {
    if (!this.unsure(doc)) return true;
    const d = this.s.doc(doc);
    if (!d) return false;
    const texts = [d.body, d.title].map((t) => new LetterText(this.s.folder, t));
    const held = (p: Phrase): boolean => texts.some((t) => t.has(p.key));
    return this.phrases.every(held) && !this.banned.some(held);
  }
}

const can = (p: Phrase, d: number): boolean => !p.docs || p.set.has(d);
