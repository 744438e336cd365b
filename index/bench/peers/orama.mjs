// Orama, documentation, "Using Japanese with Orama": the tokenizer of
// @orama/tokenizers/japanese with the stop words of @orama/stopwords/japanese.
// save() and load() carry the index.
import { create, insertMultiple, load, save, search } from "@orama/orama";
import { createTokenizer } from "@orama/tokenizers/japanese";
import { stopwords } from "@orama/stopwords/japanese";
import { indexText } from "./page.mjs";

const make = () => create({
  schema: { title: "string", text: "string" },
  components: { tokenizer: createTokenizer({ language: "japanese", stopWords: stopwords }) },
});

export async function build(docs) {
  const db = make();
  await insertMultiple(db, docs.map(({ id, title, text }) => ({ id, title, text })), 1000);
  const saved = save(db);
  // Results show titles only, as for the others: the texts need not travel.
  for (const d of Object.values(saved.docs.docs)) if (d) delete d.text;
  return JSON.stringify(saved);
}

export async function open() {
  const db = make();
  load(db, JSON.parse(await indexText()));
  return async (q) => {
    const { hits } = await search(db, { term: q, limit: 10, boost: { title: 2 } });
    return { items: hits.map((h) => ({ id: h.id, title: h.document.title })) };
  };
}
