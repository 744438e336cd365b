// node build.mjs CONTESTANT CORPUS INDEX: makes a contestant's index.
import fs from "node:fs";

const [name, corpus, index] = process.argv.slice(2);
const docs = fs.readFileSync(corpus, "utf8").split("\n").filter(Boolean).map((l) => JSON.parse(l));
const { build } = await import(`./${name}.mjs`);
fs.writeFileSync(index, await build(docs));
