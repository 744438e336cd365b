// FlexSearch, README, "Charset collection": Charset.CJK for Japanese. Its
// export() and import() carry the index; suggest lets a hit lack a word, for
// without it a query of two words finds next to nothing.
import { Charset, Index } from "flexsearch";
import { indexText } from "./page.mjs";

export function variant(options) {
  const make = () => new Index({ encoder: Charset.CJK, ...options });
  return {
    async build(docs) {
      const x = make(), parts = {};
      docs.forEach((d, n) => x.add(n, d.title + "\n" + d.text));
      await x.export((key, value) => { parts[key] = value; });
      return JSON.stringify({ ids: docs.map((d) => d.id), titles: docs.map((d) => d.title), parts });
    },
    async open() {
      const { ids, titles, parts } = JSON.parse(await indexText());
      const x = make();
      for (const key in parts) x.import(key, parts[key]);
      return (q) => ({ items: x.search(q, { limit: 10, suggest: true }).map((n) => ({ id: ids[n], title: titles[n] })) });
    },
  };
}
