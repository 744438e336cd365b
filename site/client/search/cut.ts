// Cuts a query into keys of the lexicon. Mirrors index/cut.go.
import { Entry, Kind } from "./decode";
import { Class, text, toKatakana } from "./fold";
import { sought } from "./letters";
import { innerKana, skeleton } from "./skeleton";
import type { Store } from "./store";

const MAX_KEY = 18, SOUND_MARK = 32, FAR = 2 ** 40, SOUND = 0x30fc;
const UNKNOWN: Record<number, number> = { [Class.Kanji]: 256, [Class.Katakana]: 128, [Class.Hiragana]: 64, [Class.Other]: 64, [Class.None]: 64 };

/** word is folded, typed as the reader wrote it, [start, end) its place in the run. */
export interface Piece { word: string; typed: string; start: number; end: number; cls: Class; entries: readonly Entry[] | undefined; before: number; after: number; }
/** texts are the runs as they are looked for in texts. */
export interface Query { runs: string[]; texts: string[]; pieces: Piece[]; }

const enum Edge { None, Term, Stop, Unknown }
interface Step { start: number; end: number; kind: Edge; entries: readonly Entry[] | undefined; }
type Relax = (end: number, kind: Edge, entries: readonly Entry[] | undefined, cost: number) => void;

export function cut(s: Store, query: string): Query {
  s.needFold(query);
  const q: Query = { runs: [], texts: [], pieces: [] };
  const { r, from, to } = s.folder.fold1(query, false);
  for (const [a, b] of s.folder.runs(r)) {
    const w = r.slice(a, b), k = toKatakana(w);
    q.runs.push(text(k));
    q.texts.push(text(sought(s.folder, w)));
    for (const p of cutRun(s, w, k, false)) q.pieces.push({ ...p, typed: query.slice(from[a + p.start], to[a + p.end - 1]) });
  }
  return q;
}

/** Divides one run; own leaves out keys that are only members of a synonym group, skeletons bounds the length of words whose okurigana may differ. */
export function cutRun(s: Store, w: readonly number[], k: readonly number[], own: boolean, skeletons = Infinity): Piece[] {
  const n = k.length, classes = w.map((c) => s.folder.class(c)), run = text(k), at = [0];
  for (const c of k) at.push(at[at.length - 1] + (c > 0xffff ? 2 : 1));
  const best = new Array<number>(n + 1).fill(FAR), back = new Array<Step>(n + 1);
  best[0] = 0;
  for (let i = 0; i < n; i++) {
    const relax: Relax = (end, kind, entries, cost) => {
      const v = best[i] + cost;
      if (v < best[end] || (v === best[end] && i < (back[end]?.start ?? 0))) {
        best[end] = v;
        back[end] = { start: i, end, kind, entries };
      }
    };
    for (let l = Math.min(MAX_KEY, n - i); l >= 1; l--) relaxKey(s, run.slice(at[i], at[i + l]), w, k, classes, i, l, own, skeletons, relax);
    relaxUnknown(k, classes, i, s.man.unknown, relax);
  }
  const path: Step[] = [];
  for (let j = n; j > 0; j = back[j].start) path.push(back[j]);
  return joinPieces(path, k, classes);
}

function relaxKey(s: Store, key: string, w: readonly number[], k: readonly number[], classes: readonly Class[], i: number, l: number, own: boolean, skeletons: number, relax: Relax): void {
  let list: Entry[] | undefined, cost = FAR;
  const foreign = l < 4 && classes.slice(i, i + l).includes(Class.Katakana);
  for (const e of s.lookup(key)) {
    if (e.kind >= Kind.Skeleton || (own && e.kind === Kind.Synonym) || (foreign && e.kind === Kind.Reading)) continue;
    (list ??= []).push(e);
    cost = Math.min(cost, e.cost);
  }
  const stop = s.stops.get(key);
  if (stop !== undefined && stop <= cost && mayStop(k, classes, i, l)) { relax(i + l, Edge.Stop, undefined, stop); return; }
  const sk = l >= 2 && l <= skeletons && classes[i] === Class.Kanji ? skeleton(w.slice(i, i + l)) : "";
  if (sk !== "") {
    const inner = innerKana(w.slice(i, i + l));
    for (const e of s.lookup(sk)) {
      if ((e.kind !== Kind.Skeleton && (e.kind !== Kind.Pure || !inner)) || list?.some((x) => x.target === e.target && x.kind !== Kind.Synonym)) continue;
      (list ??= []).push({ target: e.target, kind: Kind.Skeleton, cost: e.cost });
      cost = Math.min(cost, e.cost);
    }
  }
  if (list) relax(i + l, Edge.Term, list, cost);
}

function mayStop(k: readonly number[], classes: readonly Class[], i: number, l: number): boolean {
  let kana = false, mark = false;
  for (let j = i; j < i + l; j++) {
    kana ||= classes[j] === Class.Katakana;
    mark ||= k[j] === SOUND;
  }
  return !kana || mark;
}

function relaxUnknown(k: readonly number[], classes: readonly Class[], i: number, unknown: number, relax: Relax): void {
  if (k[i] === SOUND) relax(i + 1, Edge.Stop, undefined, SOUND_MARK);
  const c = UNKNOWN[classes[i]];
  relax(i + 1, Edge.Unknown, undefined, unknown + c);
  if (classes[i] === Class.Hiragana || (i > 0 && classes[i - 1] === classes[i])) return;
  let j = i + 1;
  while (j < k.length && classes[j] === classes[i]) {
    j++;
    if (classes[i] === Class.Kanji && j < k.length && classes[j] === Class.Kanji) relax(j, Edge.Unknown, undefined, unknown + c * (j - i));
  }
  if (j > i + 1) relax(j, Edge.Unknown, undefined, unknown + c * (j - i));
}

function joinPieces(path: readonly Step[], k: readonly number[], classes: readonly Class[]): Piece[] {
  const kept: Step[] = [];
  for (let x = path.length - 1; x >= 0; x--) {
    const e = path[x], last = kept[kept.length - 1];
    if (last && absorbs(last, e, classes)) { last.end = e.end; last.kind = Edge.Unknown; last.entries = undefined; continue; }
    kept.push({ ...e });
  }
  return kept.filter((e) => e.kind !== Edge.Stop).map((e) => ({ word: text(k.slice(e.start, e.end)), typed: "", start: e.start, end: e.end, cls: oneClass(e, classes), entries: e.entries, before: k[e.start - 1] ?? 0, after: k[e.end] ?? 0 }));
}

function absorbs(last: Step, e: Step, classes: readonly Class[]): boolean {
  const c = oneClass(e, classes);
  if (c === Class.None || c !== oneClass(last, classes)) return false;
  return (last.kind === Edge.Unknown && (e.kind === Edge.Unknown || sliver(e, c))) || (e.kind === Edge.Unknown && sliver(last, c));
}

function sliver(e: Step, c: Class): boolean {
  const n = e.end - e.start;
  return e.kind === Edge.Term && ((n === 1 && c !== Class.Hiragana) || (n === 2 && c === Class.Katakana));
}

function oneClass(e: Step, classes: readonly Class[]): Class {
  for (let i = e.start; i < e.end; i++) if (classes[i] !== classes[e.start]) return Class.None;
  return classes[e.start];
}
