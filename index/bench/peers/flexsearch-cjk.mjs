// FlexSearch with the encoder for Japanese alone.
import { variant } from "./flexsearch.mjs";

export const { build, open } = variant({});
