// Recent searches. They are kept in this browser only, and only if it lets a
// page keep something; nothing is sent anywhere.

import { button, el } from "./dom";

const key = "shogo-recent-1";

/** How many are kept. */
const most = 8;

/** The kept searches, newest first; none where the browser keeps nothing. */
export function recent(): string[] {
  try {
    const list: unknown = JSON.parse(window.localStorage.getItem(key) ?? "[]");
    return Array.isArray(list) ? list.filter((x): x is string => typeof x === "string").slice(0, most) : [];
  } catch {
    return [];
  }
}

/** Keeps a search as the newest. */
export function keep(query: string): void {
  if (query === "" || query.length > 200) return;
  store([query, ...recent().filter((q) => q !== query)].slice(0, most));
}

function store(list: readonly string[]): void {
  try {
    if (list.length === 0) window.localStorage.removeItem(key);
    else window.localStorage.setItem(key, JSON.stringify(list));
  } catch {
    // Private windows and some settings keep nothing; searching works all the same.
  }
}

/** Shows the kept searches in box, or hides it if there are none. */
export function showRecent(box: HTMLElement, run: (query: string) => void): void {
  const list = recent();
  box.hidden = list.length === 0;
  const again = (focus?: number): void => {
    showRecent(box, run);
    const rest = box.querySelectorAll<HTMLElement>("li button.remove");
    if (focus !== undefined) (rest[Math.min(focus, rest.length - 1)] ?? document.getElementById("site-q"))?.focus();
  };
  const rows = list.map((query, i) => {
    const open = el("button", "recent-query", query);
    open.type = "button";
    open.addEventListener("click", () => run(query));
    const remove = el("button", "remove", el("span", "hidden", `「${query}」を履歴から消す`), el("span", "", "×"));
    remove.lastElementChild?.setAttribute("aria-hidden", "true");
    remove.type = "button";
    remove.addEventListener("click", () => { store(recent().filter((q) => q !== query)); again(i); });
    return el("li", "", open, remove);
  });
  box.replaceChildren(el("h2", "", "最近の検索"), el("ul", "", ...rows),
    el("p", "small muted", "このブラウザーの中だけに残ります。外へは送りません。 ", button("すべて消す", () => { store([]); again(0); })));
}
