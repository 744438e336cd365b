// The # beside a heading is a plain link to the item. With script it also puts
// the whole address on the clipboard and says so.

/** Makes every permalink of the page copy its address. */
export function copyPermalinks(): void {
  for (const a of document.querySelectorAll<HTMLAnchorElement>("a[data-copy]")) {
    a.addEventListener("click", () => void copy(a));
  }
}

async function copy(a: HTMLAnchorElement): Promise<void> {
  try {
    // The clipboard is closed to some pages; the link then just goes to its place.
    await navigator.clipboard.writeText(a.href);
  } catch {
    return;
  }
  let note = a.nextElementSibling as HTMLElement | null;
  if (!note) {
    note = document.createElement("span");
    note.className = "small muted";
    note.setAttribute("role", "status");
    a.after(note);
  }
  note.textContent = "アドレスをコピーしました";
  window.setTimeout(() => note.remove(), 3000);
}
