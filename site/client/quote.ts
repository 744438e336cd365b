// Copying an item as a citation: its text with document, edition, number and
// the address it stands at.

import { announce, el } from "./dom";

/** Adds the button to every article of a requirement. */
export function quoteButtons(): void {
  for (const article of document.querySelectorAll<HTMLElement>("article[data-citation]")) {
    const tags = article.querySelector(".requirement-head .tags");
    if (!tags) continue;
    const copy = el("button", "quiet-button", "引用をコピー");
    copy.type = "button";
    copy.addEventListener("click", () => void put(copy, citationOf(article)));
    tags.append(" ", copy);
  }
}

/**
 * The citation of an article: 「本文」 and, in parentheses, document, edition,
 * number, official address; then the address of the page, unless it is a file
 * of this machine.
 */
export function citationOf(article: HTMLElement): string {
  const { citation = "", official = "" } = article.dataset;
  const title = article.dataset.heading ?? "";
  const lines = [...article.querySelectorAll(".statement p, .items li")].map((p) => p.textContent?.trim() ?? "");
  const text = [title, ...lines].filter((x) => x !== "").join("\n");
  const source = [citation, official].filter((x) => x !== "").join("、");
  const page = window.location.protocol === "file:" ? "" : `\n${window.location.href.split("#")[0]}#${article.id}`;
  return `${text === "" ? "（本文は未収録）" : `「${text}」`}\n（${source}）${page}`;
}

async function put(button: HTMLButtonElement, text: string): Promise<void> {
  try {
    await navigator.clipboard.writeText(text);
  } catch {
    byHand(button, text);
    return;
  }
  button.textContent = "コピーしました";
  announce("引用をコピーしました");
  window.setTimeout(() => { button.textContent = "引用をコピー"; }, 3000);
}

/** Where the clipboard is closed, a field to copy from. */
function byHand(button: HTMLButtonElement, text: string): void {
  const field = el("textarea", "quote-field");
  field.readOnly = true;
  field.value = text;
  field.rows = 4;
  field.setAttribute("aria-label", "引用の文面");
  button.closest("header")?.append(field);
  button.remove();
  field.focus();
  field.select();
}
