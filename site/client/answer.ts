// The answer below the search box: count, conditions, hits, or the honest
// statement that there is none.

import { facets } from "./address";
import type { Asked } from "./address";
import { announce, button, el } from "./dom";
import { FacetPanel } from "./facets";
import { expansions, item } from "./results";
import type { Shown } from "./results";
import type { Result } from "./search/engine";
import { understood } from "./understood";

/** What the visitor asks for by the controls of the answer. */
export interface Actions {
  more(): void;
  exact(on: boolean): void;
  filter(filter: Record<string, string[]>): void;
  asWords(): void;
  /** The address of this search. */
  address(): string;
}

/** The region of the answer, built once and filled anew by each search. */
export class Answer {
  private readonly main = el("div", "answer");
  private readonly layout: HTMLElement;
  private readonly panel: FacetPanel;

  constructor(private readonly box: HTMLElement, private readonly root: string, documentName: (id: string) => string, private readonly act: Actions) {
    this.panel = new FacetPanel((filter) => act.filter(filter), documentName);
    const skip = el("a", "skip-facets", "絞り込みを飛ばして結果へ");
    skip.href = "#site-answer";
    // The address belongs to the search, so the link moves the focus only.
    skip.addEventListener("click", (e) => { e.preventDefault(); this.main.focus(); });
    this.main.id = "site-answer";
    this.main.tabIndex = -1;
    this.layout = el("div", "results-layout", skip, this.panel.box, this.main);
    box.replaceChildren(el("h2", "", "検索結果"), this.layout);
  }

  /** The box of choices, whose opening may be what first asks for counts. */
  get facetBox(): HTMLDetailsElement { return this.panel.box; }

  hide(): void { this.box.hidden = true; announce(""); }

  /** Shows the hits of r; focus, if given, is the number of the hit that takes the keyboard. */
  hits(r: Result, asked: Asked, s: Shown, focus?: number): void {
    const parts: (Node | undefined)[] = [this.head(summary(r, asked)), this.chosen(asked), understood(r.syntax, this.panel)];
    if (!r.confident) parts.push(this.none(asked));
    if (!r.confident && r.hits.length > 0) {
      parts.push(el("h3", "weak-title", "関連が弱い候補"), el("p", "small muted", "入力した言葉の一部だけが一致した項目です。答えとは限りません。"));
    }
    parts.push(expansions(r, asked.exact, this.act.exact));
    const list = el("ol", r.confident ? "hits" : "hits weak", ...r.hits.map((hit) => item(hit, r.confident ? "h3" : "h4", s)));
    if (r.hits.length > 0) parts.push(list);
    if (r.total > r.hits.length && r.hits.length > 0) parts.push(el("p", "more", button(`さらに表示（残り ${r.total - r.hits.length} 件）`, this.act.more)));
    this.show(parts, "");
    if (focus !== undefined) list.children[focus]?.querySelector<HTMLElement>("a")?.focus();
    announce(focus === undefined ? summary(r, asked) : `${r.hits.length}件まで表示しました。`);
  }

  /** Shows the values to choose from; r was asked with counts. */
  counts(r: Result, asked: Asked): void {
    this.panel.show(r.facets ?? [], asked.filter, r.total);
    // Weak candidates are few and no answer: choosing among them would pretend otherwise.
    if (!r.confident && Object.keys(asked.filter).length === 0) this.panel.box.hidden = true;
    this.layout.classList.toggle("with-facets", !this.panel.box.hidden);
  }

  /** Shows what a citation names; r.citation is set. */
  cited(r: Result, asked: Asked, s: Shown): void {
    const named = r.hits.filter((hit) => hit.cited === "named"), possible = r.hits.filter((hit) => hit.cited === "possible");
    const sentence = citedSentence(asked.query, named.length, r.citation?.open === true);
    const parts: Node[] = [this.head(sentence)];
    const chosen = this.chosen(asked);
    if (chosen) parts.push(chosen);
    if (named.length > 0) parts.push(el("ol", "hits", ...named.map((hit) => item(hit, "h3", s))));
    if (possible.length > 0) {
      parts.push(el("p", "", "次の章に含まれるかもしれません。どの項目まであるかは、収録している資料からは分かりません。"));
      parts.push(el("ul", "possible", ...possible.map((hit) => this.chapter(hit, s))));
    }
    if (named.length === 0) parts.push(this.none(asked));
    parts.push(el("p", "more", button("言葉として一致する項目も表示", this.act.asWords)));
    this.show(parts, "alone");
    announce(sentence);
  }

  private chapter(hit: Result["hits"][number], s: Shown): HTMLElement {
    const place = s.places.get(hit.id);
    const a = el("a", "", `${hit.citation} ${hit.title}`);
    if (place) a.href = s.root + place.url;
    return el("li", "", a);
  }

  /** Shows a sentence instead of hits. */
  say(sentence: string): void {
    this.show([el("p", "notice", sentence)], "alone");
    announce(sentence);
  }

  private show(parts: readonly (Node | undefined)[], className: string): void {
    this.layout.classList.toggle("alone", className === "alone");
    if (className === "alone") this.panel.box.hidden = true;
    this.main.replaceChildren(...parts.filter((p): p is Node => p !== undefined));
    this.box.hidden = false;
  }

  private head(sentence: string): HTMLElement {
    return el("div", "answer-head", el("p", "answer-count", sentence), this.copyButton());
  }

  /** Copies the address of the search; where the clipboard is closed, shows it to be copied by hand. */
  private copyButton(): HTMLElement {
    const copy = button("検索のアドレスをコピー", () => {
      const href = this.act.address();
      const done = (said: string): void => { copy.textContent = said; announce(said); };
      const byHand = (): void => {
        const field = el("input", "address");
        field.readOnly = true;
        field.value = href;
        field.setAttribute("aria-label", "この検索のアドレス");
        copy.replaceWith(field);
        field.select();
        field.focus();
      };
      if (!navigator.clipboard) byHand();
      else navigator.clipboard.writeText(href).then(() => done("アドレスをコピーしました"), byHand);
    });
    copy.classList.add("copy-address");
    return copy;
  }

  /** The choices in force, each to be taken back. */
  private chosen({ filter }: Asked): HTMLElement | undefined {
    const chips: HTMLElement[] = [];
    for (const { facet, label } of facets) {
      for (const value of filter[facet] ?? []) {
        const chip = button(`${label}：${this.panel.label(facet, value)} `, () => {
          const rest = { ...filter, [facet]: filter[facet].filter((v) => v !== value) };
          if (rest[facet].length === 0) delete rest[facet];
          this.act.filter(rest);
        });
        const cross = el("span", "", "×");
        cross.setAttribute("aria-hidden", "true");
        chip.append(cross, el("span", "hidden", "を外す"));
        chip.classList.add("chip");
        chips.push(chip);
      }
    }
    if (chips.length === 0) return undefined;
    const clear = button("条件を解除", () => this.act.filter({}));
    clear.classList.add("clear");
    return el("div", "chosen", el("span", "small muted", "絞り込み中："), ...chips, clear);
  }

  /** What to try where there is no honest answer. */
  private none({ filter }: Asked): HTMLElement {
    const tips = [
      el("li", "", "資料の正式な言い回しで探す（例：「使い回し」「二要素認証」「外部記録媒体」）"),
      el("li", "", "言葉を短く区切る、または減らす"),
      el("li", "", "条番号が分かるときは、番号で探す（例：シス14⑤、企8.2.2、②-6）"),
      el("li", "", this.link("list.html", "全項目一覧"), "から探す、または", this.link("help.html", "検索の使い方"), "を見る"),
    ];
    if (Object.keys(filter).length > 0) tips.unshift(el("li", "", "絞り込みの条件を外す ", button("条件を解除", () => this.act.filter({}))));
    return el("div", "notice no-answer", el("p", "", "見つからないことは、求められていないことを意味しません。このサイトに収録していない資料に書かれていることもあります。"),
      el("p", "", el("b", "", "次の方法をお試しください")), el("ul", "", ...tips));
  }

  private link(href: string, text: string): HTMLElement {
    const a = el("a", "", text);
    a.href = this.root + href;
    return a;
  }
}

function citedSentence(query: string, named: number, open: boolean): string {
  if (named === 0) return `「${query}」に当たる項目は、このサイトに収録していません。`;
  const count = named === 1 ? `「${query}」が指す項目です。` : `「${query}」に当てはまる項目は ${named} 件あります。`;
  return open ? `${count}資料や編の名前がないため、収録していない項目を指していることもあります。` : count;
}

function summary(r: Result, { filter }: Asked): string {
  const within = Object.keys(filter).length > 0 ? "この条件では、" : "";
  if (r.hits.length === 0) return `${within}「${r.query}」に一致する項目は見つかりませんでした。`;
  if (!r.confident) return `${within}「${r.query}」にはっきり一致する項目は見つかりませんでした。`;
  const shown = r.total > r.hits.length ? `のうち ${r.hits.length} 件を表示` : "";
  return `「${r.query}」 ${r.approximate ? "最大 " : ""}${r.total} 件${shown}`;
}
