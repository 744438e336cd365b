// The page that lists the forms and puts several sheets beside each other.

import { button, el } from "../dom";
import { compare } from "./compare";
import type { Row } from "./compare";
import { dayText } from "./day";
import { download, readFile, toCSV, toJSON, toXLSX } from "./file";
import { open, progressText, respondent, word } from "./model";
import type { Answer, Sheet } from "./model";
import { message, need, offer, say, today } from "./page";
import { paper } from "./paper";
import { keep, load } from "./store";

/** Under what name the sheets of this page are kept. */
const kept = "merge";

export class MergePage {
  private sheets: Sheet[] = load(kept);
  private readonly message = need("merge-message", HTMLElement);
  private readonly filters = { which: select("表示", [["", "すべて"], ["conflict", "回答の食い違う項目"], ["open", "未回答・要再確認のある項目"], ["no", "「いいえ」のある項目"]]), system: select("対象", [["", "すべて"]]), form: select("様式", [["", "すべて"]]) };
  private readonly summary = el("p", "");
  private readonly list = el("ul", "sheet-merged");
  private readonly table = el("div", "table-box");

  constructor(private readonly box: HTMLElement) {
    for (const card of document.querySelectorAll<HTMLElement>("[data-form]")) this.local(card);
    const bar = el("fieldset", "sheet-filter", el("legend", "", "項目を絞る"), ...Object.values(this.filters).map((f) => f.label));
    for (const f of Object.values(this.filters)) f.select.addEventListener("change", () => this.draw());
    this.summary.setAttribute("role", "status");
    this.table.tabIndex = 0;
    this.table.setAttribute("role", "region");
    this.table.setAttribute("aria-label", "シートを並べた表");
    box.append(this.list, bar, this.summary, this.table);
    this.listen();
    this.show();
  }

  /** What of a form is filled in on this machine, with a button that adds it. */
  private local(card: HTMLElement): void {
    const [sheet] = load(card.dataset.form ?? ""), place = card.querySelector(".sheet-local");
    if (!sheet || !place) return;
    place.append(`この端末で記入中：${progressText(sheet.answers.slice(0, Number(card.dataset.items)))}。 `, button("下の表に加える", () => { this.add([sheet]); }));
  }

  private listen(): void {
    const file = need("merge-load", HTMLInputElement);
    file.addEventListener("change", () => void this.read(file));
    const act = (id: string, f: () => void): void => need(id, HTMLButtonElement).addEventListener("click", f);
    const name = `記入シート_まとめ_${today()}`;
    act("merge-save", () => download(toJSON(this.sheets), `${name}.json`));
    act("merge-csv", () => download(toCSV(this.sheets), `${name}.csv`));
    act("merge-xlsx", () => void toXLSX(this.sheets).then((b) => download(b, `${name}.xlsx`), (e: unknown) => say(this.message, `書き出せませんでした。${message(e)}`)));
    act("merge-print", () => window.print());
    window.addEventListener("beforeprint", () => this.drawPaper());
  }

  private async read(file: HTMLInputElement): Promise<void> {
    const notes: string[] = [], added: Sheet[] = [];
    for (const f of file.files ?? []) {
      try {
        const { sheets, problems } = await readFile(f);
        added.push(...sheets);
        notes.push(...problems.map((p) => `${f.name} ${p}`));
      } catch (e) {
        notes.push(`「${f.name}」を読み込めませんでした。${message(e)}`);
      }
    }
    file.value = "";
    this.add(added, notes);
  }

  private add(sheets: readonly Sheet[], notes: readonly string[] = []): void {
    this.sheets.push(...sheets);
    const trouble = this.save();
    this.show();
    say(this.message, `シートを ${sheets.length} 件加えました。${trouble ? "このブラウザーには残せないため、閉じる前に「ファイルに保存」を押してください。" : ""}`, notes);
  }

  private save(): boolean { return keep(kept, this.sheets) !== ""; }

  private remove(n: number): void {
    const [gone] = this.sheets.splice(n, 1);
    this.save();
    this.show();
    say(this.message, `${respondent(gone)}のシートを外しました。`, [], [["元に戻す", () => { this.sheets.splice(n, 0, gone); this.save(); this.show(); say(this.message, "元に戻しました。"); }]]);
  }

  private show(): void {
    const some = this.sheets.length > 0;
    for (const id of ["merge-save", "merge-xlsx", "merge-csv", "merge-print"]) need(id, HTMLButtonElement).hidden = !some;
    this.box.hidden = !some;
    this.list.replaceChildren(...this.sheets.map((s, n) => el("li", "", el("strong", "", respondent(s)), ` ${s.name} ${s.edition}　${progressText(s.answers)}。 `, this.dropButton(s, n))));
    offer(this.filters.system.select, this.sheets.flatMap((s) => s.answers.flatMap((a) => a.systems.split("、"))));
    offer(this.filters.form.select, this.sheets.map((s) => s.name));
    this.draw();
    this.drawPaper();
  }

  private dropButton(s: Sheet, n: number): HTMLElement {
    const b = button("外す", () => this.remove(n));
    b.append(el("span", "hidden", `：${respondent(s)}`));
    return b;
  }

  private draw(): void {
    const value = (f: keyof MergePage["filters"]): string => this.filters[f].select.value;
    const sheets = this.sheets.filter((s) => value("form") === "" || s.name === value("form")), all = compare(sheets), which = value("which");
    const fits = (r: Row): boolean => which === "" || (which === "conflict" ? r.conflict : r.cells.some((c) => c && (which === "open" ? open(c) : c.answer === "no")));
    const rows = all.filter((r) => fits(r) && (value("system") === "" || r.systems.split("、").includes(value("system"))));
    this.summary.textContent = `シート ${sheets.length} 件、項目 ${all.length} 件。回答の食い違う項目 ${all.filter((r) => r.conflict).length} 件。${rows.length < all.length ? `${rows.length} 件を表示しています。` : ""}`;
    const head = el("tr", "", ...["項目", ...sheets.map(respondent)].map((t) => { const th = el("th", "", t); th.scope = "col"; return th; }));
    this.table.replaceChildren(el("table", "sheet-table", el("caption", "hidden", "項目ごとの回答"), el("thead", "", head), el("tbody", "", ...rows.map(line))));
  }

  private drawPaper(): void {
    need("sheet-paper", HTMLElement).replaceChildren(...this.sheets.map((s) => paper(s, "")));
  }
}

function line(r: Row): HTMLElement {
  const item = el("th", "", el("span", "label", r.label), ` ${r.title}`);
  item.scope = "row";
  if (r.conflict) item.append(" ", el("span", "badge badge-warn", "食い違い"));
  if (r.wordings) item.append(" ", el("span", "badge badge-likely", "項目の文言が同じでない"));
  return el("tr", r.conflict ? "sheet-conflict" : "", item, ...r.cells.map(cell));
}

function cell(a: Answer | undefined): HTMLElement {
  if (!a) return el("td", "", el("span", "muted", "項目なし"));
  const td = el("td", "", el("strong", "", word(a.answer) || "未回答"));
  if (a.recheck) td.append(" ", el("span", "badge badge-likely", "要再確認"));
  const days = [a.checked ? `確認 ${dayText(a.checked)}` : "", a.target ? `目標 ${dayText(a.target)}` : ""].filter((x) => x);
  if (days.length > 0) td.append(el("p", "small", days.join("　")));
  const more = [a.recheck, a.note, a.evidence ? `根拠：${a.evidence}` : ""].filter((x) => x);
  if (more.length > 0) td.append(el("details", "", el("summary", "", "備考・根拠資料"), ...more.map((t) => el("p", "small pre", t))));
  return td;
}

function select(name: string, options: readonly [string, string][]): { label: HTMLLabelElement; select: HTMLSelectElement } {
  const s = el("select", "", ...options.map(([value, text]) => { const o = el("option", "", text); o.value = value; return o; }));
  return { label: el("label", "", name, s), select: s };
}
