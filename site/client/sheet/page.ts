// What the pages of the sheets share.

import { button, el } from "../dom";

/** The element of an id; a page without it is a fault of ours. */
export function need<T extends HTMLElement>(id: string, kind: new () => T): T {
  const e = document.getElementById(id);
  if (!(e instanceof kind)) throw new Error(`no ${kind.name} #${id}`);
  return e;
}

/** Shows a message with what it lists and what can be done about it. */
export function say(box: HTMLElement, text: string, list: readonly string[] = [], actions: readonly [string, () => void][] = []): void {
  const shown = list.slice(0, 20);
  if (list.length > shown.length) shown.push(`ほかに ${list.length - shown.length} 件`);
  box.replaceChildren(el("p", "", text));
  if (shown.length > 0) box.append(el("ul", "small", ...shown.map((t) => el("li", "", t))));
  if (actions.length > 0) box.append(el("p", "sheet-buttons", ...actions.map(([label, act]) => button(label, act))));
}

export const message = (e: unknown): string => (e instanceof Error ? e.message : String(e));

/** Today where the person is, for the name of a file. */
export function today(): string {
  const d = new Date(), pad = (n: number): string => String(n).padStart(2, "0");
  return `${d.getFullYear()}${pad(d.getMonth() + 1)}${pad(d.getDate())}`;
}

/** Fills a select with the distinct words of lists, behind what it has. */
export function offer(select: HTMLSelectElement, words: readonly string[]): void {
  const keep = select.value, first = select.options[0];
  const options = [...new Set(words)].filter((w) => w !== "").map((w) => { const o = el("option", "", w); o.value = w; return o; });
  select.replaceChildren(first, ...options);
  select.value = [...select.options].some((o) => o.value === keep) ? keep : "";
}
