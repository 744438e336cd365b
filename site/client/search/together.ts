// Documents that have pairs of characters in one field. Mirrors together of index/gate.go.
import type { Pair } from "./decode";

/** Keeps the documents that have a pair in a field where they had all others. */
export function together(docs: readonly number[], where: readonly number[], x: Pair): [number[], number[]] {
  const outDocs: number[] = [], outWhere: number[] = [];
  let k = 0;
  docs.forEach((d, i) => {
    while (k < x.docs.length && x.docs[k] < d) k++;
    if (k < x.docs.length && x.docs[k] === d && (where[i] & x.where[k]) !== 0) {
      outDocs.push(d);
      outWhere.push(where[i] & x.where[k]);
    }
  });
  return [outDocs, outWhere];
}
