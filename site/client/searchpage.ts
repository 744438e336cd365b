// The search on the start page: the query comes from the address (?q= or #q=),
// from typing, or from the form; the answer goes below the form.

import { citation } from "./citation";
import type { Name, Place } from "./places";
import { announce, say, show, showCited } from "./results";
import type { Result } from "./search/engine";

/** Answers a query with at most n hits; exact leaves out other words of the same meaning. */
export type Search = (query: string, n: number, exact: boolean) => Promise<Result>;

/** Hits shown at first, and added by each "さらに表示". */
const step = 20;

/** Milliseconds without a key before a search starts by itself. */
const pause = 200;

/** What a search needs from the page. */
export interface Page {
  form: HTMLFormElement;
  input: HTMLInputElement;
  box: HTMLElement;
  /** Way to the root of the site, "" on the start page. */
  root: string;
}

/** What the search knows of the site. */
export interface Site {
  search: Search;
  places(): Promise<Map<string, Place>>;
  names(): Promise<readonly Name[]>;
}

/** Wires the form; runs the query of the address, if there is one. */
export function searchPage(page: Page, site: Site): void {
  let turn = 0;
  let timer = 0;

  async function run(n = step, exact = false, asWords = false): Promise<void> {
    const mine = ++turn;
    window.clearTimeout(timer);
    const query = page.input.value.trim();
    remember(query);
    if (query === "") {
      page.box.hidden = true;
      announce("");
      return;
    }
    try {
      const read = asWords ? undefined : citation(query);
      const cited = read ? (await site.names()).filter(({ id }) => read.names(id)) : [];
      const where = await site.places();
      if (cited.length > 0) {
        if (mine === turn) showCited(page.box, query, cited, read?.open === true, where, page.root, () => void run(step, exact, true));
        return;
      }
      const result = await site.search(query, n, exact);
      // A slow answer to an older query must not replace a newer one.
      if (mine !== turn) return;
      show(page.box, result, where, page.root, { more: () => void run(n + step, exact, asWords), exact: () => void run(step, true, asWords) });
    } catch (e) {
      if (mine === turn) say(page.box, `検索できませんでした。${e instanceof Error ? e.message : String(e)}`);
    }
  }

  page.form.addEventListener("submit", (e) => {
    e.preventDefault();
    void run();
  });
  page.input.addEventListener("input", (e) => {
    window.clearTimeout(timer);
    // While an input method composes, the text is not yet what will be asked.
    if (!(e as InputEvent).isComposing) timer = window.setTimeout(() => void run(), pause);
  });
  page.input.addEventListener("compositionend", () => {
    timer = window.setTimeout(() => void run(), pause);
  });
  window.addEventListener("hashchange", () => ask(page.input, run));
  window.addEventListener("popstate", () => ask(page.input, run));
  ask(page.input, run);
}

/** Runs the query of the address. */
function ask(input: HTMLInputElement, run: () => Promise<void>): void {
  const query = addressed();
  if (query === null || query === input.value) return;
  input.value = query;
  void run();
}

/** The query in the address, null if there is none. */
function addressed(): string | null {
  const hash = new URLSearchParams(window.location.hash.slice(1)).get("q");
  return hash ?? new URLSearchParams(window.location.search).get("q");
}

/** Keeps the query in the address, so that it can be reloaded and passed on. */
function remember(query: string): void {
  if ((addressed() ?? "") === query) return;
  const url = new URL(window.location.href);
  url.hash = "";
  url.search = query === "" ? "" : `?q=${encodeURIComponent(query)}`;
  try {
    window.history.replaceState(null, "", url.href);
  } catch {
    // Some browsers forbid this to pages from files; searching works all the same.
  }
}
