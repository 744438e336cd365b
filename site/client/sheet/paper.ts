// A sheet as it is printed on A4: a head with edition and names, and a table.

import { el } from "../dom";
import { dayText } from "./day";
import { known, words } from "./model";
import type { Answer, Sheet } from "./model";

/** The pages of one sheet; title is what its document is called, if that is known. */
export function paper(s: Sheet, title: string): HTMLElement {
  const fact = (name: string, value: string): HTMLElement => el("div", "", el("dt", "", name), el("dd", "", value));
  const head = el("dl", "paper-head", fact("版", s.edition), fact("施設・事業者名", s.organization), fact("システム・サービス名", s.system),
    fact("記入者", s.person), fact("記入日", dayText(s.date)), fact("確認者（署名）", ""));
  const running = el("th", "", [s.name, s.edition, s.organization, s.system].filter((x) => x).join("　"));
  running.colSpan = 5;
  const names = el("tr", "", ...["項目", "回答", "確認日", "目標日", "備考・根拠資料"].map((t) => { const th = el("th", "", t); th.scope = "col"; return th; }));
  const widths = el("colgroup", "", ...["paper-item", "paper-answer", "paper-day", "paper-day", ""].map((c) => el("col", c)));
  const table = el("table", "", widths, el("thead", "", el("tr", "", running), names), el("tbody", "", ...s.answers.map(row)));
  const foot = el("p", "paper-foot", "項目の文言は資料から機械的に読み取ったものです。公式の資料が優先します。");
  return el("section", "paper", el("p", "paper-title", `${s.name}　記入シート${title ? `（${title}）` : ""}`), head, table, foot);
}

function row(a: Answer): HTMLElement {
  const item = el("th", "", `${a.label} ${a.title}`);
  item.scope = "row";
  const answer = el("td", "", ...words.flatMap(([w, text]) => [`${a.answer === w ? "☑" : "☐"}${text}`, el("br", "")]));
  if (!known(a) && a.answer !== "") answer.append(`「${a.answer}」`);
  const notes = el("td", "");
  if (a.recheck) notes.append(el("p", "", `要再確認：${a.recheck}`));
  if (a.note) notes.append(el("p", "pre", a.note));
  if (a.evidence) notes.append(el("p", "pre", `根拠：${a.evidence}`));
  return el("tr", "", item, answer, el("td", "", dayText(a.checked)), el("td", "", dayText(a.target)), notes);
}
