// The box with suggestions, as the ARIA 1.2 pattern "combobox with listbox"
// has it: the focus stays in the box, arrow keys walk through the list, Enter
// takes the chosen text, Escape closes.

import { el } from "./dom";
import type { Suggestion } from "./suggestions";

/** What the box asks for. */
export interface Source {
  /** Called when the box is first entered. */
  open(): void;
  matching(typed: string, n: number): Promise<Suggestion[]>;
}

/** Suggestions shown at once, on a wide and on a narrow screen. */
const most = 6, mostNarrow = 4;

/** Adds suggestions to an input; choose runs the search for one. */
export class Combobox {
  private readonly list = el("ul", "suggest");
  private readonly said = el("p", "hidden");
  private options: HTMLElement[] = [];
  private at = -1;
  private turn = 0;

  constructor(private readonly input: HTMLInputElement, private readonly source: Source, private readonly choose: (text: string) => void) {
    this.list.id = `${input.id}-suggest`;
    this.list.hidden = true;
    this.said.setAttribute("role", "status");
    for (const [name, value] of [["role", "listbox"], ["aria-label", "候補"]]) this.list.setAttribute(name, value);
    const attributes = [["role", "combobox"], ["aria-autocomplete", "list"], ["aria-expanded", "false"], ["aria-controls", this.list.id]];
    for (const [name, value] of attributes) input.setAttribute(name, value);
    (input.closest(".search-row") ?? input).after(this.list, this.said);
    input.addEventListener("focus", () => source.open(), { once: true });
    input.addEventListener("input", () => void this.update());
    input.addEventListener("keydown", (e) => this.key(e));
    // Taking a suggestion with the pointer must not take the focus first.
    this.list.addEventListener("mousedown", (e) => e.preventDefault());
    this.list.addEventListener("click", (e) => {
      const option = (e.target as Element).closest<HTMLElement>("[role=option]");
      if (option) this.take(option);
    });
    // A list that lies over the page goes with the focus; one that stands in it
    // stays, or the page would move under the pointer.
    input.addEventListener("blur", () => { if (window.getComputedStyle(this.list).position === "absolute") this.close(); });
    input.form?.addEventListener("submit", () => this.close());
  }

  /** Takes the list away until the next key. */
  close(): void {
    this.turn++;
    this.list.hidden = true;
    this.options = [];
    this.mark(-1);
    this.input.setAttribute("aria-expanded", "false");
    this.said.textContent = "";
  }

  private async update(): Promise<void> {
    const mine = ++this.turn;
    const n = window.matchMedia("(max-width: 40rem)").matches ? mostNarrow : most;
    let found: Suggestion[] = [];
    try {
      found = await this.source.matching(this.input.value, n);
    } catch {
      // Without suggestions the search itself works, and says what is wrong.
    }
    if (mine !== this.turn) return;
    if (found.length === 0) {
      this.close();
      return;
    }
    this.options = found.map((s, i) => this.option(s, i));
    this.list.replaceChildren(...this.options);
    this.list.hidden = false;
    this.mark(-1);
    this.input.setAttribute("aria-expanded", "true");
    this.said.textContent = `候補が${found.length}件あります。上下の矢印キーで選べます。`;
  }

  private option({ text, kind }: Suggestion, i: number): HTMLElement {
    const li = el("li", "", el("span", "suggest-text", text), " ", el("span", "suggest-kind", kind));
    li.id = `${this.list.id}-${i}`;
    li.dataset.text = text;
    li.setAttribute("role", "option");
    li.setAttribute("aria-selected", "false");
    return li;
  }

  private key(e: KeyboardEvent): void {
    // While an input method composes, its own list has these keys.
    if (e.isComposing || e.keyCode === 229) return;
    const n = this.options.length;
    if (e.key === "Escape" && n > 0) {
      e.preventDefault();
      this.close();
    } else if ((e.key === "ArrowDown" || e.key === "ArrowUp") && n === 0) {
      if (e.key === "ArrowDown") void this.update();
    } else if (e.key === "ArrowDown" || e.key === "ArrowUp") {
      e.preventDefault();
      // Between the last and the first lies the box itself.
      const step = e.key === "ArrowDown" ? 1 : -1;
      this.mark(((this.at + 1 + step + n + 1) % (n + 1)) - 1);
    } else if (e.key === "Enter" && this.at >= 0) {
      e.preventDefault();
      this.take(this.options[this.at]);
    }
  }

  private mark(at: number): void {
    this.at = at;
    this.options.forEach((o, i) => o.setAttribute("aria-selected", String(i === at)));
    if (at < 0) this.input.removeAttribute("aria-activedescendant");
    else {
      this.input.setAttribute("aria-activedescendant", this.options[at].id);
      this.options[at].scrollIntoView({ block: "nearest" });
    }
  }

  private take(option: HTMLElement): void {
    const text = option.dataset.text ?? "";
    this.input.value = text;
    this.close();
    this.choose(text);
  }
}
