// The explanation of a term beside it: on hover, and when the keyboard comes to
// it. It stays while the pointer is on it, and Escape closes it. Without script
// the term is a link to its definition.

let open: { tip: HTMLElement; at: HTMLElement } | undefined;
let closing = 0;

/** Makes every marked term of the page show its explanation. */
export function explainTerms(): void {
  for (const a of document.querySelectorAll<HTMLAnchorElement>("a.term")) {
    const tip = document.getElementById(a.getAttribute("aria-describedby") ?? "");
    if (!tip) continue;
    a.addEventListener("mouseenter", () => show(tip, a));
    a.addEventListener("focus", () => show(tip, a));
    a.addEventListener("mouseleave", later);
    a.addEventListener("blur", hide);
    tip.addEventListener("mouseenter", () => window.clearTimeout(closing));
    tip.addEventListener("mouseleave", later);
  }
  document.addEventListener("keydown", (e) => {
    if (e.key === "Escape") hide();
  });
  window.addEventListener("resize", hide);
}

function show(tip: HTMLElement, at: HTMLElement): void {
  window.clearTimeout(closing);
  if (open?.tip === tip) return;
  hide();
  open = { tip, at };
  tip.hidden = false;
  tip.classList.add("open");
  // Below the word, inside of the window; above it where there is no room.
  const word = at.getBoundingClientRect(), box = tip.getBoundingClientRect();
  const left = Math.max(8, Math.min(word.left, document.documentElement.clientWidth - box.width - 8));
  const below = word.bottom + box.height + 8 <= window.innerHeight || word.top < box.height;
  tip.style.left = `${left + window.scrollX}px`;
  tip.style.top = `${(below ? word.bottom + 4 : word.top - box.height - 4) + window.scrollY}px`;
}

/** Time to move the pointer from the word to its explanation. */
function later(): void {
  window.clearTimeout(closing);
  closing = window.setTimeout(hide, 250);
}

function hide(): void {
  window.clearTimeout(closing);
  if (!open) return;
  open.tip.classList.remove("open");
  open.tip.hidden = true;
  open = undefined;
}
