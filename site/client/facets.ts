// The choices that narrow a search: a side column on a wide screen, a box to
// open on a narrow one.

import { facets } from "./address";
import { el } from "./dom";
import { certaintyNames } from "./results";
import type { FacetCount } from "./search/facet";

type Filter = Record<string, string[]>;

const wide = "(min-width: 60rem)";

/** Values of a group before the rest hides behind a box. */
const most = 8;

/** The choices beside a list of hits. */
export class FacetPanel {
  readonly box: HTMLDetailsElement;
  private readonly body = el("div", "facets-body");
  private readonly summary = el("summary", "", "絞り込み");
  private filter: Filter = {};

  /** change is called with the new choice; label puts a value into words. */
  constructor(private readonly change: (filter: Filter) => void, private readonly documentName: (id: string) => string) {
    this.box = el("details", "facets", this.summary, this.body);
    const query = window.matchMedia(wide);
    this.box.open = query.matches;
    query.addEventListener("change", () => { this.box.open = query.matches; });
  }

  /** A value in the reader's words. */
  label(facet: string, value: string): string {
    if (facet === "document") return this.documentName(value);
    return facet === "certainty" ? certaintyNames[value] ?? value : value;
  }

  /** Shows the values with their counts; total is the number of hits. */
  show(counts: readonly FacetCount[], filter: Filter, total: number): void {
    this.filter = filter;
    const focused = document.activeElement instanceof HTMLElement ? document.activeElement.id : "";
    const open = new Set([...this.body.querySelectorAll<HTMLDetailsElement>("details[open]")].map((d) => d.dataset.facet));
    const chosen = Object.values(filter).reduce((n, v) => n + v.length, 0);
    this.summary.textContent = chosen > 0 ? `絞り込み（${chosen}件の条件）` : "絞り込み";
    const groups = facets.map(({ facet, label }) => this.group(facet, label, counts, total, open.has(facet)));
    this.body.replaceChildren(...groups.filter((g): g is HTMLElement => g !== undefined));
    this.box.hidden = !this.body.hasChildNodes();
    // The box just changed was built anew; the keyboard stays on it.
    if (focused.startsWith("facet-")) document.getElementById(focused)?.focus();
  }

  private group(facet: string, label: string, counts: readonly FacetCount[], total: number, open: boolean): HTMLElement | undefined {
    const chosen = this.filter[facet] ?? [];
    const values = counts.filter((c) => c.facet === facet);
    for (const value of chosen) if (!values.some((c) => c.value === value)) values.push({ facet, value, count: 0 });
    // One value that every hit has narrows nothing.
    if (values.length === 0 || (values.length === 1 && chosen.length === 0 && values[0].count >= total)) return undefined;
    const order = facet === "certainty" ? Object.keys(certaintyNames) : [];
    values.sort((a, b) => order.indexOf(a.value) - order.indexOf(b.value) || b.count - a.count);
    const rows = values.map((c, i) => this.choice(c, i, chosen.includes(c.value)));
    const set = el("fieldset", "", el("legend", "", label), ...rows.slice(0, most));
    if (rows.length > most) {
      const rest = el("details", "", el("summary", "", `ほか${rows.length - most}件`), ...rows.slice(most));
      rest.dataset.facet = facet;
      rest.open = open;
      set.append(rest);
    }
    return set;
  }

  private choice({ facet, value, count }: FacetCount, i: number, checked: boolean): HTMLElement {
    const input = el("input", "");
    input.type = "checkbox";
    input.id = `facet-${facet}-${encodeURIComponent(value) || i}`;
    input.checked = checked;
    input.dataset.facet = facet;
    input.value = value;
    input.addEventListener("change", () => this.toggle(facet, value, input.checked));
    return el("label", count === 0 ? "choice empty" : "choice", input, el("span", "choice-name", this.label(facet, value)),
      el("span", "choice-count", String(count), el("span", "hidden", "件")));
  }

  private toggle(facet: string, value: string, on: boolean): void {
    const values = (this.filter[facet] ?? []).filter((v) => v !== value);
    if (on) values.push(value);
    const next = { ...this.filter };
    if (values.length > 0) next[facet] = values; else delete next[facet];
    this.change(next);
  }
}
