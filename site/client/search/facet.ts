// Filters and counts by facet. Mirrors index/facet.go.
import { FACETS, Store } from "./store";

export interface FacetCount { facet: string; value: string; count: number; }

/** A filter: for every facet named, the values of which a hit must have one. */
export type Filter = Record<string, string[]>;

/** Which facets of a filter the documents of each class do not pass, as bits; undefined without a filter. */
export function failedBy(s: Store, filter: Filter | undefined): Uint8Array | undefined {
  const names = Object.keys(filter ?? {});
  if (!filter || names.length === 0) return undefined;
  let all = 0;
  for (const name of names) {
    const i = FACETS.indexOf(name);
    if (i < 0) throw new Error(`絞り込みの項目「${name}」はありません。`);
    all |= 1 << i;
  }
  const t = s.facets(), out = new Uint8Array(t?.classes.length ?? 1).fill(all);
  t?.classes.forEach((c, i) => {
    for (const n of c) if (filter[t.values[n].facet]?.includes(t.values[n].value)) out[i] &= ~(1 << FACETS.indexOf(t.values[n].facet));
  });
  return out;
}

/** Counts the hits per value that pass the filters of all other facets. */
export function countFacets(s: Store, hits: readonly number[], failed: Uint8Array | undefined): FacetCount[] {
  const t = s.facets();
  if (!t) return [];
  const ofClass = new Array<number>(t.classes.length).fill(0), ofValue = new Array<number>(t.values.length).fill(0);
  for (const d of hits) ofClass[s.classOf(d)]++;
  t.classes.forEach((c, i) => {
    for (const n of c) {
      const own = 1 << FACETS.indexOf(t.values[n].facet);
      if (!failed || (failed[i] & ~own) === 0) ofValue[n] += ofClass[i];
    }
  });
  return t.values.flatMap(({ facet, value }, n) => (ofValue[n] > 0 ? [{ facet, value, count: ofValue[n] }] : []));
}
