// The controls of one item of the form.

import { isDay } from "./day";
import { known } from "./model";
import type { Answer, Item } from "./model";

type Value = "checked" | "target" | "note" | "evidence";

/** An article of the page and the answer it shows. */
export class ItemControls {
  readonly item: Item;
  readonly roles: string[];
  answer: Answer | undefined;
  private readonly radios: HTMLInputElement[];
  private readonly values: [Value, HTMLInputElement | HTMLTextAreaElement][];

  /** changed is called after a person has changed the answer. */
  constructor(readonly article: HTMLElement, private readonly changed: () => void) {
    const d = article.dataset;
    this.item = { id: d.item ?? "", section: d.section ?? "", label: d.label ?? "", title: d.title ?? "", systems: d.systems ?? "", fingerprint: d.fingerprint ?? "" };
    this.roles = (d.roles ?? "").split("、");
    this.radios = [...article.querySelectorAll<HTMLInputElement>("input[type=radio]")];
    this.values = [...article.querySelectorAll<HTMLInputElement | HTMLTextAreaElement>("[data-value]")].map((e) => [e.dataset.value as Value, e]);
    for (const r of this.radios) r.addEventListener("change", () => this.edit((a) => { a.answer = r.value; }));
    for (const [name, e] of this.values) e.addEventListener("input", () => this.edit((a) => { a[name] = e.value; }));
    article.querySelector(".sheet-checked")?.addEventListener("click", () => {
      this.edit((a) => { a.recheck = ""; });
      this.radios.find((r) => r.checked)?.focus();
    });
  }

  /** Shows an answer. */
  show(a: Answer): void {
    this.answer = a;
    for (const r of this.radios) r.checked = r.value === (known(a) ? a.answer : "");
    for (const [name, e] of this.values) {
      const value = e instanceof HTMLInputElement && !isDay(a[name]) ? "" : a[name];
      if (e.value !== value) e.value = value;
    }
    this.marks();
  }

  private edit(change: (a: Answer) => void): void {
    if (!this.answer) return;
    change(this.answer);
    this.answer.carried = "";
    this.marks();
    this.changed();
  }

  /** What the answer says that no control can show. */
  private marks(): void {
    const a = this.answer;
    if (!a) return;
    this.mark(".sheet-recheck", a.recheck !== "", ".sheet-why", a.recheck);
    this.mark(".sheet-carried", a.carried !== "", "", `${a.carried}の回答を引き継いだままです。`);
    const unread = [[known(a) ? "" : a.answer, "回答"], [isDay(a.checked) ? "" : a.checked, "確認日"], [isDay(a.target) ? "" : a.target, "目標日"]]
      .filter(([value]) => value !== "").map(([value, name]) => `${name}の「${value}」は読み取れません。選び直すまで、このまま保管します。`);
    this.mark(".sheet-unread", unread.length > 0, "", unread.join(" "));
  }

  private mark(selector: string, shown: boolean, inner: string, text: string): void {
    const box = this.article.querySelector<HTMLElement>(selector);
    if (!box) return;
    box.hidden = !shown;
    const into = inner === "" ? box : box.querySelector(inner);
    if (into && into.textContent !== text) into.textContent = text;
  }
}
