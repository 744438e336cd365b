// Why a hit is one: the words found, in which field, and what each was worth.

import { el } from "./dom";
import type { Hit } from "./search/engine";

/** The score of one hit, term by term, as `shogo search --explain` shows it. */
export interface Explanation {
  pieces: { word: string; points: number; terms: { term: string; role: string; points: number; counts: boolean; fields?: string[] }[] }[];
  sharePoints: number;
  literalPoints: number;
  verifiedPoints: number;
  coverage: number;
  factor: number;
  score: number;
}

/** Explains a hit; undefined where the engine cannot. */
export type Explain = (id: string) => Promise<Explanation | undefined>;

/** The fields of an item as a reader knows them. */
export const fieldNames: Record<string, string> = { body: "本文", title: "見出し", context: "小項目の題・リスクシナリオ" };

const roleNames: Record<string, string> = {
  word: "言葉そのもの", part: "言葉の一部", variant: "表記の違い", reading: "読み", synonym: "同じ意味の言葉",
  prefix: "続きを補った言葉", typo: "打ち間違いとみなした言葉", pairs: "文字の並び",
};

/** A closed box that explains a hit when it is opened. */
export function why(hit: Hit, explain: Explain): HTMLElement {
  const body = el("div", "why-body");
  const box = el("details", "why", el("summary", "", "一致した理由", el("span", "hidden", `（${hit.citation}）`)), body);
  box.addEventListener("toggle", () => {
    if (!box.open || body.hasChildNodes()) return;
    explain(hit.id).then(
      (e) => body.replaceChildren(...(e ? terms(e) : marks(hit)), total(hit)),
      () => body.replaceChildren(...marks(hit), total(hit)),
    );
  });
  return box;
}

/** Words and points, per word of the query. */
function terms(e: Explanation): HTMLElement[] {
  const rows: HTMLElement[] = [];
  for (const p of e.pieces) {
    const found = p.terms.filter((t) => t.points > 0);
    if (found.length === 0) rows.push(row(`「${p.word}」`, el("span", "muted", "この項目にはありません"), ""));
    for (const t of found) {
      const how = [roleNames[t.role] ?? t.role, ...(t.fields ?? []).map((f) => fieldNames[f] ?? f)].join("、");
      const points = t.counts ? number(t.points) : "—";
      rows.push(row(`「${p.word}」`, el("span", "", el("b", "", t.term), ` （${how}）`), points));
    }
  }
  const literal = e.sharePoints + e.literalPoints;
  if (literal >= 0.005) rows.push(row("文字の並び", "入力した文字がこの順に並んでいる", number(literal)));
  if (e.verifiedPoints >= 0.005) rows.push(row("入力のまま", "入力した言葉がそのまま書かれている", number(e.verifiedPoints)));
  if (e.factor < 0.995) rows.push(row("一致の割合", "入力した言葉のうち、見つかった分に応じて減らす", `×${e.factor.toFixed(2)}`));
  return [list(rows)];
}

/** What can be told from the hit alone: the words marked in the part shown, and whether the title has them. */
function marks(hit: Hit): HTMLElement[] {
  const { field, text, marks } = hit.fragment;
  const words = [...new Set(marks.map(({ start, end }) => text.slice(start, end).trim()))];
  if (words.length === 0) return [el("p", "", "表示している部分には、一致した言葉はありません。")];
  const fields = [fieldNames[field] ?? field];
  if (field !== "title" && words.some((w) => hit.title.includes(w))) fields.unshift(fieldNames.title);
  return [list([row("一致した言葉", el("span", "", ...words.flatMap((w, i) => [i > 0 ? "、" : "", el("b", "", w)])), ""),
    row("一致した欄", fields.join("、"), "")])];
}

function total(hit: Hit): HTMLElement {
  const share = Math.round(hit.coverage * 100);
  return el("p", "why-total", `合計 ${number(hit.score)} 点（入力した言葉の ${share}% がこの項目にあります）。`,
    hit.stub ? "本文を収録していないため、本文のある項目より後に並びます。" : "", " 点は並べる順を決めるだけで、重要さを表しません。");
}

function list(rows: HTMLElement[]): HTMLElement { return el("ul", "why-list", ...rows); }

function row(what: string, found: Node | string, points: string): HTMLElement {
  const li = el("li", "", el("span", "why-what", what), el("span", "why-found", found));
  if (points !== "") li.append(el("span", "why-points", points === "—" || points.startsWith("×") ? points : `${points} 点`));
  return li;
}

const number = (x: number): string => x.toFixed(2);
