// The one script of the site. Pages read without it; it adds the search, and
// copying of an item's address.
import { Combobox } from "./combobox";
import { compareLinks, comparePage, showAlone } from "./compare";
import { filterList } from "./listfilter";
import { copyPermalinks } from "./permalink";
import { Places } from "./places";
import { inside } from "./search/embedded";
import { Engine } from "./search/engine";
import { SearchPage } from "./searchpage";
import { quoteButtons } from "./quote";
import { singleFile } from "./single";
import { Suggestions } from "./suggestions";
import { explainTerms } from "./terms";

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
const here = (document.currentScript as HTMLScriptElement).src;
const data = here === "" ? inside : new URL("../search/", here).href;

const engine = new Engine(data);

window.shogo = {
  async search(query, n = 10) {
    const result = await engine.search(query, n);
    return result.hits.map(({ id, score }) => ({ id, score }));
  },
};

const input = document.getElementById("site-q");
if (input instanceof HTMLInputElement && input.form) wire(input, input.form);
copyPermalinks();
showAlone();
explainTerms();
quoteButtons();
compareLinks(document.body.dataset.root ?? "");
comparePage(engine, new Places(data));
filterList();
singleFile();

/** Every page has a box with suggestions; the start page answers below it. */
function wire(input: HTMLInputElement, form: HTMLFormElement): void {
  const suggestions = new Suggestions(data, async () => {
    const { folder } = await engine.open();
    return (s) => folder.fold(s);
  });
  const box = document.getElementById("site-results"), recent = document.getElementById("site-recent");
  if (!box || !recent) {
    new Combobox(input, suggestions, () => form.requestSubmit());
    return;
  }
  const combobox = new Combobox(input, suggestions, (text) => page.askFor(text));
  const root = document.body.dataset.root ?? "";
  const page = new SearchPage({ form, input, box, recent, root }, engine, new Places(data), () => combobox);
}
