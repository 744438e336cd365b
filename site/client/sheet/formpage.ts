// The page of one form: shows the answers, keeps them in this browser, saves
// them to a file and loads them again.

import { el } from "../dom";
import { carry } from "./carry";
import { isDay } from "./day";
import { download, readFile, toCSV, toJSON, toXLSX } from "./file";
import { ItemControls } from "./item";
import { filled, newSheet, open, progress, progressText, respondent, word } from "./model";
import type { Answer, Form, Sheet } from "./model";
import { message, need, say, today } from "./page";
import { paper } from "./paper";
import { available, keep, load, watch } from "./store";

/** Milliseconds without a change before the sheet is kept. */
const pause = 250;

type Property = "organization" | "system" | "person" | "date";

export class FormPage {
  private readonly form: Form;
  private readonly items: ItemControls[];
  private readonly fields: [Property, HTMLInputElement][];
  private readonly box = need("sheet-message", HTMLElement);
  private sheet: Sheet;
  private before: Sheet | undefined;
  private timer = 0;
  private unsaved = false;

  constructor(private readonly element: HTMLFormElement) {
    this.items = [...element.querySelectorAll<HTMLElement>("[data-item]")].map((a) => new ItemControls(a, () => this.changed()));
    const d = element.dataset;
    this.form = { id: d.form ?? "", name: d.name ?? "", edition: d.edition ?? "", title: d.title ?? "", items: this.items.map((i) => i.item) };
    this.fields = [...element.querySelectorAll<HTMLInputElement>("input[data-field]")].map((e) => [e.dataset.field as Property, e]);
    this.sheet = this.kept();
    this.show();
    this.listen();
    this.sayKept(available() ? "" : "closed");
    if (window.matchMedia("(max-width: 59.999rem)").matches) for (const help of element.querySelectorAll<HTMLDetailsElement>(".sheet-help")) help.open = false;
  }

  /** The sheet of this browser, brought to the items the page has now. */
  private kept(): Sheet {
    const [sheet] = load(this.form.id);
    return sheet ? carry(sheet, this.form).sheet : newSheet(this.form);
  }

  private listen(): void {
    const { element } = this;
    element.addEventListener("submit", (e) => e.preventDefault());
    for (const [name, e] of this.fields) e.addEventListener("input", () => { this.sheet[name] = e.value; this.sayDate(); this.changed(); });
    const act = (id: string, f: () => void): void => need(id, HTMLButtonElement).addEventListener("click", f);
    act("sheet-save", () => download(toJSON([this.sheet]), `${this.fileName()}.json`));
    act("sheet-csv", () => download(toCSV([this.sheet]), `${this.fileName()}.csv`));
    act("sheet-xlsx", () => void this.exportXLSX());
    act("sheet-print", () => { this.draw(); window.print(); });
    act("sheet-clear", () => this.clear());
    const file = need("sheet-load", HTMLInputElement);
    file.addEventListener("change", () => void this.read(file));
    for (const id of ["sheet-open", "sheet-systems", "sheet-roles"]) need(id, HTMLSelectElement).addEventListener("change", () => this.filter());
    window.addEventListener("pagehide", () => this.save());
    document.addEventListener("visibilitychange", () => { if (document.visibilityState === "hidden") this.save(); });
    window.addEventListener("beforeprint", () => this.draw());
    window.addEventListener("beforeunload", (e) => { this.save(); if (this.unsaved) e.preventDefault(); });
    watch(this.form.id, () => {
      this.sheet = this.kept();
      this.show();
      say(this.box, "別のタブで記入された内容を表示しました。");
    });
  }

  private fileName(): string {
    return ["記入シート", this.form.edition, this.form.name, this.sheet.organization, today()].filter((x) => x).join("_");
  }

  private async exportXLSX(): Promise<void> {
    try { download(await toXLSX([this.sheet]), `${this.fileName()}.xlsx`); } catch (e) { say(this.box, `書き出せませんでした。${message(e)}`); }
  }

  private changed(): void {
    this.count();
    window.clearTimeout(this.timer);
    this.timer = window.setTimeout(() => this.save(), pause);
    this.unsaved = true;
  }

  /** Keeps the sheet in this browser. */
  private save(): void {
    window.clearTimeout(this.timer);
    if (!this.unsaved) return;
    const trouble = keep(this.form.id, this.isEmpty() ? [] : [this.sheet]);
    this.unsaved = trouble !== "";
    this.sayKept(trouble);
    this.draw();
  }

  private isEmpty(): boolean {
    return !this.sheet.answers.some(filled) && this.fields.every(([name]) => this.sheet[name] === "");
  }

  private sayKept(trouble: string): void {
    const p = need("sheet-kept", HTMLElement);
    p.classList.toggle("notice", trouble !== "");
    p.textContent = trouble === "closed"
      ? "このブラウザーの設定では、記入した内容を残せません。ページを閉じる前に「ファイルに保存」を押してください。"
      : trouble === "full"
        ? "記入した内容が多く、このブラウザーには残せません。ページを閉じる前に「ファイルに保存」を押してください。"
        : "記入した内容は、このブラウザーの中に自動で残ります。共用の端末では、ファイルに保存したあと「すべて消す」を押してください。";
  }

  /** Shows the whole sheet. */
  private show(): void {
    for (const i of this.items) {
      const a = this.sheet.answers.find((x) => x.item === i.item.id);
      if (a) i.show(a);
    }
    for (const [name, e] of this.fields) e.value = e.type === "date" && !isDay(this.sheet[name]) ? "" : this.sheet[name];
    this.sayDate();
    const left = this.left(), section = need("sheet-left", HTMLElement);
    section.hidden = left.length === 0;
    need("sheet-left-list", HTMLElement).replaceChildren(...left.map((a) => el("li", "", `${a.label} ${a.title}：${word(a.answer) || "未回答"}`, ...[a.checked, a.note, a.evidence].filter((x) => x).map((x) => el("span", "small muted", `　${x}`)))));
    this.count();
    this.filter();
    this.draw();
  }

  /** Shows a day of the sheet that its field cannot. */
  private sayDate(): void {
    const p = need("sheet-date-unread", HTMLElement), { date } = this.sheet;
    p.hidden = date === "" || isDay(date);
    p.textContent = p.hidden ? "" : `記入日の「${date}」は読み取れません。選び直すまで、このまま保管します。`;
  }

  /** The answers whose items the form does not have. */
  private left(): Answer[] { return this.sheet.answers.slice(this.items.length); }

  private own(): Answer[] { return this.sheet.answers.slice(0, this.items.length); }

  private count(): void {
    const own = this.own(), p = progress(own);
    need("sheet-count", HTMLElement).textContent = `${progressText(own)}。`;
    need("sheet-bar", HTMLProgressElement).value = p.items - p.unanswered;
  }

  private filter(): void {
    const value = (id: string): string => need(id, HTMLSelectElement).value, which = value("sheet-open"), system = value("sheet-systems"), role = value("sheet-roles");
    const fits = (a: Answer): boolean => which === "" || (which === "open" ? open(a) : which === "recheck" ? a.recheck !== "" : which === "carried" ? a.carried !== "" : a.answer === which);
    let n = 0;
    for (const i of this.items) {
      const shown = (!i.answer || fits(i.answer)) && (system === "" || i.item.systems.split("、").includes(system)) && (role === "" || i.roles.includes(role));
      i.article.hidden = !shown;
      if (shown) n++;
    }
    for (const s of this.element.querySelectorAll<HTMLElement>(".sheet-section")) s.hidden = !s.querySelector("[data-item]:not([hidden])");
    need("sheet-shown", HTMLElement).textContent = n === this.items.length ? "" : `${this.items.length} 項目のうち ${n} 項目を表示しています。`;
  }

  /** What paper shows. */
  private draw(): void { need("sheet-paper", HTMLElement).replaceChildren(paper(this.sheet, this.form.title)); }

  private clear(): void {
    this.replace(newSheet(this.form));
    say(this.box, "記入した内容を消しました。", [], [["元に戻す", () => this.undo()]]);
  }

  private replace(sheet: Sheet): void {
    this.before = this.sheet;
    this.sheet = sheet;
    this.show();
    this.unsaved = true;
    this.save();
  }

  private undo(): void {
    if (!this.before) return;
    this.replace(this.before);
    say(this.box, "元に戻しました。");
  }

  private async read(file: HTMLInputElement): Promise<void> {
    const chosen = file.files?.[0];
    if (!chosen) return;
    try {
      const { sheets, problems } = await readFile(chosen);
      const mine = sheets.filter((s) => s.form === this.form.id), choice = mine.length > 0 ? mine : sheets;
      if (choice.length === 1) this.take(choice[0], problems);
      else say(this.box, "このファイルには複数のシートがあります。読み込むシートを選んでください。", problems, choice.slice(0, 50).map((s) => [`${respondent(s)}（${s.name} ${s.edition}）`, () => this.take(s, problems)]));
    } catch (e) {
      say(this.box, `「${chosen.name}」を読み込めませんでした。${message(e)}`);
    }
    file.value = "";
  }

  private take(from: Sheet, problems: readonly string[]): void {
    if (from.form.endsWith("-provider") !== this.form.id.endsWith("-provider") && from.form !== "") {
      say(this.box, `このファイルは「${from.name || from.form}」のシートです。その様式のページで読み込むか、記入シートの一覧のページで並べて見てください。`);
      return;
    }
    const { sheet, outcome } = carry(from, this.form);
    this.replace(sheet);
    const earlier = from.form !== this.form.id ? `${from.edition || "別の版"}のシートから引き継ぎました。` : "ファイルを読み込みました。";
    const counts = `同じ項目 ${outcome.same}、要再確認 ${outcome.recheck}、回答のない項目 ${outcome.fresh}${outcome.left > 0 ? `、このシートにない回答 ${outcome.left}` : ""}。`;
    say(this.box, earlier + counts, problems, [["読み込む前に戻す", () => this.undo()]]);
  }
}
