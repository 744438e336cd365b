// Makes search keys. Mirrors index/fold.go; the tables come from the index, so
// that the browser's own Unicode version never matters.
import { Decoder } from "./decode";

export const enum Class { None = 0, Hiragana = 1, Katakana = 2, Kanji = 3, Other = 4 }

/** A search key with its way back: character i came from [from[i], to[i]) of the source, in UTF-16 units. */
export interface Folded { r: number[]; from: number[]; to: number[]; }

const cp = (s: string): number => s.codePointAt(0)!;
const SOUND = cp("ー"), REPEAT = cp("々"), DOT = cp("・"), VU = cp("ヴ"), VU_HIRA = cp("ゔ");
const LONG_DASHES = new Set([..."-‐‑–—―−─"].map(cp));
const WORD_MARKS = new Set([..."-‐‑・･"].map(cp));
const VU_ROW = new Map([["ァ", "バ"], ["ィ", "ビ"], ["ェ", "ベ"], ["ォ", "ボ"]].map(([a, b]) => [cp(a), cp(b)]));
const SMALL_YU = cp("ュ"), BI = cp("ビ"), BU = cp("ブ"), BU_HIRA = cp("ぶ");
const LARGE = new Set([..."ァィゥェォヮぁぃぅぇぉゎ"].map(cp));
const ALIKE = new Map([["ヂ", "ジ"], ["ヅ", "ズ"], ["ぢ", "じ"], ["づ", "ず"], ["ヵ", "カ"], ["ヶ", "カ"], ["ゕ", "か"], ["ゖ", "か"]]
  .map(([a, b]) => [cp(a), cp(b)]));
const VOICED = "かきくけこさしすせそたちつてとはひふへほ", VOICED_MARK = 0x3099, HALF_MARK = 0x309a;
/** A character outside of the ranges whose tables stand in the index file itself. */
const BEYOND_CORE = /[^\0-\xff\u2000-\u206f\u2160-\u21ff\u2460-\u2473\u2500-\u25ff\u3000-\u30ff\u4e00-\u9fff\uff00-\uffef]/;

/** Which steps of folding a character asks for: a text is spared the others. */
const enum Step { Table = 1, Compose = 2, Join = 4, Dash = 8, Vu = 16, Sound = 32, Repeat = 64, Alike = 128 }

function steps(): Uint8Array {
  const t = new Uint8Array(0x10000);
  const mark = (all: Iterable<number>, step: Step): void => { for (const c of all) t[c] |= step; };
  // What one step writes may be what a later one looks for: ウ゛, アー―ア.
  mark([VOICED_MARK, HALF_MARK], Step.Compose | Step.Vu | Step.Alike);
  mark([32, 10, 13, 9], Step.Join);
  mark(LONG_DASHES, Step.Dash | Step.Sound);
  mark(WORD_MARKS, Step.Dash | Step.Sound);
  mark([VU, VU_HIRA], Step.Vu);
  mark([SOUND], Step.Sound);
  mark([REPEAT], Step.Repeat);
  mark(LARGE, Step.Alike);
  mark(ALIKE.keys(), Step.Alike);
  return t;
}

let composed: Map<string, number> | undefined;

/** compositions of a kana and a combining sound mark, hiragana and katakana. */
function compositions(): Map<string, number> {
  if (composed) return composed;
  const t = composed = new Map<string, number>();
  for (const c of [...VOICED].map(cp)) for (const shift of [0, 0x60]) {
    t.set(c + shift + "+" + VOICED_MARK, c + shift + 1);
    if (c >= cp("は")) t.set(c + shift + "+" + HALF_MARK, c + shift + 2);
  }
  for (const [a, b] of ["うゔ", "ウヴ", "ワヷ", "ヰヸ", "ヱヹ", "ヲヺ", "ゝゞ", "ヽヾ"].map((x) => [...x].map(cp))) t.set(a + "+" + VOICED_MARK, b);
  return t;
}

export const isKanji = (c: number): boolean => c >= 0x4e00 && c <= 0x9fff;
const isKatakana = (c: number): boolean => c >= 0x30a1 && c <= 0x30fa;
const isSpace = (c: number): boolean => c === 32 || c === 10 || c === 13 || c === 9;

/** Characters made a string at once: calls take so many arguments anywhere. */
const AT_ONCE = 4096;

export const text = (r: readonly number[]): string => {
  if (r.length <= AT_ONCE) return String.fromCodePoint.apply(undefined, r as number[]);
  let s = "";
  for (let i = 0; i < r.length; i += AT_ONCE) s += String.fromCodePoint.apply(undefined, r.slice(i, i + AT_ONCE));
  return s;
};

export const toKatakana = (r: readonly number[]): number[] => r.map((c) => (c >= 0x3041 && c <= 0x3096 ? c + 0x60 : c));

export const chars = (s: string): number[] => {
  const out: number[] = [];
  for (let i = 0; i < s.length; i++) {
    const c = s.codePointAt(i)!;
    out.push(c);
    if (c > 0xffff) i++;
  }
  return out;
};

export class Folder {
  private readonly table = new Map<number, number[]>();
  private readonly steps = steps();
  private letters: [number, number][] = [];

  constructor(fold: Uint8Array, letters: Uint8Array) { this.addTables(new Decoder(fold), new Decoder(letters)); }

  /** addRest adds the tables of all code points outside the core: shard "f". */
  addRest(shard: Uint8Array): void {
    const d = new Decoder(shard);
    this.addTables(d.block(), d.block());
    this.recent.clear();
  }

  /** needsRest reports text that the core tables do not cover. */
  static needsRest(s: string): boolean { return BEYOND_CORE.test(s); }

  private addTables(fold: Decoder, letters: Decoder): void {
    for (let last = 0; fold.more();) {
      const first = last + fold.uint(), n = fold.uint(), step = fold.uint(), len = fold.uint();
      const to: number[] = [];
      for (let i = 0; i < len; i++) to.push(fold.char());
      const grow = n > 0 ? fold.int() : 0;
      for (let i = 0; i <= n; i++) {
        const c = first + i * step;
        this.table.set(c, i === 0 ? to : [to[0] + i * grow]);
        this.steps[c] |= Step.Table; // no element beyond the 16-bit ones
      }
      last = first + n * step;
    }
    for (let last = 0; letters.more();) {
      const first = last + letters.uint();
      last = first + letters.uint();
      this.letters.push([first, last]);
    }
    this.letters.sort((a, b) => a[0] - b[0]);
  }

  private isLetter(c: number): boolean {
    let a = 0, b = this.letters.length;
    while (a < b) {
      const m = (a + b) >> 1;
      if (this.letters[m][1] < c) a = m + 1; else b = m;
    }
    return a < this.letters.length && this.letters[a][0] <= c;
  }

  class(c: number): Class {
    if (c < 0x80) return (c >= 48 && c <= 57) || (c >= 97 && c <= 122) || (c >= 65 && c <= 90) ? Class.Other : Class.None;
    if (c >= 0x3041 && c <= 0x309f) return Class.Hiragana;
    if (c >= 0x30a1 && c <= 0x30fe && c !== DOT) return Class.Katakana;
    if (isKanji(c) || (c >= 0x3400 && c <= 0x4dbf) || c === REPEAT) return Class.Kanji;
    return this.isLetter(c) ? Class.Other : Class.None;
  }

  private isCJK(c: number): boolean {
    const x = this.class(c);
    return x === Class.Hiragana || x === Class.Katakana || x === Class.Kanji;
  }
  private isASCII(c: number): boolean { return c < 0x80 && this.class(c) === Class.Other; }

  /** fold makes the whole key: fold1, then hiragana as katakana. */
  fold(s: string): string { return text(toKatakana(this.fold1(s, false).r)); }

  /** fold1 keeps hiragana. joined says that s is a document: line breaks and spaces of print are dropped. */
  fold1(s: string, joined: boolean): Folded {
    if (!joined || s.length < SHORT) return this.folded(s, joined);
    // The texts of hits are compared with the query, and then marked.
    let f = this.recent.get(s);
    if (!f) {
      if (this.recent.size >= RECENT) this.recent.clear();
      this.recent.set(s, (f = this.folded(s, joined)));
    }
    return f;
  }

  private readonly recent = new Map<string, Folded>();

  private folded(s: string, joined: boolean): Folded {
    let f = empty();
    const need = this.start(s, f);
    if (need & Step.Compose) f = this.compose(f);
    if (joined && need & Step.Join) f = this.joinLines(f);
    if (need & Step.Dash) f = this.dashes(f);
    if (need & Step.Vu) f = vu(f);
    if (need & Step.Sound) f = finalSoundMark(f);
    const r = f.r;
    if (need & Step.Repeat) for (let i = 1; i < r.length; i++) if (r[i] === REPEAT && isKanji(r[i - 1])) r[i] = r[i - 1];
    if (need & Step.Alike) for (let i = 0; i < r.length; i++) if (this.steps[r[i]] & Step.Alike) r[i] = LARGE.has(r[i]) ? r[i] + 1 : ALIKE.get(r[i]) ?? r[i];
    return f;
  }

  /** start writes the characters of s by the table, and returns the steps they ask for. */
  private start(s: string, f: Folded): number {
    const { r, from, to } = f, all = this.steps;
    let need = 0;
    for (let i = 0, n = 0; i < s.length;) {
      let c = s.charCodeAt(i), next = i + 1;
      if (c >= 0xd800 && c <= 0xdfff) {
        c = s.codePointAt(i)!;
        if (c > 0xffff) next++; else c = 0xfffd;
      } else if (c >= 65 && c <= 90) c += 32;
      if (c > 0xffff || all[c] & Step.Table) {
        for (const x of this.table.get(c) ?? [c]) {
          need |= all[x];
          r[n] = x; from[n] = i; to[n++] = next;
        }
      } else {
        need |= all[c];
        r[n] = c; from[n] = i; to[n++] = next;
      }
      i = next;
    }
    return need;
  }

  private compose(f: Folded): Folded {
    const o = empty(), known = compositions();
    for (let i = 0; i < f.r.length; i++) {
      const n = o.r.length, c = f.r[i];
      if (n > 0 && (c === VOICED_MARK || c === HALF_MARK)) {
        const x = known.get(o.r[n - 1] + "+" + c);
        if (x !== undefined) { o.r[n - 1] = x; o.to[n - 1] = f.to[i]; continue; }
      }
      push(o, c, f.from[i], f.to[i]);
    }
    return o;
  }

  private joinLines(f: Folded): Folded {
    const o = empty();
    for (let i = 0; i < f.r.length;) {
      if (!isSpace(f.r[i])) { push(o, f.r[i], f.from[i], f.to[i]); i++; continue; }
      let j = i, lines = 0;
      for (; j < f.r.length && isSpace(f.r[j]); j++) if (f.r[j] === 10) lines++;
      const n = o.r.length;
      if (n === 0 || j === f.r.length || !this.joins(o.r[n - 1], f.r[j], lines)) for (; i < j; i++) push(o, f.r[i], f.from[i], f.to[i]);
      i = j;
    }
    return o;
  }

  private joins(a: number, b: number, lines: number): boolean {
    if (lines > 1) return false;
    if (this.isCJK(a) && this.isCJK(b)) return lines === 1;
    return (this.isCJK(a) && this.isASCII(b)) || (this.isASCII(a) && this.isCJK(b));
  }

  private dashes(f: Folded): Folded {
    for (let i = 1; i + 1 < f.r.length; i++) {
      const p = f.r[i - 1];
      if (LONG_DASHES.has(f.r[i]) && (isKatakana(p) || p === SOUND) && isKatakana(f.r[i + 1])) f.r[i] = SOUND;
    }
    const o = empty();
    for (let i = 0; i < f.r.length; i++) {
      const n = o.r.length;
      if (n > 0 && i + 1 < f.r.length && WORD_MARKS.has(f.r[i]) && this.class(o.r[n - 1]) !== Class.None && this.class(f.r[i + 1]) !== Class.None) continue;
      push(o, f.r[i], f.from[i], f.to[i]);
    }
    return o;
  }

  /** runs returns the half-open ranges of letter runs. */
  runs(r: readonly number[]): [number, number][] {
    const out: [number, number][] = [];
    for (let i = 0; i < r.length;) {
      if (this.class(r[i]) === Class.None) { i++; continue; }
      let j = i;
      while (j < r.length && this.class(r[j]) !== Class.None) j++;
      out.push([i, j]);
      i = j;
    }
    return out;
  }
}

/** Texts that fold1 remembers, and the length from which on it does. */
const RECENT = 100, SHORT = 12;

const empty = (): Folded => ({ r: [], from: [], to: [] });

function push(f: Folded, c: number, from: number, to: number): void {
  f.r.push(c);
  f.from.push(from);
  f.to.push(to);
}

function vu(f: Folded): Folded {
  const o = empty();
  for (let i = 0; i < f.r.length; i++) {
    const c = f.r[i], next = i + 1 < f.r.length ? f.r[i + 1] : 0;
    const row = VU_ROW.get(next);
    if (c === VU_HIRA) push(o, BU_HIRA, f.from[i], f.to[i]);
    else if (c === VU && row !== undefined) { push(o, row, f.from[i], f.to[i + 1]); i++; }
    else if (c === VU) push(o, next === SMALL_YU ? BI : BU, f.from[i], f.to[i]);
    else push(o, c, f.from[i], f.to[i]);
  }
  return o;
}

function finalSoundMark(f: Folded): Folded {
  const o = empty();
  for (let i = 0; i < f.r.length;) {
    let j = i;
    while (j < f.r.length && (isKatakana(f.r[j]) || f.r[j] === SOUND)) j++;
    if (j === i) { push(o, f.r[i], f.from[i], f.to[i]); i++; continue; }
    let end = j;
    while (end > i && f.r[end - 1] === SOUND) end--;
    if (end - i < 3) end = j;
    for (; i < end; i++) push(o, f.r[i], f.from[i], f.to[i]);
    if (end < j) o.to[o.to.length - 1] = f.to[j - 1];
    i = j;
  }
  return o;
}
