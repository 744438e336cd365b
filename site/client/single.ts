// The edition of the site in one file: every page is a section of it, and an
// address such as doc/mhlw-6.0/sys-8.html#i03 is the id of a place in it.

/** Shows one page at a time, the start page where the address names none. */
export function singleFile(): void {
  if (document.body.dataset.single === undefined) return;
  const pages = [...document.querySelectorAll<HTMLElement>("[data-page]")];
  const show = (): void => {
    const target = place(window.location.hash.slice(1));
    const page = target?.closest<HTMLElement>("[data-page]") ?? pages[0];
    for (const p of pages) p.hidden = p !== page;
    if (target) target.scrollIntoView();
    else window.scrollTo(0, 0);
  };
  window.addEventListener("hashchange", show);
  // Results name pages by their files.
  document.addEventListener("click", (event) => {
    const href = (event.target as Element).closest("a")?.getAttribute("href");
    if (!href || href.startsWith("#") || !place(href)) return;
    event.preventDefault();
    window.location.hash = href;
  });
  show();
}

function place(id: string): HTMLElement | null {
  if (id === "") return null;
  return document.getElementById(id) ?? document.getElementById(safelyDecoded(id));
}

function safelyDecoded(s: string): string {
  try {
    return decodeURIComponent(s);
  } catch {
    return s;
  }
}
