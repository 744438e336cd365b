// Building the page. Everything is put in as text nodes: a word of a source
// can never become markup.

import { embedded } from "./search/embedded";

/** Builds an element with a class and children. */
export function el<K extends keyof HTMLElementTagNameMap>(name: K, className: string, ...children: (Node | string)[]): HTMLElementTagNameMap[K] {
  const e = document.createElement(name);
  if (className) e.className = className;
  e.append(...children);
  return e;
}

/** Builds a button that looks quiet beside the one of the form. */
export function button(label: string, act: () => void): HTMLButtonElement {
  const b = el("button", "plain-button", label);
  b.type = "button";
  b.addEventListener("click", act);
  return b;
}

/** Says a sentence to people who hear the page; what they read is elsewhere. */
export function announce(sentence: string): void {
  const live = document.getElementById("site-status");
  if (live) live.textContent = sentence;
}

/** Loads a classic script: a page from file:// may neither fetch nor load modules. */
export function loadScript(src: string): Promise<void> {
  if (embedded(src)) return Promise.resolve();
  return new Promise((resolve, reject) => {
    const script = document.createElement("script");
    script.src = src;
    script.onload = () => { script.remove(); resolve(); };
    script.onerror = () => {
      script.remove();
      reject(new Error(`検索データ ${src} を読み込めませんでした。サイトのフォルダーが途中までしか複製されていないおそれがあります。`));
    };
    document.head.append(script);
  });
}
