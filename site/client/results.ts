// The list of hits. Everything is put into the page as text nodes: a word of a
// source can never become markup.

import type { Name, Place } from "./places";
import type { Hit, Result } from "./search/engine";

const certaintyNames: Record<string, string> = { certain: "確実", likely: "推定", ambiguous: "あいまい" };

/** Builds an element with a class and children. */
function el(name: string, className: string, ...children: (Node | string)[]): HTMLElement {
  const e = document.createElement(name);
  if (className) e.className = className;
  e.append(...children);
  return e;
}

/** What the visitor asks for by the buttons in the list. */
export interface Actions {
  more(): void;
  exact(): void;
}

/** Replaces the content of box by the hits of r. */
export function show(box: HTMLElement, r: Result, places: Map<string, Place>, root: string, actions: Actions): void {
  const status = el("p", "", summary(r));
  const parts: Node[] = [el("h2", "", "検索結果"), status];
  if (r.expansions.length > 0) parts.push(expansions(r, actions));
  const list = el("ol", "");
  for (const hit of r.hits) list.append(item(hit, places.get(hit.id), root));
  parts.push(list);
  if (r.total > r.hits.length) parts.push(button(`さらに表示（残り ${r.total - r.hits.length} 件）`, actions.more));
  box.replaceChildren(...parts);
  box.hidden = false;
  announce(summary(r));
}

/** Shows what a citation names; asWords searches for its words instead. */
export function showCited(box: HTMLElement, query: string, cited: readonly Name[], open: boolean, places: Map<string, Place>, root: string, asWords: () => void): void {
  const count = cited.length === 1 ? `「${query}」が指す項目です。` : `「${query}」に当てはまる項目は ${cited.length} 件あります。`;
  const sentence = open ? `${count}資料や編の名前がないため、収録していない項目を指していることもあります。` : count;
  const list = el("ol", "");
  for (const name of cited) {
    const none = { field: "title" as const, text: "", start: 0, marks: [] };
    list.append(item({ ...name, score: 0, coverage: 1, fragment: none, facets: {} }, places.get(name.id), root));
  }
  box.replaceChildren(el("h2", "", "検索結果"), el("p", "", sentence), list, button("条番号としてではなく、言葉として検索", asWords));
  box.hidden = false;
  announce(sentence);
}

function summary(r: Result): string {
  if (r.hits.length === 0) {
    return `「${r.query}」に一致する項目は見つかりませんでした。見つからないことは、求められていないことを意味しません。言い換えるか、全項目一覧をご覧ください。`;
  }
  if (!r.confident) {
    return `「${r.query}」にはっきり一致する項目は見つかりませんでした。一部だけが一致する項目を、参考として示します。`;
  }
  return `「${r.query}」 ${r.total} 件`;
}

function expansions(r: Result, actions: Actions): HTMLElement {
  const words = r.expansions.map((x) => `${x.from} → ${x.to.join("・")}`).join("、 ");
  return el("p", "expansions", `${words} も検索しています。 `, button("入力した言葉だけで検索", actions.exact));
}

function button(label: string, act: () => void): HTMLElement {
  const b = el("button", "plain-button", label);
  b.setAttribute("type", "button");
  b.addEventListener("click", act);
  return b;
}

function item(hit: Hit, place: Place | undefined, root: string): HTMLElement {
  const whole = hit.fragment.field === "title" && hit.fragment.text === hit.title;
  const name = el("a", "", el("span", "label", hit.citation), " ", ...(whole ? marked(hit) : [hit.title]));
  if (place) name.setAttribute("href", root + place.url);
  const li = el("li", "result", el("h3", "", name));
  li.dataset.id = hit.id;
  if (!whole && hit.fragment.text !== "") li.append(fragment(hit));
  li.append(meta(hit, place));
  return li;
}

function fragment(hit: Hit): HTMLElement {
  const { field, text, start } = hit.fragment;
  const p = el("p", "fragment");
  if (field === "context") p.append(el("span", "muted small", "小項目のリスクシナリオなど： "));
  if (start > 0) p.append("…");
  p.append(...marked(hit));
  // The engine cuts at about this length; a full sentence needs no dots.
  if (text.length > 100 && !text.endsWith("。")) p.append("…");
  return p;
}

/** The fragment with its matched words marked. */
function marked(hit: Hit): (Node | string)[] {
  const { text, marks } = hit.fragment;
  const out: (Node | string)[] = [];
  let at = 0;
  for (const { start, end } of marks) {
    out.push(text.slice(at, start), el("mark", "", text.slice(start, end)));
    at = end;
  }
  out.push(text.slice(at));
  return out;
}

function meta(hit: Hit, place: Place | undefined): HTMLElement {
  const p = el("p", "small muted");
  if (place) {
    p.append(place.document, where(place));
    p.append(el("span", `badge badge-${place.certainty}`, certaintyNames[place.certainty] ?? ""), " ");
  }
  if (hit.stub) p.append(el("span", "badge badge-stub", "本文未収録"));
  return p;
}

function where(place: Place): string {
  if (place.page === 0) return " ";
  return place.quotedBy === "" ? ` ${place.page}ページ ` : `（${place.quotedBy} ${place.page}ページの引用による） `;
}

/** Says a sentence to people who hear the page; the list itself is silent. */
export function announce(sentence: string): void {
  const live = document.getElementById("site-status");
  if (live) live.textContent = sentence;
}

/** Shows a sentence instead of hits. */
export function say(box: HTMLElement, sentence: string): void {
  box.replaceChildren(el("p", "notice", sentence));
  box.hidden = false;
  announce(sentence);
}
