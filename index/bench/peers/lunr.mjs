// Lunr with lunr-languages, README: this.use(lunr.ja) after the stemmer support
// and TinySegmenter. Lunr 2 does not cut the query of search() into Japanese
// words, so the query is cut by the same tokenizer and given term by term.
import lunr from "lunr";
import support from "lunr-languages/lunr.stemmer.support.js";
import segmenter from "lunr-languages/tinyseg.js";
import ja from "lunr-languages/lunr.ja.js";
import { indexText } from "./page.mjs";

for (const plugin of [support, segmenter, ja]) plugin(lunr);

export function build(docs) {
  const index = lunr(function () {
    this.use(lunr.ja);
    this.ref("id");
    this.field("title", { boost: 2 });
    this.field("text");
    for (const d of docs) this.add(d);
  });
  return JSON.stringify({ titles: Object.fromEntries(docs.map((d) => [d.id, d.title])), index });
}

export async function open() {
  const { titles, index } = JSON.parse(await indexText());
  const x = lunr.Index.load(index);
  return (q) => {
    const hits = x.query((query) => { for (const t of lunr.ja.tokenizer(q)) query.term(t); });
    return { items: hits.slice(0, 10).map(({ ref }) => ({ id: ref, title: titles[ref] })) };
  };
}
