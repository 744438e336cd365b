// MiniSearch over the words of Intl.Segmenter.
import { variant } from "./minisearch.mjs";
import { words } from "./tokens.mjs";

export const { build, open } = variant(words, { prefix: true, fuzzy: 0.2 });
