// How the marks of a query were read: phrases, words left out, and fields.

import { facets } from "./address";
import { el } from "./dom";
import type { FacetPanel } from "./facets";
import { MAX_QUERY } from "./search/syntax";
import type { Field, Syntax } from "./search/syntax";

/** Says what the marks did; undefined for a query without any. */
export function understood(x: Syntax, panel: FacetPanel): HTMLElement | undefined {
  const said = [
    ...x.phrases.map((p) => `「${p}」をこのとおり含む`),
    ...x.excluded.map((w) => `「${w}」を含まない`),
    ...x.filters.map((f) => field(f, panel)),
    ...(x.omitted > 0 ? [`長すぎるため、先頭の${MAX_QUERY.toLocaleString("ja-JP")}文字だけを検索（残り${x.omitted.toLocaleString("ja-JP")}文字）`] : []),
    ...x.unknown.map((name) => `「${name}:」という絞り込みはないため、言葉として検索`),
  ];
  if (said.length === 0) return undefined;
  const list = el("ul", "understood", ...said.map((s) => el("li", "", s)));
  list.setAttribute("aria-label", "検索条件の読み取り");
  return list;
}

function field(f: Field, panel: FacetPanel): string {
  const label = facets.find(({ facet }) => facet === f.facet)?.label ?? f.facet;
  if (f.values.length === 0) return `${label}に「${f.typed.join("・")}」で始まるものはありません`;
  const values = f.values.map((v) => panel.label(f.facet, v)).join("・");
  return f.not ? `${label}：${values} を除く` : `${label}：${values}`;
}
