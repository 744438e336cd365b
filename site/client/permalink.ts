// The # beside a heading is a plain link to the item. With script it also puts
// the whole address on the clipboard and says so.

import { announce, button, el } from "./dom";

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

/** A button that copies an address; where the clipboard is closed, it gives way to a field to copy from by hand. */
export function copyAddress(address: () => string): HTMLButtonElement {
  const copy = button("検索のアドレスをコピー", () => {
    const byHand = (): void => {
      const field = el("input", "address");
      field.readOnly = true;
      field.value = address();
      field.setAttribute("aria-label", "この検索のアドレス");
      copy.replaceWith(field);
      field.focus();
      field.select();
    };
    const done = (): void => {
      copy.textContent = "アドレスをコピーしました";
      announce("アドレスをコピーしました");
    };
    if (!navigator.clipboard) byHand();
    else navigator.clipboard.writeText(address()).then(done, byHand);
  });
  copy.classList.add("copy-address");
  return copy;
}
