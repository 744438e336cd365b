// Why a hit is one: the words found, in which field, and what each was worth.

import { el } from "./dom";
import type { Hit } from "./search/engine";
import type { Explanation, PieceScore, TermScore } from "./search/explain";

export type { Explanation };

/** Explains a hit; undefined where the engine cannot. */
export type Explain = (id: string) => Promise<Explanation | undefined>;

/** The fields of an item as a reader knows them. */
export const fieldNames: Record<string, string> = { body: "本文", title: "見出し", context: "小項目の題名・シナリオ", citation: "資料名・番号" };

/** How a word was found that is not the one typed. */
const roleNames: Record<string, string> = {
  part: "言葉の一部", variant: "表記ゆれ", reading: "読み", synonym: "同義語",
  prefix: "続きを補った言葉", typo: "打ち間違いの候補", pairs: "文字の並びで照合",
};

/** Roles of a word as typed, however it is written: a reader expects it before its parts. */
const own = new Set(["word", "variant", "reading"]);

/** Other wordings listed by name; the rest is counted. */
const listed = 5;

/** A closed box that explains a hit when it is opened. */
export function why(hit: Hit, explain: Explain): HTMLElement {
  const body = el("div", "why-body");
  const box = el("details", "why", el("summary", "", "一致した理由", el("span", "hidden", `（${hit.citation}）`)), body);
  box.addEventListener("toggle", () => {
    if (!box.open || body.hasChildNodes()) return;
    explain(hit.id).then(
      (e) => body.replaceChildren(...(e ? account(e, hit) : marks(hit)), total(hit)),
      () => body.replaceChildren(...marks(hit), total(hit)),
    );
  });
  return box;
}

/** The words of the query and what each gave, then what the whole of it gave: from top to bottom the sum is the score. */
function account(e: Explanation, hit: Hit): HTMLElement[] {
  const rows = e.pieces.map(piece);
  const literal = e.sharePoints + e.literalPoints;
  if (literal >= 0.005) {
    const all = e.literalPoints >= 0.005 ? "入力した文字の並びが、見出しか本文にすべてある" : `入力した文字の並びのうち ${percent(e.share)}% がある`;
    rows.push(row("文字の並び", all, `${number(literal)} 点`));
  }
  if (e.factor < 0.995) rows.push(row("見つかった割合", "見つからない言葉や推測で補った言葉があるため、ここまでの点を減らす", `×${e.factor.toFixed(2)}`));
  if (e.standing < 0.995) rows.push(row("持ち込んだ文章", "ガイドラインなどの項目ではないため、ここまでの点を減らす", `×${e.standing.toFixed(2)}`));
  // The text of hits far down the list is not read, so that they go without these points.
  if (e.verifiedPoints >= 0.005 && Math.abs(e.score - hit.score) < 1e-6) {
    rows.push(row("入力のまま", "入力した言葉が、そのままの並びで書かれている", `${number(e.verifiedPoints)} 点`));
  }
  return rows.length > 0 ? [list(rows)] : marks(hit);
}

/** One word of the query: first the word itself, else what counts most, with its fields; then the others. */
function piece(p: PieceScore): HTMLElement {
  const found = p.terms.filter((t) => t.points > 0), what = `「${p.word}」`;
  if (found.length === 0) return row(what, el("span", "muted", "この項目にはありません"), "");
  const itself = found.filter((t) => own.has(t.role));
  const first = itself.length > 0 ? itself : found.filter((t) => t.counts), others = found.filter((t) => !first.includes(t));
  const lines = alike(first).map((group) => el("div", "", ...wording(group)));
  if (others.length > 0) {
    const more = others.length > listed ? `など ${others.length} 語` : "";
    lines.push(el("div", "muted", "ほかに", ...commas(alike(others.slice(0, listed)).map(wording)), `${more}も見つかり、点に含まれます`));
  }
  return row(what, el("div", "", ...lines), `${number(p.points)} 点`);
}

/** Puts terms together that were found in the same way in the same fields. */
function alike(terms: readonly TermScore[]): TermScore[][] {
  const groups = new Map<string, TermScore[]>();
  for (const t of terms) {
    const key = [t.role, ...t.fields].join();
    groups.set(key, [...(groups.get(key) ?? []), t]);
  }
  return [...groups.values()];
}

/** The terms of a group, how they were found, and where. */
function wording(group: readonly TermScore[]): (Node | string)[] {
  const [{ role, fields }] = group, how = roleNames[role];
  const notes = [...(how ? [how] : []), ...(fields.length > 0 ? [fields.map((f) => fieldNames[f] ?? f).join("・")] : [])];
  const words = commas([...new Set(group.map((t) => t.term))].map((term) => [el("b", "", term)]));
  return notes.length > 0 ? [...words, `（${notes.join("、")}）`] : words;
}

function commas(lists: readonly (Node | string)[][]): (Node | string)[] {
  return lists.flatMap((l, i) => (i > 0 ? ["、", ...l] : l));
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
  if (hit.score === 0) return el("p", "why-total", "入力した言葉による点はありません。条件か引用に当てはまるため挙げています。");
  return el("p", "why-total", `合計 ${number(hit.score)} 点（入力した言葉の ${percent(hit.coverage)}% がこの項目にあります）。`,
    hit.stub ? "本文を収録していないため、本文のある項目より後に並びます。" : "", "点は並べる順を決めるだけで、重要さを表しません。");
}

function list(rows: HTMLElement[]): HTMLElement { return el("ul", "why-list", ...rows); }

function row(what: string, found: Node | string, points: string): HTMLElement {
  const li = el("li", "", el("span", "why-what", what), el("div", "why-found", found));
  if (points !== "") li.append(el("span", "why-points", points));
  return li;
}

const number = (x: number): string => x.toFixed(2);

/** A share in percent; only all of it is 100. */
const percent = (x: number): number => (x < 1 ? Math.min(99, Math.round(x * 100)) : 100);
