// CSV as shogo/corpus/assessment/csv.go writes and reads it.

/** First characters from which a spreadsheet may run a cell, and the mark that keeps it from doing so. */
const startsFormula = /^[=+\-@\t\r\n＝＋－＠']/;

/** A table as CSV with a byte order mark; a text that could run gets a ' in front. */
export function writeCSV(table: readonly (readonly string[])[]): string {
  const cell = (s: string): string => {
    const t = startsFormula.test(s) ? `'${s}` : s;
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
    row.push(cell[0] === "'" && startsFormula.test(cell.slice(1)) ? cell.slice(1) : cell);
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
