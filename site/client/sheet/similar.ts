// Likeness of wordings; shogo/corpus/assessment/similar.go does the same.

/** A wording folded to its letters and digits, for comparing only. */
export const key = (s: string): string => s.normalize("NFKC").toLowerCase().replace(/[^\p{L}\p{N}]/gu, "");

/** Dice's coefficient over the character pairs of two wordings: 1 for equal, 0 for nothing in common. */
export function similarity(a: string, b: string): number {
  const x = [...key(a)], y = [...key(b)];
  if (x.join("") === y.join("")) return 1;
  const pairs = new Map<string, number>();
  for (let i = 1; i < x.length; i++) pairs.set(x[i - 1] + x[i], (pairs.get(x[i - 1] + x[i]) ?? 0) + 1);
  let shared = 0;
  for (let i = 1; i < y.length; i++) {
    const n = pairs.get(y[i - 1] + y[i]) ?? 0;
    if (n > 0) { pairs.set(y[i - 1] + y[i], n - 1); shared++; }
  }
  const n = x.length + y.length - 2;
  return n > 0 ? (2 * shared) / n : 0;
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
