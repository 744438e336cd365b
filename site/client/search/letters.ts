// How letters are compared with texts. Mirrors index/letters.go.
import { chars, Class, Folder, text, toKatakana } from "./fold";

const SOUND = 0x30fc;
const isKatakana = (c: number): boolean => c >= 0x30a1 && c <= 0x30fa;

/** What letters are compared by: katakana, without the ー that ends a katakana word however short it is. */
export function plain(folder: Folder, r: readonly number[]): number[] {
  return toKatakana(r.filter((c, i) => c !== SOUND || !endsKatakana(folder, r, i)));
}

function endsKatakana(folder: Folder, r: readonly number[], i: number): boolean {
  let j = i + 1;
  while (j < r.length && r[j] === SOUND) j++;
  if (j < r.length && isKatakana(r[j])) return false;
  while (i > 0 && r[i - 1] === SOUND) i--;
  return i === 0 || isKatakana(r[i - 1]) || folder.class(r[i - 1]) === Class.None;
}

/** plain, unless that leaves too little to look for: キー. */
export function sought(folder: Folder, r: readonly number[]): number[] {
  const p = plain(folder, r);
  return p.length > 1 ? p : toKatakana(r);
}

/** A text in which wordings are looked for. */
export class LetterText {
  readonly plain: string;
  private readonly folded: readonly number[];

  constructor(folder: Folder, t: string) {
    this.folded = folder.fold1(t, true).r;
    this.plain = text(plain(folder, this.folded));
  }

  has(wording: string): boolean { return (wording.endsWith("ー") ? text(toKatakana(this.folded)) : this.plain).includes(wording); }
}

/** How a text holds the letters of a query: every run somewhere in one field, one after the other, and as its title. */
export const APART = 1, IN_ORDER = 2, AS_TITLE = 4;

/** Tells how a document holds the letters of a query. */
export function held(folder: Folder, d: { body: string; title: string }, want: readonly string[], all: string): number {
  let out = 0;
  for (const f of ["body", "title"] as const) {
    const t = new LetterText(folder, d[f]);
    if (!want.every((w) => t.has(w))) continue;
    out |= APART;
    const joined = (): string => text(chars(t.plain).filter((c) => folder.class(c) !== Class.None));
    // Letters that stand together do so without the marks between others too.
    if (!t.plain.includes(all) && !joined().includes(all)) continue;
    out |= IN_ORDER;
    if (f === "title" && joined() === all) out |= AS_TITLE;
  }
  return out;
}
