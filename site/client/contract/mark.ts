// What begins a clause of a contract. Mirrors corpus/contract/mark.go.

/** Depths of the marks, from the outside in. */
export const PART = 0, APPENDIX = 10, ARTICLE = 20, PARAGRAPH = 30, ITEM = 40, SMALL = 50, BULLET = 60;

/** length is that of the mark in the line, in UTF-16 units; heading: the whole line is one; decimal: holds the numbers outside of it. */
export interface Mark { depth: number; label: string; length: number; heading?: boolean; decimal?: boolean; }

const N = "[0-9０-９]+", K = "[〇一二三四五六七八九十百千]+", S = "[ \\t　]";
const articleMark = new RegExp(`^第${S}*(?:${N}|${K})${S}*条(?:${S}*の${S}*(?:${N}|${K}))*`);
const partMark = new RegExp(`^第${S}*(?:${N}|${K})${S}*[章節編部款]`);
const appendixMark = new RegExp(`^(?:別紙|別表|別添|別記|添付資料|添付|付属書|附属書|付録|附録|附則|付則|様式)${S}*(?:第?${S}*(?:${N}|${K}|[A-ZＡ-Ｚ])${S}*号?)?`);
const decimalMark = new RegExp(`^${N}(?:[.．]${N})+[.．]?`);
const paragraphMark = new RegExp(`^${N}(?:[.．、)）]|${S})`);
const itemMark = new RegExp(`^[(（](?:${N}|${K}|[ア-ン]|[a-zａ-ｚ]|[ivxⅰ-ⅹ]+)[)）]`);
const circledMark = /^[①-⑳㉑-㊿]/;
const smallMark = new RegExp(`^(?:[ア-ン]|${K}|[a-zA-Zａ-ｚＡ-Ｚ])(?:[.．)）]|、|${S})`);
const bulletMark = new RegExp(`^(?:[・●○■□◆◇▪•※]|[-*+]${S})`);
const hashMark = new RegExp(`^#{1,6}${S}+`);

const references = "、。，．にのでをとはがもへ及又並若第各柱ただかから・~〜～ー—-項号まさよや";
const units = "年月日時分秒円％%個台件名人回週か箇ヶヵ倍割世営以MGTKkm";
const closings = ["以上、本契約", "以上,本契約", "本契約の締結を証", "本契約成立の証", "この契約の成立を証", "本契約の成立を証", "上記契約の成立を証", "以上の合意を証", "本書2通", "本書二通", "本書２通"];
const HEADING = 40;

/** Reads the mark a line begins with. */
export function markOf(l: string): Mark | undefined {
  const first = l[0] ?? "";
  if (first === "第") return articleOrPart(l);
  if (first !== "" && "別添付附様".includes(first)) {
    const m = find(appendixMark, l);
    if (m !== "" && short(l) && !refers(l.slice(m.length))) return { depth: APPENDIX, label: tight(m), length: l.length, heading: true };
  } else if (first === "#") return hashed(l);
  else if (isDigit(first)) return numberMark(l);
  else if (first === "(" || first === "（") {
    const m = find(itemMark, l);
    if (m !== "" && !refers(l.slice(m.length))) return { depth: ITEM, label: m, length: m.length };
  }
  return smallOrBullet(l);
}

function articleOrPart(l: string): Mark | undefined {
  let m = find(articleMark, l);
  if (m !== "" && !refers(l.slice(m.length))) return { depth: ARTICLE, label: tight(m), length: m.length };
  m = find(partMark, l);
  if (m !== "" && !refers(l.slice(m.length)) && short(l)) return { depth: PART, label: tight(m), length: l.length, heading: true };
  return undefined;
}

function hashed(l: string): Mark | undefined {
  const m = find(hashMark, l);
  if (m === "" || m.length === l.length) return undefined;
  const x = l[m.length] === "#" ? undefined : markOf(l.slice(m.length));
  if (x) return { ...x, length: x.length + m.length };
  return { depth: APPENDIX, label: l.slice(m.length), length: l.length, heading: true };
}

function numberMark(l: string): Mark | undefined {
  let m = find(decimalMark, l);
  if (m !== "" && !measures(l.slice(m.length))) {
    const label = tight(m).replace(/[.．]+$/, ""), dots = label.split(/[.．]/).length - 1;
    return { depth: PARAGRAPH + Math.min(dots, 9), label, length: m.length, decimal: true };
  }
  m = find(paragraphMark, l);
  if (m !== "" && !isDigit(l[m.length] ?? "") && !measures(l.slice(m.length))) return { depth: PARAGRAPH, label: bare(m), length: m.length };
  return undefined;
}

function smallOrBullet(l: string): Mark | undefined {
  for (const re of [circledMark, smallMark]) {
    const m = find(re, l);
    if (m !== "") return { depth: SMALL, label: bare(m), length: m.length };
  }
  const m = find(bulletMark, l);
  return m === "" ? undefined : { depth: BULLET, label: tight(m), length: m.length };
}

const find = (re: RegExp, l: string): string => re.exec(l)?.[0] ?? "";
const refers = (rest: string): boolean => rest !== "" && references.includes(rest[0]);
const measures = (rest: string): boolean => rest !== "" && units.includes(rest.replace(/^[ \t　]+/, "")[0] ?? "\u0000");
const isDigit = (c: string): boolean => (c >= "0" && c <= "9") || (c >= "０" && c <= "９");
const tight = (m: string): string => m.replace(/[ \t　]/g, "");
const bare = (m: string): string => tight(m).replace(/[.．、]+$/, "");

/** A line that can be a heading; a character beyond the BMP counts once. */
export const short = (l: string): boolean => l.length <= HEADING * 2 && [...l].length <= HEADING && !l.endsWith("。");
export const isBanner = (l: string): boolean => l.startsWith("【") && l.endsWith("】") && short(l);
export const isCaption = (l: string): boolean => ((l.startsWith("（") && l.endsWith("）")) || (l.startsWith("(") && l.endsWith(")"))) && short(l);
export const isClosing = (l: string): boolean => closings.some((c) => l.startsWith(c));
