// Finds what a citation names. Mirrors index/cited.go.
import { readCitation, Reading } from "./citation";
import type { Answer } from "./decode";
import type { Store } from "./store";

/** What a query names that is wholly a citation. */
export interface Citation {
  /** Hits the citation names; 0 says that what it names is not here. */
  named: number;
  /** Chapters, in other volumes, whose list may go on to the item asked for. */
  possible: number;
  /** The query names neither a document nor a volume: it may mean something that is not here. */
  open: boolean;
}

export interface Cited { named: Answer[]; possible: Answer[]; citation: Citation | undefined; }

export function cite(s: Store, query: string): Cited {
  const none: Cited = { named: [], possible: [], citation: undefined };
  const c = readCitation(query);
  if (!c) return none;
  if (c.id !== "") {
    const byID = s.answers(c.id);
    if (byID.length > 0) return { named: inOrder(byID), possible: [], citation: { named: 0, possible: 0, open: false } };
  }
  if (c.named.length === 0) return none;
  const named = c.named.flatMap((r) => answering(s, r));
  const more = c.more.flatMap((r) => answering(s, r)).filter((a) => named.length > 0 && !named.some((n) => samePlace(n, a)));
  return { named: inOrder(named), possible: inOrder(more), citation: { named: 0, possible: 0, open: c.open } };
}

const answering = (s: Store, r: Reading): Answer[] => s.answers(r.key).filter((a) => r.with.every((w) => a.with.includes(w)));

const samePlace = (a: Answer, b: Answer): boolean => a.with.length >= 2 && b.with.length >= 2 && a.with[0] === b.with[0] && a.with[1] === b.with[1];

function inOrder(list: readonly Answer[]): Answer[] {
  const sorted = [...list].sort((a, b) => a.order - b.order || a.doc - b.doc);
  return sorted.filter((a, i) => i === 0 || a.doc !== sorted[i - 1].doc);
}
