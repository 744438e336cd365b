// Leads from the keys of the search back to what a reader typed: the engine
// searches パスワアト where somebody wrote ぱすわーど.

import { text, toKatakana } from "./search/fold";
import type { Folder } from "./search/fold";

/** The part of a query that a key was made of, as typed; the key itself if it is not found. */
export function typed(folder: Folder, query: string, key: string): string {
  const f = folder.fold1(query, false);
  const at = text(toKatakana(f.r)).indexOf(key);
  if (at < 0 || key === "") return key;
  // Offsets of text() are UTF-16 units, those of f characters.
  const start = [...text(f.r).slice(0, at)].length;
  const end = start + [...key].length;
  return query.slice(f.from[start], f.to[end - 1]).trim() || key;
}
