// Cuts the text of a contract into the pieces people cite. Mirrors
// corpus/contract; start and end are UTF-16 units.
import { ARTICLE, BULLET, APPENDIX, isBanner, isCaption, isClosing, Mark, markOf, PARAGRAPH, PART } from "./mark";

/** Characters above which a clause is divided. */
const LONGEST = 1200;

export interface Clause {
  /** As people cite it: 第3条 2 (1). */
  label: string;
  mark: string; text: string;
  heading: boolean;
  start: number; end: number;
  /** From 1. */
  line: number;
}

/** A clause with the headings it stands below. */
export interface Standing extends Clause { part: string; }

interface Line { text: string; start: number; end: number; no: number; blank: boolean; }

const isBlank = (c: string): boolean => c === " " || c === "\t" || c === "　" || c === "\u00a0" || c === "\ufeff";

function lines(text: string): Line[] {
  const out: Line[] = [], ends = /\r\n|[\n\r\f\v\u2028\u2029]/g;
  let no = 0, blank = false;
  for (let from = 0; from < text.length;) {
    ends.lastIndex = from;
    const m = ends.exec(text);
    let start = from, end = m ? m.index : text.length;
    no++;
    while (start < end && isBlank(text[start])) start++;
    while (end > start && isBlank(text[end - 1])) end--;
    if (start < end) out.push({ text: text.slice(start, end), start, end, no, blank });
    blank = start === end;
    from = m ? m.index + m[0].length : text.length;
  }
  return out;
}

/** Divides a text into clauses, in order. */
export function cut(text: string): Clause[] { return new Cutter(text).cut(); }

class Cutter {
  private readonly all: Line[];
  private readonly numbered: boolean;
  private readonly out: Clause[] = [];
  private open: Clause | undefined;
  private path: Mark[] = [];
  private row = 0;
  private notch = 0;

  constructor(private readonly text: string) {
    this.all = lines(text);
    this.numbered = this.all.some((l) => {
      const m = markOf(l.text);
      return m !== undefined && m.depth < BULLET && !m.heading;
    });
  }

  cut(): Clause[] {
    for (let i = 0; i < this.all.length; i++) this.take(i);
    this.close();
    return this.out;
  }

  private take(i: number): void {
    const l = this.all[i];
    if (l.text.includes("\t") && !startsWithMark(l.text)) {
      this.row++;
      this.begin(l, this.label({ depth: BULLET, label: "行" + this.row, length: 0 }), 0);
      return;
    }
    const m = markOf(l.text);
    if (isCaption(l.text) && i + 1 < this.all.length && markOf(this.all[i + 1].text)?.depth === ARTICLE) {
      this.close();
      this.out.push({ mark: l.text, label: l.text, text: "", heading: true, start: l.end, end: l.end, line: l.no });
    } else if (m) {
      this.row = 0;
      this.marked(l, m);
    } else if (isBanner(l.text)) {
      this.row = 0;
      this.marked(l, { depth: APPENDIX, label: l.text, length: l.text.length, heading: true });
    } else if (isClosing(l.text)) {
      this.path = [];
      this.begin(l, "後文", 0);
    } else if (!this.open || this.row > 0 || (!this.numbered && (l.blank || this.ended()))) {
      this.row = 0;
      this.begin(l, this.label(undefined), 0);
    } else this.open.end = l.end;
  }

  private ended(): boolean { return this.text.slice(this.open!.start, this.open!.end).endsWith("。"); }

  private marked(l: Line, m: Mark): void {
    while (this.path.length > 0 && this.path[this.path.length - 1].depth >= m.depth) this.path.pop();
    if (m.depth === BULLET) {
      this.notch++;
      const sign = m.label.replace(/[-*+]+$/, "") || "・";
      this.begin(l, this.label({ ...m, label: sign + this.notch }), m.length);
      return;
    }
    this.notch = 0;
    if (m.heading) {
      this.close();
      this.out.push({ label: m.label, mark: l.text, text: "", heading: true, start: l.end, end: l.end, line: l.no });
    } else this.begin(l, this.label(m), m.length);
    if (m.depth > PART) this.path.push(m);
  }

  private label(m: Mark | undefined): string {
    const marks = m ? [...this.path, m] : this.path;
    return marks.filter((p, i) => p.depth < PARAGRAPH || !marks.slice(i + 1).some((x) => x.decimal)).map((p) => p.label).join(" ");
  }

  private begin(l: Line, label: string, skip: number): void {
    this.close();
    let start = l.start + skip;
    while (start < l.end && isBlank(this.text[start])) start++;
    this.open = { label, mark: l.text.slice(0, skip).replace(/[ \t　]+$/, ""), text: "", heading: false, start, end: l.end, line: l.no };
  }

  private close(): void {
    const o = this.open;
    if (!o) return;
    const parts = divide(this.text, o.start, o.end);
    parts.forEach(([start, end], i) => {
      const x: Clause = { ...o, start, end, text: this.text.slice(start, end) };
      if (parts.length > 1) x.label = (o.label + `（${i + 1}/${parts.length}）`).trim();
      if (i > 0) {
        x.mark = "";
        x.line += this.text.slice(o.start, start).split("\n").length - 1;
      }
      this.out.push(x);
    });
    this.open = undefined;
  }
}

function startsWithMark(l: string): boolean {
  const m = markOf(l);
  return m !== undefined && (m.heading === true || !l.slice(m.length).includes("\t"));
}

function divide(text: string, start: number, end: number): [number, number][] {
  const out: [number, number][] = [];
  for (;;) {
    let n = 0, stop = 0, at = end;
    for (let i = start; i < end;) {
      const c = text.codePointAt(i)!, length = c > 0xffff ? 2 : 1;
      if (n === LONGEST) { at = i; break; }
      n++;
      i += length;
      if (c === 0x3002 || c === 10) stop = i;
    }
    if (at === end) { out.push([start, end]); return out; }
    if (stop > start) at = stop;
    out.push([start, at]);
    start = at;
  }
}

/** Leaves the headings out and gives each clause those above it. */
export function stand(list: readonly Clause[]): Standing[] {
  const out: Standing[] = [];
  let part = "", caption = "", owner = "";
  for (const c of list) {
    if (c.heading) {
      if (isCaption(c.mark)) { caption = c.mark; owner = ""; } else { part = c.mark; caption = ""; }
      continue;
    }
    const a = article(c.label);
    if (owner === "") owner = a;
    else if (owner !== a) { caption = ""; owner = a; }
    out.push({ ...c, part: part !== "" && caption !== "" ? part + " / " + caption : part + caption });
  }
  return out;
}

function article(label: string): string {
  const i = label.indexOf("条");
  if (i < 0) return label;
  const n = label.indexOf(" ", i);
  return n < 0 ? label : label.slice(0, n);
}
