// Filter of the list of all items by target pattern (Ⅰ to Ⅳ) and by role.
// Without script the list shows everything.

import { el } from "./dom";

interface Choice { key: "target" | "role"; value: string }

/** Puts the filter above the list, if the page has one and there is something to choose. */
export function filterList(): void {
  const place = document.getElementById("site-filter");
  if (!place) return;
  const items = [...document.querySelectorAll<HTMLElement>(".item-list li[data-item]")];
  const form = el("form", "filter");
  const count = el("p", "small muted filter-count");
  count.setAttribute("role", "status");
  const chosen = (): Choice[] => [...form.querySelectorAll<HTMLInputElement>("input:checked")].map((i) => ({ key: i.name as Choice["key"], value: i.value }));
  const apply = (): void => {
    const choices = chosen();
    let shown = 0;
    for (const li of items) {
      const keep = (["target", "role"] as const).every((key) => {
        const wanted = choices.filter((c) => c.key === key);
        return wanted.length === 0 || wanted.some((c) => values(li, key).includes(c.value));
      });
      li.classList.toggle("filtered-out", !keep);
      if (keep) shown++;
    }
    for (const h of document.querySelectorAll("h3[class^=depth]")) {
      const list = h.nextElementSibling;
      const empty = choices.length > 0 && !list?.querySelector("li:not(.filtered-out)");
      h.classList.toggle("filtered-out", empty);
    }
    count.textContent = choices.length === 0 ? "" : `${items.length}項目のうち ${shown}項目。印のない項目（区分が分からないもの）は、絞り込むと表示されません。`;
  };
  for (const [key, legend, order] of [["target", "参照パターン", ["Ⅰ", "Ⅱ", "Ⅲ", "Ⅳ"]], ["role", "確認の区分", undefined]] as const) {
    const found = new Set(items.flatMap((li) => values(li, key)));
    const options = order ? order.filter((v) => found.has(v)) : [...found];
    if (options.length > 0) form.append(choices(key, legend, options));
  }
  if (!form.firstChild) return;
  form.append(count);
  form.addEventListener("change", apply);
  place.append(form);
  apply(); // a browser may bring back boxes that were checked
}

function values(li: HTMLElement, key: Choice["key"]): string[] {
  return (li.dataset[key] ?? "").split(" ").filter((v) => v !== "");
}

function choices(key: string, legend: string, options: readonly string[]): HTMLElement {
  return el("fieldset", "", el("legend", "", legend), ...options.map((value) => {
    const input = el("input", "");
    input.type = "checkbox";
    input.name = key;
    input.value = value;
    return el("label", "", input, value);
  }));
}
