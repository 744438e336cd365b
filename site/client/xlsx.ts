// Writes and reads XLSX workbooks (ECMA-376, SpreadsheetML) as far as tables of
// text need it. Text stays text: no cell that is written here is a formula,
// and a cell that looks like one is marked so that editing it makes none.

import { all, escapeXML, kids, parseXML } from "./xml";
import { Zip, writeZip } from "./zip";
import type { ZipPart } from "./zip";

/** A cell: text, a number, or the day of an ISO date (2026-04-01). */
export type Cell = string | number | { day: string };

/** A table of a workbook. */
export interface Table {
  /** At most 31 characters, none of \ / ? * [ ] : */
  name: string;
  /** Rows of cells; the first is the head and stays in sight. */
  rows: Cell[][];
  /** Widths of the columns in characters. */
  widths?: number[];
  /** Columns (from 0) nobody needs to see. */
  hidden?: number[];
  /** Words a column offers: [column, words]. A word holds no comma or quotation mark. */
  choices?: [number, string[]][];
}

/** What a cell of a workbook holds at most, in UTF-16 units. */
export const mostInCell = 32_767;

/** Bounds of what is read. */
const most = { rows: 100_000, columns: 512, cells: 1_000_000, text: 64 << 20 };

const MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
const OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const PACKAGE = "http://schemas.openxmlformats.org/package/2006";
const HEAD = `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n`;

/** Numbers of the cell formats in styles.xml. */
const styleHead = 1, styleText = 2, styleDay = 3, styleQuoted = 4;

/** The name of a column from 0: A, Z, AA. */
export function columnName(n: number): string {
  let s = "";
  for (n++; n > 0; n = Math.floor((n - 1) / 26)) s = String.fromCharCode(65 + (n - 1) % 26) + s;
  return s;
}

/** Writes a workbook. Throws an Error in Japanese if a text is too long for a cell. */
export async function writeXLSX(tables: readonly Table[]): Promise<Blob> {
  const utf8 = new TextEncoder();
  const part = (name: string, xml: string): ZipPart => ({ name, data: utf8.encode(HEAD + xml) as Uint8Array<ArrayBuffer> });
  const numbers = tables.map((_, i) => i + 1);
  const type = "application/vnd.openxmlformats-officedocument.spreadsheetml.";
  const blob = await writeZip([
    part("[Content_Types].xml", `<Types xmlns="${PACKAGE}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="${type}sheet.main+xml"/><Override PartName="/xl/styles.xml" ContentType="${type}styles+xml"/>${numbers.map((n) => `<Override PartName="/xl/worksheets/sheet${n}.xml" ContentType="${type}worksheet+xml"/>`).join("")}</Types>`),
    part("_rels/.rels", `<Relationships xmlns="${PACKAGE}/relationships"><Relationship Id="rId1" Type="${OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>`),
    part("xl/workbook.xml", `<workbook xmlns="${MAIN}" xmlns:r="${OFFICE}"><sheets>${tables.map((t, i) => `<sheet name="${escapeXML(t.name)}" sheetId="${i + 1}" r:id="rId${i + 1}"/>`).join("")}</sheets></workbook>`),
    part("xl/_rels/workbook.xml.rels", `<Relationships xmlns="${PACKAGE}/relationships">${numbers.map((n) => `<Relationship Id="rId${n}" Type="${OFFICE}/worksheet" Target="worksheets/sheet${n}.xml"/>`).join("")}<Relationship Id="rId${tables.length + 1}" Type="${OFFICE}/styles" Target="styles.xml"/></Relationships>`),
    part("xl/styles.xml", styles),
    ...tables.map((t, i) => part(`xl/worksheets/sheet${i + 1}.xml`, worksheet(t, i === 0))),
  ]);
  return new Blob([blob], { type: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet" });
}

const borders = `<borders count="2"><border/><border><left style="thin"/><right style="thin"/><top style="thin"/><bottom style="thin"/></border></borders>`;
const wrap = `<alignment vertical="top" wrapText="1"/>`;
const styles = `<styleSheet xmlns="${MAIN}"><numFmts count="1"><numFmt numFmtId="164" formatCode="yyyy\\-mm\\-dd"/></numFmts>` +
  `<fonts count="2"><font><sz val="11"/><name val="Meiryo"/></font><font><b/><sz val="11"/><name val="Meiryo"/></font></fonts>` +
  `<fills count="3"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill><fill><patternFill patternType="solid"><fgColor rgb="FFE8F1FE"/></patternFill></fill></fills>${borders}` +
  `<cellStyleXfs count="1"><xf/></cellStyleXfs><cellXfs count="5"><xf/>` +
  `<xf numFmtId="49" fontId="1" fillId="2" borderId="1" applyNumberFormat="1" applyFont="1" applyFill="1" applyBorder="1" applyAlignment="1">${wrap}</xf>` +
  `<xf numFmtId="49" borderId="1" applyNumberFormat="1" applyBorder="1" applyAlignment="1">${wrap}</xf>` +
  `<xf numFmtId="164" borderId="1" applyNumberFormat="1" applyBorder="1" applyAlignment="1">${wrap}</xf>` +
  `<xf numFmtId="49" borderId="1" quotePrefix="1" applyNumberFormat="1" applyBorder="1" applyAlignment="1">${wrap}</xf></cellXfs></styleSheet>`;

function worksheet(t: Table, first: boolean): string {
  const width = t.rows.reduce((n, r) => Math.max(n, r.length), 1), height = Math.max(t.rows.length, 1);
  const columns = Array.from({ length: width }, (_, i) =>
    `<col min="${i + 1}" max="${i + 1}" width="${t.widths?.[i] ?? 12}" customWidth="1"${t.hidden?.includes(i) ? ` hidden="1"` : ""}/>`).join("");
  const rows = t.rows.map((r, i) => `<row r="${i + 1}">${r.map((c, j) => cell(c, columnName(j) + (i + 1), i === 0)).join("")}</row>`).join("");
  const choices = (t.choices ?? []).map(([i, words]) =>
    `<dataValidation type="list" allowBlank="1" sqref="${columnName(i)}2:${columnName(i)}${height + 1}"><formula1>${escapeXML(`"${words.join(",")}"`)}</formula1></dataValidation>`).join("");
  return `<worksheet xmlns="${MAIN}"><sheetPr><pageSetUpPr fitToPage="1"/></sheetPr><sheetViews><sheetView${first ? ` tabSelected="1"` : ""} workbookViewId="0"><pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews>` +
    `<cols>${columns}</cols><sheetData>${rows}</sheetData><autoFilter ref="A1:${columnName(width - 1)}${height}"/>` +
    (choices ? `<dataValidations count="${t.choices?.length}">${choices}</dataValidations>` : "") +
    `<pageMargins left="0.4" right="0.4" top="0.6" bottom="0.6" header="0.3" footer="0.3"/><pageSetup paperSize="9" orientation="landscape" fitToHeight="0"/></worksheet>`;
}

function cell(c: Cell, at: string, head: boolean): string {
  if (typeof c === "number") return `<c r="${at}" s="${styleText}"><v>${c}</v></c>`;
  if (typeof c !== "string") {
    const n = serial(c.day);
    if (n !== undefined) return `<c r="${at}" s="${styleDay}"><v>${n}</v></c>`;
    c = c.day;
  }
  if (c.length > mostInCell) throw new Error(`セル ${at} の文が長すぎます（${c.length}字。Excel の上限は ${mostInCell}字です）。`);
  const style = head ? styleHead : /^[=+\-@'\t\r\n]/.test(c) ? styleQuoted : styleText;
  if (c === "") return `<c r="${at}" s="${style}"/>`;
  return `<c r="${at}" s="${style}" t="inlineStr"><is><t xml:space="preserve">${cellText(c)}</t></is></c>`;
}

/** A text with what XML cannot hold as _xHHHH_ (ECMA-376, 22.9.2.19); a text that looks so already is kept from it. */
function cellText(s: string): string {
  const hidden = s.replace(/_(?=x[0-9A-Fa-f]{4}_)/g, "_x005F_")
    .replace(/[\u0000-\u0008\u000b\u000c\r\u000e-\u001f\ufffe\uffff]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g,
      (c) => `_x${c.charCodeAt(0).toString(16).toUpperCase().padStart(4, "0")}_`);
  return escapeXML(hidden).replace(/&#10;/g, "\n").replace(/&#9;/g, "\t");
}

const plainText = (s: string): string => s.replace(/_x([0-9A-Fa-f]{4})_/g, (_, hex: string) => String.fromCharCode(parseInt(hex, 16)));

const dayLength = 86_400_000;

/** The number of a day in a workbook, undefined for what is no day it can hold (from 1900-03-01). */
export function serial(day: string): number | undefined {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(day)) return undefined;
  const t = Date.parse(`${day}T00:00:00Z`);
  if (Number.isNaN(t) || new Date(t).toISOString().slice(0, 10) !== day) return undefined;
  const n = t / dayLength + 25_569; // 1970-01-01 is day 25,569 since 1899-12-30
  return n >= 61 && n <= 2_958_465 ? n : undefined;
}

/** The day of such a number, "" where there is none. */
export function dayOf(n: number): string {
  return n >= 61 && n < 2_958_466 ? new Date((Math.floor(n) - 25_569) * dayLength).toISOString().slice(0, 10) : "";
}

/** A table that was read: rows from the first of the sheet, gaps as "". */
export interface ReadTable {
  name: string;
  rows: string[][];
  /** Whether a cell (row and column from 0) holds a number. */
  isNumber: (row: number, column: number) => boolean;
  /** Days count from 1904, as in workbooks of old Macs: add 1,462. */
  from1904: boolean;
}

/** Reads the tables of a workbook in their order; numbers as they are stored, formulas by the value they last had. */
export async function readXLSX(data: Uint8Array<ArrayBuffer>): Promise<ReadTable[]> {
  const zip = new Zip(data, { bytes: most.text });
  const root = [...relations(await zip.text("_rels/.rels"), "", "_rels/.rels").values()].find((r) => r.type.endsWith("/officeDocument"));
  if (!root) throw new Error("Excel のファイルではありません。");
  const folder = root.target.replace(/[^/]*$/, ""), file = root.target.slice(folder.length), relName = `${folder}_rels/${file}.rels`;
  const book = parseXML(await zip.text(root.target), root.target), rels = relations(await zip.text(relName), folder, relName);
  const strings = [...rels.values()].find((r) => r.type.endsWith("/sharedStrings"));
  const shared = strings && zip.has(strings.target) ? all(parseXML(await zip.text(strings.target), strings.target), "si").map(richText) : [];
  const from1904 = all(book, "workbookPr").some((p) => ["1", "true"].includes(p.getAttribute("date1904") ?? ""));
  const out: ReadTable[] = [];
  let left = most.cells;
  for (const s of all(book, "sheet")) {
    const rel = rels.get(relationId(s));
    if (!rel?.type.endsWith("/worksheet")) continue;
    const numbers = new Set<number>(), name = s.getAttribute("name") ?? "";
    const rows = tableRows(parseXML(await zip.text(rel.target), rel.target), shared, name, left, numbers);
    left -= rows.reduce((n, r) => n + r.length, 0);
    out.push({ name, rows, isNumber: (row, column) => numbers.has(row * most.columns + column), from1904 });
  }
  if (out.length === 0) throw new Error("Excel のファイルに表がありません。");
  return out;
}

const relationId = (e: Element): string => [...e.attributes].find((a) => a.localName === "id" && a.prefix)?.value ?? "";

/** The relations of a part by id, their targets from the root of the package. */
function relations(xml: string, folder: string, name: string): Map<string, { type: string; target: string }> {
  const out = new Map<string, { type: string; target: string }>();
  for (const r of all(parseXML(xml, name), "Relationship")) {
    if (r.getAttribute("TargetMode") === "External") continue;
    const target = r.getAttribute("Target") ?? "", path: string[] = [];
    for (const step of (target.startsWith("/") ? target : folder + target).split("/")) {
      if (step === "..") path.pop();
      else if (step !== "" && step !== ".") path.push(step);
    }
    out.set(r.getAttribute("Id") ?? "", { type: r.getAttribute("Type") ?? "", target: path.join("/") });
  }
  return out;
}

/** The text of a string item: its own or its runs', without the reading aids (rPh) of Japanese Excel. */
function richText(si: Element): string {
  const runs = [...kids(si, "t"), ...kids(si, "r").flatMap((r) => kids(r, "t"))];
  return plainText(runs.map((t) => t.textContent ?? "").join(""));
}

function tableRows(doc: Document, shared: readonly string[], name: string, left: number, numbers: Set<number>): string[][] {
  const out: string[][] = [];
  let at = 0;
  for (const row of all(doc, "row")) {
    at = Number(row.getAttribute("r") ?? at + 1);
    let column = -1;
    for (const c of kids(row, "c")) {
      const m = /^([A-Z]{1,3})\d+$/.exec(c.getAttribute("r") ?? "");
      column = m ? [...m[1]].reduce((n, x) => 26 * n + x.charCodeAt(0) - 64, 0) - 1 : column + 1;
      const text = value(c, shared);
      if (text === "") continue;
      if (!(at >= 1 && at <= most.rows) || column >= most.columns) throw new Error(`シート「${name}」が大きすぎます（${most.rows}行・${most.columns}列まで読めます）。`);
      while (out.length < at) out.push([]);
      const cells = out[at - 1];
      left -= Math.max(0, column + 1 - cells.length);
      if (left < 0) throw new Error(`表が大きすぎます（全部で ${most.cells} 欄まで読めます）。`);
      while (cells.length <= column) cells.push("");
      cells[column] = text;
      if (["", "n"].includes(c.getAttribute("t") ?? "")) numbers.add((at - 1) * most.columns + column);
    }
  }
  return out;
}

function value(c: Element, shared: readonly string[]): string {
  const raw = kids(c, "v")[0]?.textContent ?? "";
  switch (c.getAttribute("t")) {
    case "s": return shared[Number(raw)] ?? "";
    case "inlineStr": return kids(c, "is").map(richText).join("");
    case "str": return plainText(raw);
    case "b": return raw === "1" ? "TRUE" : "FALSE";
    default: return raw;
  }
}
