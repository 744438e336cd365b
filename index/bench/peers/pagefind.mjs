// Pagefind, documentation, "Searching using the Pagefind API": import and
// init(), then data() of the results shown. The index is made by its extended
// binary, which its "Multilingual search" names for Japanese, over pages with
// lang="ja".
export async function open() {
  const pagefind = await import("./pagefind/pagefind.js");
  await pagefind.init();
  return async (q) => {
    const { results } = await pagefind.search(q);
    const pages = await Promise.all(results.slice(0, 10).map((r) => r.data()));
    return { items: pages.map((p) => ({ id: p.url.replace(/^.*\/p\//, "").replace(/\.html$/, ""), title: p.meta.title })) };
  };
}
