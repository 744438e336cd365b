// The answer below the search box: count, conditions, hits, or the honest
// statement that there is none.

import { facets } from "./address";
import type { Asked } from "./address";
import { announce, button, el } from "./dom";
import { FacetPanel } from "./facets";
import { copyAddress } from "./permalink";
import { expansions, item } from "./results";
import type { Shown } from "./results";
import type { Result } from "./search/engine";
import { citedSentence, none, summary } from "./sentences";
import { understood } from "./understood";

/** What the visitor asks for by the controls of the answer. */
export interface Actions {
  more(): void;
  exact(on: boolean): void;
  /** Switches one expansion off or on again. */
  without(name: string, off: boolean): void;
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
    if (!r.confident) parts.push(none(asked, this.root, () => this.act.filter({})));
    if (!r.confident && r.hits.length > 0) {
      parts.push(el("h3", "weak-title", "関連が弱い候補"), el("p", "small muted", "入力した言葉の一部だけが一致した項目です。答えとは限りません。"));
    }
    parts.push(expansions(r, asked.exact, this.act));
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
    if (named.length === 0) parts.push(none(asked, this.root, () => this.act.filter({})));
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
    return el("div", "answer-head", el("p", "answer-count", sentence), copyAddress(this.act.address));
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
}
