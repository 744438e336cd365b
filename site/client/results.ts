// The list of hits and what the search says about itself.

import type { Actions } from "./answer";
import { button, el } from "./dom";
import type { Place } from "./places";
import type { Expansion } from "./search/plan";
import type { Hit, Result } from "./search/engine";
import { snippet } from "./snippet";
import { fieldNames, why } from "./why";
import type { Explain } from "./why";

/** Certainty in words a visitor understands. */
export const certaintyNames: Record<string, string> = { certain: "確実", likely: "推定", ambiguous: "あいまい" };

const kindNames: Record<string, string> = {
  synonym: "同じ意味", variant: "表記の違い", reading: "読み", prefix: "続きを補う", typo: "打ち間違いの候補",
};

/** Kinds that the engine leaves out when asked for the words as typed. */
const switchable = new Set(["synonym", "prefix", "typo"]);

/** What a hit is shown with. */
export interface Shown {
  places: ReadonlyMap<string, Place>;
  /** Way to the root of the site. */
  root: string;
  /** The short name of a document. */
  document: (id: string) => string;
  explain: Explain;
}

/** One hit; level is that of its heading. */
export function item(hit: Hit, level: "h3" | "h4", s: Shown): HTMLElement {
  const place = s.places.get(hit.id);
  const whole = hit.fragment.field === "title" && hit.fragment.text === hit.title;
  const name = el("a", "", el("span", "label", hit.citation), " ", ...(whole ? snippet(hit.fragment, true) : [hit.title]));
  if (place) name.href = s.root + place.url;
  const li = el("li", "result", el(level, "", name));
  li.dataset.id = hit.id;
  if (!whole && hit.fragment.text !== "") li.append(fragment(hit));
  li.append(meta(hit, place, s));
  // What a citation names needs no reason, and its points say nothing.
  if (hit.cited !== "named") li.append(why(hit, s.explain));
  return li;
}

function fragment(hit: Hit): HTMLElement {
  const p = el("p", "fragment");
  if (hit.fragment.field === "context") p.append(el("span", "muted small", `${fieldNames.context}： `));
  p.append(...snippet(hit.fragment));
  return p;
}

function meta(hit: Hit, place: Place | undefined, s: Shown): HTMLElement {
  const p = el("p", "small muted meta");
  if (hit.facets.document) p.append(s.document(hit.facets.document));
  if (place) {
    p.append(where(place), el("span", `badge badge-${place.certainty}`, certaintyNames[place.certainty] ?? ""), " ");
  }
  if (hit.stub) p.append(el("span", "badge badge-stub", "本文未収録"));
  return p;
}

function where(place: Place): string {
  if (place.page === 0) return " ";
  return place.quotedBy === "" ? ` ${place.page}ページ ` : `（${place.quotedBy} ${place.page}ページの引用による） `;
}

/** Which other words were searched, each with its switch, and a switch for all of them. */
export function expansions(r: Result, exact: boolean, act: Pick<Actions, "exact" | "without">): HTMLElement | undefined {
  const box = el("div", "expansions");
  if (r.expansions.length > 0) {
    const list = el("ul", "", ...r.expansions.map((x) => expansion(x, act)));
    list.setAttribute("aria-label", "入力した言葉のほかに検索した言葉");
    box.append(list);
  }
  if (exact) {
    box.append(el("p", "", "同じ意味の言葉などを加えずに検索しています（表記と読みの違いは区別しません）。"),
      button("同じ意味の言葉なども検索", () => act.exact(false)));
  } else if (r.expansions.some((x) => switchable.has(x.kind))) {
    box.append(button("入力した言葉だけで検索", () => act.exact(true)));
  }
  return box.hasChildNodes() ? box : undefined;
}

function expansion(x: Expansion, act: Pick<Actions, "without">): HTMLElement {
  const name = `${x.kind}:${x.from}`, kind = el("span", "tag", kindNames[x.kind] ?? x.kind), off = x.off === true;
  const change = button(off ? "加える" : "外す", () => act.without(name, !off));
  change.setAttribute("aria-label", `「${x.from}」に${off ? "加える" : "加えた言葉を外す"}（${x.to.join("・")}）`);
  return el("li", off ? "off" : "", el("b", "", x.from), " → ", off ? el("s", "", x.to.join("・")) : el("b", "", x.to.join("・")), off ? " は外しています " : " も検索 ", kind, " ", change);
}
