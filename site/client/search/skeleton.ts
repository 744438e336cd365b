// Spelling rules of words. Mirrors index/skeleton.go.
import { isKanji } from "./fold";

const MAX = 9;
const ROW_IE = new Set([..."いきぎしじちにひびぴみりえけげせぜてでねへべぺめれ"].map((c) => c.codePointAt(0)!));
const E_ROW = new Set([..."エケゲセゼテデネヘベペメレ"].map((c) => c.codePointAt(0)!));
const SOUND = 0x30fc, I = 0x30a4;

/** The kanji of a word of kanji with at most two kana behind each group, "" for another shape. */
export function skeleton(w: readonly number[]): string {
  if (w.length < 2 || w.length > MAX || !isKanji(w[0])) return "";
  let k = "", tail = 0;
  for (const c of w) {
    if (isKanji(c)) { k += String.fromCodePoint(c); tail = 0; }
    else if (c >= 0x3041 && c <= 0x3093) { if (++tail > 2) return ""; }
    else return "";
  }
  return (tail === 1 && !ROW_IE.has(w[w.length - 1])) || k.length < 2 ? "" : k;
}

/** Reports kana between kanji. */
export function innerKana(w: readonly number[]): boolean {
  let seen = false;
  for (const c of w.slice(1)) {
    if (!isKanji(c)) seen = true;
    else if (seen) return true;
  }
  return false;
}

/** A katakana word without ー and with エ段+イ shortened. */
export function squeezed(w: readonly number[]): number[] {
  const out: number[] = [];
  for (const c of w) if (c !== SOUND && !(c === I && out.length > 0 && E_ROW.has(out[out.length - 1]))) out.push(c);
  return out;
}

/** Reports a word of four or more katakana. */
export const squeezable = (w: readonly number[]): boolean => w.length >= 4 && w.every((c) => (c >= 0x30a1 && c <= 0x30fa) || c === SOUND);
