// MiniSearch over pairs of characters. A pair is its own prefix, and a fuzzy
// pair is another word, so only a single character is searched as a prefix.
import { variant } from "./minisearch.mjs";
import { bigrams } from "./tokens.mjs";

export const { build, open } = variant(bigrams, { prefix: (t) => [...t].length < 2 });
