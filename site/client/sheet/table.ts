// The table that CSV and XLSX hold: the same columns and rules as
// shogo/corpus/assessment/table.go and table_read.go.

import { parseDay } from "./day";
import { parseAnswer, word } from "./model";
import type { Answer, Sheet } from "./model";

type Property = Exclude<keyof Sheet, "answers">;

interface Column { head: string; width: number; day?: boolean; sheet?: Property; value?: keyof Answer; }

export const columns: readonly Column[] = [
  { head: "番号", width: 8, value: "label" },
  { head: "項目", width: 44, value: "title" },
  { head: "対象", width: 14, value: "systems" },
  { head: "回答", width: 9, value: "answer" },
  { head: "確認日", width: 12, day: true, value: "checked" },
  { head: "目標日", width: 12, day: true, value: "target" },
  { head: "備考", width: 36, value: "note" },
  { head: "根拠資料", width: 30, value: "evidence" },
  { head: "要再確認", width: 24, value: "recheck" },
  { head: "引き継ぎ元", width: 14, value: "carried" },
  { head: "施設・事業者名", width: 20, sheet: "organization" },
  { head: "システム・サービス名", width: 20, sheet: "system" },
  { head: "記入者", width: 14, sheet: "person" },
  { head: "記入日", width: 12, day: true, sheet: "date" },
  { head: "様式", width: 18, sheet: "name" },
  { head: "版", width: 14, sheet: "edition" },
  { head: "節", width: 24, value: "section" },
  { head: "項目ID", width: 18, value: "item" },
  { head: "様式ID", width: 18, sheet: "form" },
  { head: "指紋", width: 22, value: "fingerprint" },
  { head: "シート番号", width: 6 },
  { head: "続き", width: 6 },
];

/** What a cell holds at most, in UTF-16 units: a little less than Excel allows. */
const mostInCell = 32_000;

const at = (head: string): number => columns.findIndex((c) => c.head === head);
export const answerColumn = at("回答");

/** Sheets as a table, its head first. A text too long for a cell goes on in a further row with the same ids. */
export function rows(sheets: readonly Sheet[]): string[][] {
  return [columns.map((c) => c.head), ...sheets.flatMap((s, n) => s.answers.flatMap((a) => answerRows(String(n + 1), s, a)))];
}

function answerRows(number: string, s: Sheet, a: Answer): string[][] {
  const cells = columns.map((c) => (c.head === "シート番号" ? [number] : c.sheet ? [s[c.sheet]] : c.value === "answer" ? [word(a.answer)] : c.value ? cut(a[c.value]) : []));
  const n = Math.max(1, ...cells.map((c) => c.length));
  return Array.from({ length: n }, (_, k) => columns.map((c, i) => {
    if (k < cells[i].length) return cells[i][k];
    if (c.sheet || c.head === "項目ID" || c.head === "シート番号") return cells[i][0];
    return c.head === "続き" && k > 0 ? String(k + 1) : "";
  }));
}

/** Pieces of a text, none of which parts a pair of surrogates. */
function cut(s: string): string[] {
  const out: string[] = [];
  do {
    let end = Math.min(s.length, mostInCell);
    if (end < s.length && /[\ud800-\udbff]/.test(s[end - 1])) end--;
    out.push(s.slice(0, end));
    s = s.slice(end);
  } while (s !== "");
  return out;
}

/** Limits of what is read: beyond them a file is no filled sheet. */
export const most = { answers: 20_000, sheets: 200, name: 1_000 };

/** What was read, and what the file holds that no sheet can. */
export interface Read { sheets: Sheet[]; problems: string[]; }

const short = (s: string): string => ([...s].length > 40 ? `${[...s].slice(0, 40).join("")}…` : s);

const emptySheet = (): Sheet => ({ form: "", name: "", edition: "", organization: "", system: "", person: "", date: "", answers: [] });
const emptyAnswer = (): Answer => ({ item: "", section: "", label: "", title: "", systems: "", fingerprint: "", answer: "", checked: "", target: "", note: "", evidence: "", recheck: "", carried: "" });

/** The text of a cell of a workbook that may hold a day as a number: of its row and column from 0. */
export type DayOf = (text: string, row: number, column: number) => string;

/** Reads a table whose head stands in one of its first rows; undefined if none does. dayOf gives the text of a cell that may hold a day. */
export function readRows(table: readonly (readonly string[])[], dayOf: DayOf = (text) => text): Read | undefined {
  for (let i = 0; i < Math.min(table.length, 30); i++) {
    const place = columns.map((c) => table[i].findIndex((cell) => cell.trim() === c.head));
    if (place[at("項目ID")] < 0 || place[answerColumn] < 0) continue;
    const reader = new Reader(place, dayOf);
    table[i].forEach((cell, j) => {
      if (cell.trim() !== "" && !place.includes(j)) reader.problem(i, `列「${short(cell.trim())}」は記入シートの列ではないため、読み込みません。`);
    });
    for (let k = i + 1; k < table.length; k++) reader.row(k, table[k]);
    reader.appendLater();
    return { sheets: reader.sheets.map((s) => s.sheet), problems: reader.problems };
  }
  return undefined;
}

/** A sheet with what only the reader needs. */
interface Reading {
  sheet: Sheet;
  number: string;
  answers: Map<string, Answer>;
  /** Rows read of each item. */
  parts: Map<string, number>;
}

/** Whether a row with these properties belongs to a sheet. */
const isOf = (s: Reading, props: Reading): boolean =>
  props.number === s.number && props.sheet.form === s.sheet.form && props.sheet.organization === s.sheet.organization && props.sheet.system === s.sheet.system;

/** Whether it may belong to it: people write a name once, so that a row without one fits any. */
const takes = (s: Reading, props: Reading): boolean =>
  isOf(s, props) || (props.number === s.number && props.sheet.organization === "" && props.sheet.system === "" && (props.sheet.form === "" || props.sheet.form === s.sheet.form));

/** Appends the texts of a further row to those of its answer, if it is the next one. */
function goOn(s: Reading, part: number, more: Answer): boolean {
  const a = s.answers.get(more.item);
  if (!a || s.parts.get(more.item) !== part - 1) return false;
  s.parts.set(more.item, part);
  for (const c of columns) if (c.value && c.value !== "item" && c.value !== "answer") a[c.value] += more[c.value];
  return true;
}

class Reader {
  readonly sheets: Reading[] = [];
  readonly problems: string[] = [];
  private current: Reading | undefined;
  private answers = 0;
  /** Further rows that do not stand behind the row before them: somebody has sorted the table. */
  private later: { no: number; part: number; props: Reading; answer: Answer }[] = [];

  constructor(private readonly place: readonly number[], private readonly dayOf: DayOf) {}

  problem(row: number, text: string): void { this.problems.push(`${row + 1}行目：${text}`); }

  row(no: number, row: readonly string[]): void {
    const cell = (i: number): string => (this.place[i] < 0 ? "" : row[this.place[i]] ?? "");
    const item = cell(at("項目ID")).trim();
    if (item === "") {
      const text = row.join(" ").trim();
      if (text !== "") this.problem(no, `項目IDがないため、読み込みません：「${short(text)}」`);
      return;
    }
    if (++this.answers > most.answers) throw new Error(`行が多すぎます（${most.answers}行まで読めます）。`);
    const a = emptyAnswer(), props: Reading = { sheet: emptySheet(), number: cell(at("シート番号")).trim(), answers: new Map(), parts: new Map() };
    columns.forEach((c, i) => {
      let text = cell(i).replace(/\r\n?/g, "\n");
      if (c.day) text = parseDay(this.dayOf(text, no, this.place[i]));
      if (c.sheet) {
        if ([...text].length > most.name) throw new Error(`${no + 1}行目：${c.head}が長すぎます（${most.name}字まで）。`);
        props.sheet[c.sheet] = text;
      } else if (c.value) a[c.value] = text;
    });
    a.item = item;
    a.answer = parseAnswer(a.answer);
    const part = Number(cell(at("続き")).trim());
    if (!Number.isInteger(part) || part <= 1) this.add(no, props, a);
    else if (!this.current || !takes(this.current, props) || !goOn(this.current, part, a)) this.later.push({ no, part, props, answer: a });
  }

  /** Takes the further rows of a sorted table in their order. */
  appendLater(): void {
    this.later.sort((a, b) => a.part - b.part);
    for (const { no, part, props, answer } of this.later) {
      if (this.sheets.some((s) => takes(s, props) && goOn(s, part, answer))) continue;
      this.problem(no, "続きの行ですが、前の行がありません。新しい行として読みました。");
      this.add(no, props, answer);
    }
  }

  private add(no: number, props: Reading, a: Answer): void {
    const s = this.sheetOf(no, props, a.item);
    s.sheet.answers.push(a);
    s.answers.set(a.item, a);
    s.parts.set(a.item, 1);
  }

  /** The sheet of a row: that of the row before, or the first of the same respondent that lacks the item. */
  private sheetOf(no: number, props: Reading, item: string): Reading {
    const p = props.sheet, fits = (s: Reading): boolean => (isOf(s, props) || (s === this.current && takes(s, props))) && !s.answers.has(item);
    let found = this.current && fits(this.current) ? this.current : this.sheets.find(fits);
    if (!found) {
      if (this.sheets.length >= most.sheets) throw new Error(`シートが多すぎます（${most.sheets}件まで読めます）。`);
      found = props;
      this.sheets.push(found);
    }
    for (const c of columns) {
      if (!c.sheet) continue;
      const have = found.sheet[c.sheet], more = p[c.sheet];
      if (have === "") found.sheet[c.sheet] = more;
      else if (more !== "" && more !== have) this.problem(no, `${c.head}が前の行と異なります（「${short(have)}」と「${short(more)}」）。前の行のものとして読みました。`);
    }
    this.current = found;
    return found;
  }
}
