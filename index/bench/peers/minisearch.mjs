// MiniSearch, README, "Search options" and "Tokenization": prefix search, fuzzy
// 0.2 and a boosted title are its own example; for languages without spaces it
// asks for a tokenizer, which both variants give it.
import MiniSearch from "minisearch";
import { indexText } from "./page.mjs";

export function variant(tokenize, searchOptions) {
  const options = { fields: ["title", "text"], storeFields: ["title"], tokenize, processTerm: (t) => t.toLowerCase() };
  return {
    build(docs) {
      const m = new MiniSearch(options);
      m.addAll(docs);
      return JSON.stringify(m);
    },
    async open() {
      const m = MiniSearch.loadJSON(await indexText(), options);
      return (q) => ({ items: m.search(q, { boost: { title: 2 }, ...searchOptions }).slice(0, 10) });
    },
  };
}
