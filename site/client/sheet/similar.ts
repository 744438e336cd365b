// Likeness of wordings; shogo/corpus/assessment/similar.go does the same.

/** A wording folded to its letters and digits, for comparing only. */
export const key = (s: string): string => s.normalize("NFKC").toLowerCase().replace(/[^\p{L}\p{N}]/gu, "");

/** How many characters of a title are compared. */
const longestTitle = 300;

/** The character pairs of a wording's key, counted. */
export interface Pairs { key: string; count: Map<string, number>; total: number; }

export function pairsOf(wording: string): Pairs {
  const x = [...key(wording)].slice(0, longestTitle), count = new Map<string, number>();
  for (let i = 1; i < x.length; i++) count.set(x[i - 1] + x[i], (count.get(x[i - 1] + x[i]) ?? 0) + 1);
  return { key: x.join(""), count, total: Math.max(x.length - 1, 0) };
}

/** Dice's coefficient over character pairs: 1 for equal keys, 0 for nothing in common. */
export function similarity(p: Pairs, q: Pairs): number {
  if (p.key === q.key) return 1;
  let shared = 0;
  for (const [pair, n] of p.count) shared += Math.min(n, q.count.get(pair) ?? 0);
  return p.total + q.total === 0 ? 0 : (2 * shared) / (p.total + q.total);
}

/** What differs between two fingerprints: the title, or the explanation where both sides know it. */
export function changed(before: string, after: string): { title: boolean; body: boolean } {
  const [t1, b1 = ""] = cut(before), [t2, b2 = ""] = cut(after);
  const told = (b: string): boolean => b !== "-" && b !== "";
  return { title: t1 !== t2, body: b1 !== b2 && told(b1) && told(b2) };
}

function cut(f: string): [string, string] {
  const i = f.indexOf(".");
  return i < 0 ? [f, ""] : [f.slice(0, i), f.slice(i + 1)];
}
