// Two items side by side. Each stands in a frame that shows one article of its
// own page, so that nothing is copied and the page's links keep working; a page
// opened from file:// may read no other file, but it may frame one.

import { el } from "./dom";
import type { Places } from "./places";
import type { Engine } from "./search/engine";

/** Name of the parameter that makes a page show one article alone. */
const alone = "alone";

/** The two items as the address names them: paths below the root of the site. */
interface Pair { a: string; b: string }

/** Shows only the article of the address, when the page is framed for that. */
export function showAlone(): void {
  const id = new URLSearchParams(window.location.search).get(alone);
  const article = id && document.getElementById(id);
  if (!article) return;
  document.body.classList.add("alone");
  article.classList.add("alone-article");
  // The heading of the page, which says whose item ⑥ is, lies out of sight.
  article.prepend(el("p", "small muted alone-name", article.dataset.citation ?? ""));
  for (let e = article.parentElement; e && e !== document.body; e = e.parentElement) e.classList.add("alone-path");
  // A link leads out of the frame.
  for (const a of document.querySelectorAll("a")) a.target = "_top";
}

/** Adds to every article and every link of one the way to the comparison. */
export function compareLinks(root: string): void {
  const top = new URL(root || ".", window.location.href).href;
  const path = (href: string): string => new URL(href, window.location.href).href.slice(top.length).replace(/\?[^#]*/, "");
  for (const article of document.querySelectorAll<HTMLElement>("article[data-citation]")) {
    const here = path(`#${article.id}`);
    article.querySelector(".requirement-head .tags")?.append(" ", way(root, { a: here, b: "" }, "並べて見る", article.dataset.citation ?? ""));
    for (const end of article.querySelectorAll<HTMLElement>(".end[data-link]")) {
      const name = end.querySelector<HTMLAnchorElement>("a.end-name");
      if (name && article === end.closest("article")) name.parentElement?.append(" ", way(root, { a: here, b: path(name.href) }, "並べて見る", name.textContent ?? ""));
    }
  }
}

function way(root: string, pair: Pair, label: string, what: string): HTMLAnchorElement {
  const a = el("a", "quiet-button", label, el("span", "hidden", `：${what}`));
  a.href = `${root}compare.html#${new URLSearchParams({ ...pair }).toString()}`;
  return a;
}

/** Runs the page of the comparison. */
export function comparePage(engine: Engine, places: Places): void {
  const form = document.getElementById("site-compare"), panes = document.getElementById("compare-panes"), note = document.getElementById("compare-note");
  if (!(form instanceof HTMLFormElement) || !panes || !note) return;
  form.hidden = false;
  const field = (side: string): HTMLInputElement => document.getElementById(`compare-${side}`) as HTMLInputElement;
  const show = (): void => {
    const asked = new URLSearchParams(window.location.hash.slice(1));
    panes.replaceChildren(...["a", "b"].map((side) => pane(asked.get(side) ?? "", side === "a" ? "左の項目" : "右の項目")));
  };
  form.addEventListener("submit", (e) => {
    e.preventDefault();
    void (async () => {
      const asked = new URLSearchParams(window.location.hash.slice(1)), unknown: string[] = [];
      for (const side of ["a", "b"]) {
        const text = field(side).value.trim();
        if (text === "") continue;
        const found = await find(engine, places, text);
        if (found) asked.set(side, found);
        else unknown.push(text);
      }
      note.hidden = unknown.length === 0;
      note.textContent = unknown.length > 0 ? `「${unknown.join("」「")}」にあたる項目は見つかりませんでした。条番号か言葉を変えてお試しください。` : "";
      window.location.hash = asked.toString();
    })();
  });
  window.addEventListener("hashchange", show);
  show();
}

/** The place of what a citation names, or of the first hit where it names nothing. */
async function find(engine: Engine, places: Places, text: string): Promise<string | undefined> {
  const { hits, confident } = await engine.search(text, 1);
  if (hits.length === 0 || !confident && hits[0].cited !== "named") return undefined;
  return (await places.of([hits[0].id])).get(hits[0].id)?.url;
}

/** A path below the root of the site and nothing else may be framed. */
const framed = /^[A-Za-z0-9_][A-Za-z0-9._/-]*\.html#[A-Za-z0-9._-]+$/;

function pane(path: string, name: string): HTMLElement {
  if (!framed.test(path) || path.includes("..")) {
    return el("div", "pane empty", el("p", "muted", path === "" ? `${name}はまだ選ばれていません。` : `${name}の場所が読み取れません。`));
  }
  const [file, anchor] = path.split("#");
  const frame = el("iframe", "pane");
  frame.title = name;
  frame.src = `${file}?${alone}=${encodeURIComponent(anchor)}#${anchor}`;
  return frame;
}
