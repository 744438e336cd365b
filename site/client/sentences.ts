// What the search says in sentences: how much it found, and that it found
// nothing.

import type { Asked } from "./address";
import { button, el } from "./dom";
import type { Result } from "./search/engine";

/** How much was found. */
export function summary(r: Result, { filter }: Asked): string {
  const within = Object.keys(filter).length > 0 ? "この条件では、" : "";
  if (r.hits.length === 0) return `${within}「${r.query}」に一致する項目は見つかりませんでした。`;
  if (!r.confident) return `${within}「${r.query}」にはっきり一致する項目は見つかりませんでした。`;
  const shown = r.total > r.hits.length ? `のうち ${r.hits.length} 件を表示` : "";
  return `「${r.query}」 ${r.approximate ? "最大 " : ""}${r.total} 件${shown}`;
}

/** How many items a citation names; open says that it may mean others. */
export function citedSentence(query: string, named: number, open: boolean): string {
  if (named === 0) return `「${query}」に当たる項目は、このサイトに収録していません。`;
  const count = named === 1 ? `「${query}」が指す項目です。` : `「${query}」に当てはまる項目は ${named} 件あります。`;
  return open ? `${count}資料や編の名前がないため、収録していない項目を指していることもあります。` : count;
}

/** What to try where there is no honest answer. */
export function none({ filter }: Asked, root: string, clear: () => void): HTMLElement {
  const tips = [
    el("li", "", "資料の正式な言い回しで探す（例：「使い回し」「二要素認証」「外部記録媒体」）"),
    el("li", "", "言葉を短く区切る、または減らす"),
    el("li", "", "条番号が分かるときは、番号で探す（例：シス14⑤、企8.2.2、②-6）"),
    el("li", "", link(`${root}list.html`, "全項目一覧"), "から探す、または", link(`${root}help.html`, "検索の使い方"), "を見る"),
  ];
  if (Object.keys(filter).length > 0) tips.unshift(el("li", "", "絞り込みの条件を外す ", button("条件を解除", clear)));
  return el("div", "notice no-answer",
    el("p", "", "見つからないことは、求められていないことを意味しません。このサイトに収録していない資料に書かれていることもあります。"),
    el("p", "", el("b", "", "次の方法をお試しください")), el("ul", "", ...tips));
}

function link(href: string, text: string): HTMLElement {
  const a = el("a", "", text);
  a.href = href;
  return a;
}
