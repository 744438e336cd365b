// The page of every contestant: a box, a list of ten titles, and what the
// harness reads and calls.

/**
 * start opens the index and answers the query in the address.
 * open gives find(query) -> {items: [{id, title}], sure}, best ten first;
 * sure is false where the contestant itself says that nothing fits.
 */
export function start(open) {
  const ready = Promise.resolve().then(open);
  const list = document.getElementById("hits");
  const box = document.getElementById("q");
  const find = async (q) => (await ready)(q);
  const show = async (q) => {
    const found = await find(q);
    list.replaceChildren(...found.items.map(({ id, title }) => {
      const li = document.createElement("li"), a = document.createElement("a");
      a.href = "#" + id;
      a.textContent = title;
      li.append(a);
      return li;
    }));
    return found;
  };
  box.addEventListener("input", () => show(box.value));
  // run measures queries one after the other until cap milliseconds are over.
  window.bench.run = async (queries, cap) => {
    const out = [], begin = performance.now();
    for (const q of queries) {
      const t = performance.now();
      if (t - begin > cap) break;
      const found = await find(q);
      out.push({ ms: performance.now() - t, ids: found.items.map((x) => x.id), sure: found.sure !== false && found.items.length > 0 });
    }
    return out;
  };
  const q = new URLSearchParams(location.search).get("q");
  if (q === null) return;
  box.value = q;
  // The first result is there once its list has been painted.
  show(q).then((found) => requestAnimationFrame(() => setTimeout(() => {
    window.bench.first = { ms: performance.now(), hits: found.items.length };
  })), (e) => { window.bench.error ??= String(e?.message ?? e); });
}

/** The index as text: wrapped in a script, or fetched as the manuals show. */
export async function indexText() {
  if (window.indexText !== undefined) {
    const t = window.indexText;
    window.indexText = undefined; // not kept beside the index made of it
    return t;
  }
  const r = await fetch("index.json");
  return r.text();
}
