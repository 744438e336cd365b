// Filters and counts by facet. Mirrors index/facet.go.
import { FACETS, Store } from "./store";

export interface FacetCount { facet: string; value: string; count: number; }

/** A filter: for every facet named, the values of which a hit must have one. */
export type Filter = Record<string, string[]>;

/** Which facets of a filter each document does not pass, as bits; undefined without a filter. */
export function failedBy(s: Store, filter: Filter | undefined): Uint8Array | undefined {
  const names = Object.keys(filter ?? {});
  if (!filter || names.length === 0) return undefined;
  let all = 0;
  for (const name of names) {
    const i = FACETS.indexOf(name);
    if (i < 0) throw new Error(`絞り込みの項目「${name}」はありません。`);
    all |= 1 << i;
  }
  const out = new Uint8Array(s.man.documents).fill(all);
  for (const l of s.facets() ?? []) {
    if (filter[l.facet]?.includes(l.value)) for (const d of l.docs) out[d] &= ~(1 << FACETS.indexOf(l.facet));
  }
  return out;
}

/** Counts the hits per value that pass the filters of all other facets. */
export function countFacets(s: Store, hits: readonly number[], failed: Uint8Array | undefined): FacetCount[] {
  const isHit = new Uint8Array(s.man.documents), out: FacetCount[] = [];
  for (const d of hits) isHit[d] = 1;
  for (const l of s.facets() ?? []) {
    const own = 1 << FACETS.indexOf(l.facet);
    let count = 0;
    for (const d of l.docs) if (isHit[d] && (!failed || (failed[d] & ~own) === 0)) count++;
    if (count > 0) out.push({ facet: l.facet, value: l.value, count });
  }
  return out;
}
