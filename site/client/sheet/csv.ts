// CSV as shogo/corpus/assessment/csv.go writes and reads it.

/** First characters from which a spreadsheet may run a cell, and the mark that keeps it from doing so. */
const startsFormula = /^[=+\-@\t\r\n＝＋－＠']/;

/** What a spreadsheet makes a number, a day or a truth value of: 0012, 1e5, 3-4, 12:30, ¥1,000, TRUE, Apr-1. */
const converted = /^[ \t\n]*(?:true|false|(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*[-/ .]*[0-9][0-9/ ,-]*|[0-9０-９.,¥￥$€(（][0-9０-９.,:：/／a-z年月日時分秒%％+¥￥$€()（） -]*)[ \t\n]*$/;

/** What converted is tried on, in UTF-8 bytes at most. */
const longestConverted = 60;

const guarded = (s: string): boolean => startsFormula.test(s) || (s.length <= longestConverted && converted.test(s.replace(/[A-Z]/g, (c) => c.toLowerCase())) && new TextEncoder().encode(s).length <= longestConverted);

/** A table as CSV with a byte order mark; a text that a spreadsheet could run or change gets a ' in front. plain tells the cells that may be changed. */
export function writeCSV(table: readonly (readonly string[])[], plain: (cell: string, column: number) => boolean): string {
  const cell = (s: string, column: number): string => {
    const t = guarded(s) && !plain(s, column) ? `'${s}` : s;
    return /[",\r\n]|^[ \t]/.test(t) ? `"${t.replace(/"/g, "\"\"").replace(/\n/g, "\r\n")}"` : t;
  };
  return `\ufeff${table.map((r) => `${r.map(cell).join(",")}\r\n`).join("")}`;
}

/** The rows of a CSV file separated by commas, semicolons or tabs, without the marks. */
export function readCSV(text: string): string[][] {
  const line = text.split("\n", 1)[0], count = (c: string): number => line.split(c).length;
  const comma = [",", ";", "\t"].reduce((best, c) => (count(c) > count(best) ? c : best));
  const out: string[][] = [];
  let row: string[] = [], at = 0;
  while (at < text.length) {
    const [cell, next] = text[at] === "\"" ? quoted(text, at + 1, comma) : bare(text, at, comma);
    row.push(cell[0] === "'" && guarded(cell.slice(1)) ? cell.slice(1) : cell);
    at = next;
    if (text[at] === comma) {
      at++;
      if (at === text.length) row.push("");
      continue;
    }
    if (text[at] === "\r") at++;
    if (text[at] === "\n") at++;
    out.push(row);
    row = [];
  }
  if (row.length > 0) out.push(row);
  return out;
}

function bare(text: string, at: number, comma: string): [string, number] {
  let end = at;
  while (end < text.length && text[end] !== comma && text[end] !== "\n" && text[end] !== "\r") end++;
  return [text.slice(at, end), end];
}

/** A quoted cell; what follows its closing mark belongs to it, as lenient readers have it. */
function quoted(text: string, at: number, comma: string): [string, number] {
  let out = "";
  for (;;) {
    const end = text.indexOf("\"", at);
    if (end < 0) return [out + text.slice(at), text.length];
    out += text.slice(at, end);
    if (text[end + 1] === "\"") { out += "\""; at = end + 2; continue; }
    const [rest, next] = bare(text, end + 1, comma);
    return [out + rest, next];
  }
}
