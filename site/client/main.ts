// The one script of the site. Pages read without it; it adds the search, and
// copying of an item's address.
import { copyPermalinks } from "./permalink";
import { names, places } from "./places";
import { Engine } from "./search/engine";
import { searchPage } from "./searchpage";

/** What programs and tests may call from any page. */
interface Shogo {
  /** The n best hits with ids, order and scores of `shogo search --json`. */
  search(query: string, n?: number): Promise<{ id: string; score: number }[]>;
}

declare global {
  interface Window {
    shogo: Shogo;
  }
}

/** Folder of the search data, found from where this script was loaded. */
const data = new URL("../search/", (document.currentScript as HTMLScriptElement).src).href;

const engine = new Engine(data);

window.shogo = {
  async search(query, n = 10) {
    const result = await engine.search(query, n);
    return result.hits.map(({ id, score }) => ({ id, score }));
  },
};

const form = document.getElementById("site-search");
const box = document.getElementById("site-results");
const input = document.getElementById("site-q");
if (form instanceof HTMLFormElement && box && input instanceof HTMLInputElement) {
  const root = document.body.dataset.root ?? "";
  searchPage({ form, input, box, root }, {
    search: (query, n, exact) => engine.search(query, n, { noExpansion: exact }),
    places: () => places(data),
    names: () => names(data),
  });
}
copyPermalinks();
