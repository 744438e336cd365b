// Finds the words of a query in a text and cuts the part to show. Mirrors
// index/highlight.go; ranges here are UTF-16 units of the text as stored.
import type { Query } from "./cut";
import type { Doc, Term } from "./decode";
import { chars, Class, text as join, toKatakana } from "./fold";
import type { Planned } from "./plan";
import type { Store } from "./store";

export interface Span { start: number; end: number; }
export interface Fragment { field: "body" | "context" | "title"; text: string; start: number; more: boolean; marks: Span[]; }

/** How many characters a fragment has, about. */
const FRAGMENT = 120;

export class Marker {
  private readonly words = new Set<string>();
  /** The longest word by its first character: most places in a text begin none. */
  private readonly longest = new Map<number, number>();

  constructor(private readonly s: Store, q?: Query, plan: readonly Planned[] = []) {
    for (const r of q?.runs ?? []) this.add(r);
    for (const p of plan) {
      this.add(p.word);
      for (const id of p.parts) this.addTerm(s.term(id));
      for (const a of p.alts) this.addTerm(s.term(a.term));
    }
  }

  private add(w: string): void {
    const r = chars(w);
    if (r.length === 0) return;
    this.words.add(w);
    this.longest.set(r[0], Math.max(this.longest.get(r[0]) ?? 0, r.length));
  }

  addTerm(t: Term): void {
    for (const f of [t.shown, ...t.forms]) this.add(this.s.folder.fold(f));
  }

  /** The matched ranges, sorted, not overlapping. */
  spans(text: string): Span[] {
    const f = this.s.folder.fold1(text, true), k = toKatakana(f.r), out: Span[] = [];
    for (let i = 0; i < k.length;) {
      const n = this.longestAt(f.r, k, i);
      if (n === 0) { i++; continue; }
      const start = f.from[i], end = f.to[i + n - 1], last = out[out.length - 1];
      if (last && last.end >= start) last.end = Math.max(last.end, end);
      else out.push({ start, end });
      i += n;
    }
    return out;
  }

  private longestAt(w: readonly number[], k: readonly number[], i: number): number {
    for (let n = Math.min(this.longest.get(k[i]) ?? 0, k.length - i); n > 0; n--) {
      if (this.words.has(join(k.slice(i, i + n))) && (n > 1 || this.alone(w, i))) return n;
    }
    return 0;
  }

  private alone(w: readonly number[], i: number): boolean {
    const c: Class = this.s.folder.class(w[i]);
    return (i === 0 || this.s.folder.class(w[i - 1]) !== c) && (i + 1 === w.length || this.s.folder.class(w[i + 1]) !== c);
  }

  fragment(d: Doc): Fragment {
    const fields = [["body", d.body], ["context", d.context], ["title", d.title]] as const;
    for (const [name, text] of fields) {
      const spans = this.spans(text);
      if (spans.length > 0) return cutFragment(name, text, spans);
    }
    for (const [name, text] of fields) if (text !== "") return cutFragment(name, text, []);
    return { field: "title", text: "", start: 0, more: false, marks: [] };
  }
}

function cutFragment(field: Fragment["field"], text: string, spans: readonly Span[]): Fragment {
  let at = 0, best = -1;
  spans.forEach((s, i) => {
    let sum = 0;
    for (const t of spans.slice(i)) {
      if (t.end > s.start + (FRAGMENT * 3) / 4) break;
      sum += t.end - t.start;
    }
    if (sum > best) { best = sum; at = s.start; }
  });
  const start = sentenceStart(text, at), end = charStart(text, Math.min(text.length, start + FRAGMENT));
  const marks = spans.filter((s) => s.start >= start && s.end <= end).map((s) => ({ start: s.start - start, end: s.end - start }));
  return { field, text: text.slice(start, end), start, more: end < text.length, marks };
}

function sentenceStart(text: string, at: number): number {
  const low = Math.max(0, at - FRAGMENT / 4);
  for (let i = at; i > low; i--) if (text[i - 1] === "。" || text[i - 1] === "\n") return i;
  return charStart(text, low);
}

/** Moves an offset out of the middle of a surrogate pair. */
function charStart(text: string, i: number): number {
  return i > 0 && i < text.length && (text.charCodeAt(i) & 0xfc00) === 0xdc00 ? i - 1 : i;
}
