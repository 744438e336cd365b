// FlexSearch with the context its README, "Context Search", recommends for
// better order: tokenize "strict", depth 1, resolution 3. Japanese is written
// in one direction, so bidirectional is off.
import { variant } from "./flexsearch.mjs";

export const { build, open } = variant({ tokenize: "strict", context: { depth: 1, bidirectional: false, resolution: 3 } });
