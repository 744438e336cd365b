// Sheets as files: JSON, CSV and XLSX, told apart by their content.

import { readXLSX, serial, writeXLSX } from "../xlsx";
import { readCSV, writeCSV } from "./csv";
import { fromSerial, isDay } from "./day";
import { answerNames, propertyNames, words } from "./model";
import type { Answer, Sheet } from "./model";
import { answerColumn, columns, most, readRows, rows } from "./table";
import type { Read } from "./table";

/** What a file holds at most, in bytes. */
const largest = 40_000_000;

const noSheet = "記入シートのファイルではありません。このページか shogo sheet で書き出したファイルを選んでください。";

/** Reads the sheets of a file. Throws an Error in Japanese if it holds none. */
export async function readFile(file: Blob): Promise<Read> {
  if (file.size > largest) throw new Error(`ファイルが大きすぎます（上限 ${largest / 1e6} MB）。`);
  const bytes = new Uint8Array(await file.arrayBuffer());
  const read = isPackage(bytes) ? await readWorkbook(bytes) : readText(decode(bytes));
  if (read.sheets.length === 0) throw new Error("ファイルに回答が一つもありません。");
  return read;
}

const isPackage = (b: Uint8Array): boolean => (b[0] === 0x50 && b[1] === 0x4b) || (b[0] === 0xd0 && b[1] === 0xcf) || (b[0] === 0x25 && b[1] === 0x50);

async function readWorkbook(bytes: Uint8Array<ArrayBuffer>): Promise<Read> {
  for (const t of await readXLSX(bytes)) {
    const read = readRows(t.rows, (text, row, column) => (t.isNumber(row, column) ? fromSerial(text, t.from1904) : text));
    if (read) return read;
  }
  throw new Error(noSheet);
}

function readText(text: string): Read {
  if (text.trim() === "") throw new Error("ファイルが空です。");
  if (/^\s*[{[]/.test(text)) return readJSON(text);
  const read = readRows(readCSV(text));
  if (!read) throw new Error(noSheet);
  return read;
}

/** UTF-8, UTF-16 or, as Excel saves CSV by default, Shift_JIS. */
function decode(bytes: Uint8Array<ArrayBuffer>): string {
  const wide = bytes[0] === 0xff && bytes[1] === 0xfe ? "utf-16le" : bytes[0] === 0xfe && bytes[1] === 0xff ? "utf-16be" : "";
  for (const encoding of wide ? [wide] : ["utf-8", "shift_jis"]) {
    try { return new TextDecoder(encoding, { fatal: true }).decode(bytes); } catch { /* the next one */ }
  }
  throw new Error("ファイルの文字コードを読めません。CSV UTF-8 で保存し直してください。");
}

/** Reads the file of writeJSON and lets nothing but texts through. */
export function readJSON(text: string): Read {
  let data: unknown;
  try { data = JSON.parse(text); } catch { throw new Error("ファイルが壊れているか、途中で切れています。"); }
  const { format, version, sheets } = (data ?? {}) as Record<string, unknown>;
  if (format !== "shogo-sheets" || !Array.isArray(sheets)) throw new Error(noSheet);
  if (version !== 1) throw new Error("ファイルの形式が、このページの読める形式より新しいものです。新しい版のサイトで開いてください。");
  if (sheets.length > most.sheets) throw new Error(`シートが多すぎます（${most.sheets}件まで読めます）。`);
  let left = most.answers;
  return { problems: [], sheets: sheets.map((s: unknown) => {
    const sheet = readSheet(s);
    left -= sheet.answers.length;
    if (left < 0) throw new Error(`回答が多すぎます（${most.answers}件まで読めます）。`);
    return sheet;
  }) };
}

const lines = (v: unknown): string => (typeof v === "string" ? v.replace(/\r\n?/g, "\n") : "");

function readSheet(s: unknown): Sheet {
  const from = (typeof s === "object" && s !== null ? s : {}) as Record<string, unknown>, seen = new Set<string>();
  const sheet = Object.fromEntries(propertyNames.map((k) => [k, lines(from[k])])) as unknown as Sheet;
  if (propertyNames.some((k) => [...sheet[k]].length > most.name)) throw new Error(`名前などの欄が長すぎます（${most.name}字まで）。`);
  sheet.answers = (Array.isArray(from.answers) ? from.answers : []).map((a: unknown) => {
    const fields = (typeof a === "object" && a !== null ? a : {}) as Record<string, unknown>;
    const answer = Object.fromEntries(answerNames.map((k) => [k, lines(fields[k])])) as unknown as Answer;
    if (answer.item === "" || seen.has(answer.item)) throw new Error("ファイルが壊れています：項目のない回答か、同じ項目が二度あります。");
    seen.add(answer.item);
    return answer;
  });
  return sheet;
}

/** Sheets as the text of a JSON file, the same as the command writes. */
export function writeJSON(sheets: readonly Sheet[]): string {
  // In the order in which the command writes the fields.
  const ordered = sheets.map((s) => ({
    ...Object.fromEntries(propertyNames.map((k) => [k, s[k]])),
    answers: s.answers.map((a) => Object.fromEntries(answerNames.map((k) => [k, a[k]]))),
  }));
  return `${JSON.stringify({ format: "shogo-sheets", version: 1, sheets: ordered }, undefined, 1)}\n`;
}

/** Sheets as a workbook. */
export function toXLSX(sheets: readonly Sheet[]): Promise<Blob> {
  const table = rows(sheets).map((r, n) => r.map((text, i) => (n > 0 && columns[i].day && serial(text) !== undefined ? { day: text } : text)));
  return writeXLSX([{ name: "記入シート", rows: table, widths: columns.map((c) => c.width), choices: [[answerColumn, words.map(([, w]) => w)]] }]);
}

/** Sheets as CSV. Days may be changed by a spreadsheet: they are read however they are written. */
export const toCSV = (sheets: readonly Sheet[]): Blob =>
  new Blob([writeCSV(rows(sheets), (cell, i) => columns[i].head === "続き" || columns[i].head === "シート番号" || (columns[i].day === true && isDay(cell)))], { type: "text/csv" });
export const toJSON = (sheets: readonly Sheet[]): Blob => new Blob([writeJSON(sheets)], { type: "application/json" });

/** Hands a file to the person; nothing leaves the machine. */
export function download(data: Blob, name: string): void {
  const a = document.createElement("a");
  a.href = URL.createObjectURL(data);
  a.download = name.replace(/[\\/:*?"<>|\u0000-\u001f\u202a-\u202e\u2066-\u2069]/g, "_").slice(0, 120);
  document.body.append(a);
  a.click();
  a.remove();
  window.setTimeout(() => URL.revokeObjectURL(a.href), 60_000);
}
