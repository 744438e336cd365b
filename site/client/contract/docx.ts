// Reads the text of a DOCX (ECMA-376, WordprocessingML) as the vendor sees it:
// automatic numbers counted, inserted text in, deleted and hidden text out,
// rows of tables with tabs between the cells. The same rules as corpus/docx.
import { kids, parseXML } from "../xml";
import { Zip } from "../zip";
import { format } from "./number";

/** A level of a list: how it counts and what stands around the number. */
interface Level { start: number; format: string; text: string; restart: number; style: string; }
/** A list: its levels, and the counters shared by all that refer to it. */
interface List { levels: Level[]; value: number[]; set: boolean[]; }
interface Num { list: List; start: (number | undefined)[]; begun: boolean[]; }
interface Style { basedOn: string; num: string | undefined; level: number | undefined; }

const LEVELS = 9;

/** Reads a file. Throws an Error in Japanese if it is no DOCX or damaged. */
export async function readDOCX(data: Uint8Array<ArrayBuffer>): Promise<string> {
  const zip = new Zip(data);
  const name = zip.has("word/document.xml") ? "word/document.xml" : zip.names.find((n) => /^word\/document\d*\.xml$/.test(n));
  if (!name) throw new Error("Word（DOCX）の文書ではありません。");
  const part = async (n: string): Promise<Element | undefined> => (zip.has(n) ? parseXML(await zip.text(n), n).documentElement : undefined);
  const doc = await part(name), body = doc && kids(doc, "body")[0];
  if (!body) throw new Error("Word（DOCX）の文書に本文がありません。");
  return new Reader(numbering(await part("word/numbering.xml")), styles(await part("word/styles.xml"))).read(body);
}

const value = (e: Element | undefined, name: string): string | undefined => {
  const k = e && kids(e, name)[0];
  if (!k) return undefined;
  for (const a of k.attributes) if (a.localName === "val") return a.value;
  return "";
};
const attribute = (e: Element, name: string): string => [...e.attributes].find((a) => a.localName === name)?.value ?? "";
const number = (s: string | undefined, without: number): number => (s !== undefined && /^-?\d{1,6}$/.test(s) ? Number(s) : without);
const flag = (e: Element | undefined, name: string): boolean => {
  const v = value(e, name);
  return v !== undefined && v !== "0" && v !== "false" && v !== "off";
};

function numbering(root: Element | undefined): Map<string, Num> {
  const lists = new Map<string, List>(), out = new Map<string, Num>();
  if (!root) return out;
  for (const a of kids(root, "abstractNum")) {
    const levels: Level[] = Array.from({ length: LEVELS }, () => ({ start: 1, format: "none", text: "", restart: -1, style: "" }));
    for (const l of kids(a, "lvl")) {
      const i = number(attribute(l, "ilvl"), -1);
      if (i >= 0 && i < LEVELS) levels[i] = { start: number(value(l, "start"), 1), format: value(l, "numFmt") ?? "decimal", text: value(l, "lvlText") ?? "", restart: number(value(l, "lvlRestart"), -1), style: value(l, "pStyle") ?? "" };
    }
    lists.set(attribute(a, "abstractNumId"), { levels, value: new Array<number>(LEVELS).fill(0), set: new Array<boolean>(LEVELS).fill(false) });
  }
  for (const n of kids(root, "num")) {
    const list = lists.get(value(n, "abstractNumId") ?? "");
    if (!list) continue;
    const start: (number | undefined)[] = [];
    for (const o of kids(n, "lvlOverride")) {
      const s = value(o, "startOverride");
      if (s !== undefined) start[number(attribute(o, "ilvl"), 0)] = number(s, 1);
    }
    out.set(attribute(n, "numId"), { list, start, begun: [] });
  }
  return out;
}

function styles(root: Element | undefined): Map<string, Style> {
  const out = new Map<string, Style>();
  for (const s of root ? kids(root, "style") : []) {
    const pr = kids(s, "pPr")[0], num = pr && kids(pr, "numPr")[0], level = value(num, "ilvl");
    out.set(attribute(s, "styleId"), { basedOn: value(s, "basedOn") ?? "", num: value(num, "numId"), level: level === undefined ? undefined : number(level, 0) });
  }
  return out;
}

class Reader {
  private readonly lines: string[] = [];
  private carried = "";

  constructor(private readonly nums: Map<string, Num>, private readonly styles: Map<string, Style>) {}

  read(body: Element): string {
    this.flow(body, (line) => this.lines.push(line));
    if (this.carried !== "") this.lines.push(this.carried);
    return this.lines.join("\n");
  }

  /** Gives the paragraphs and rows below an element. */
  private flow(e: Element, give: (line: string) => void): void {
    for (const k of kids2(e)) {
      if (k.localName === "p") {
        const line = this.paragraph(k);
        if (line !== undefined) give(line);
      } else if (k.localName === "tbl") this.table(k, give);
    }
  }

  private table(t: Element, give: (line: string) => void): void {
    for (const row of deep(t, "tr")) {
      const pr = kids(row, "trPr")[0];
      if (pr && kids(pr, "del").length > 0) continue;
      give(deep(row, "tc").map((cell) => {
        const parts: string[] = [];
        this.flow(cell, (line) => parts.push(line));
        return parts.join(" ").replace(/\s+/g, " ").trim();
      }).join("\t"));
    }
  }

  /** The line of a paragraph; undefined where its end is deleted and it goes on in the next. */
  private paragraph(p: Element): string | undefined {
    const pr = kids(p, "pPr")[0], out: string[] = [], boxes: string[] = [];
    this.runs(p, out, boxes);
    const text = out.join(""), mark = pr && kids(pr, "rPr")[0];
    if (mark && (kids(mark, "del").length > 0 || kids(mark, "moveFrom").length > 0)) {
      this.carried += text;
      return undefined;
    }
    const whole = this.carried + text, label = this.label(pr);
    this.carried = "";
    return [(label === "" ? "" : label + "　") + whole, ...boxes].join("\n");
  }

  /** Gathers the text of runs; text boxes stand behind their paragraph. */
  private runs(e: Element, out: string[], boxes: string[]): void {
    for (const k of kids2(e)) switch (k.localName) {
      case "pPr": case "rPr": case "del": case "moveFrom": case "instrText": case "delText": case "footnoteReference": case "rt": break;
      case "r":
        if (!flag(kids(k, "rPr")[0], "vanish")) this.runs(k, out, boxes);
        break;
      case "t": out.push(k.textContent ?? ""); break;
      case "tab": case "ptab": out.push("\t"); break;
      case "br": case "cr": out.push("\n"); break;
      case "noBreakHyphen": out.push("-"); break;
      case "txbxContent": this.flow(k, (line) => boxes.push(line)); break;
      default: this.runs(k, out, boxes);
    }
  }

  /** Counts the paragraph in its list. */
  private label(pr: Element | undefined): string {
    const own = pr && kids(pr, "numPr")[0], id = value(pr, "pStyle");
    let num = value(own, "numId"), level = value(own, "ilvl") === undefined ? undefined : number(value(own, "ilvl"), 0), style = id ?? "";
    for (let i = 0; i < 20 && style !== "" && (num === undefined || level === undefined); i++) {
      const s = this.styles.get(style);
      num ??= s?.num;
      level ??= s?.level;
      style = s?.basedOn ?? "";
    }
    const n = num === undefined ? undefined : this.nums.get(num);
    if (!n) return "";
    if (value(own, "ilvl") === undefined && id !== undefined) {
      const linked = n.list.levels.findIndex((l) => l.style === id);
      if (linked >= 0) level = linked;
    }
    return next(n, Math.min(Math.max(level ?? 0, 0), LEVELS - 1));
  }
}

/** Counts and writes the number of a level. */
function next(n: Num, i: number): string {
  const { list } = n, first = (j: number): number => n.start[j] ?? list.levels[j].start;
  if (n.start[i] !== undefined && !n.begun[i]) list.set[i] = false;
  n.begun[i] = true;
  for (let j = 0; j < i; j++) if (!list.set[j]) { list.value[j] = first(j); list.set[j] = true; }
  if (list.set[i]) list.value[i]++;
  else { list.value[i] = first(i); list.set[i] = true; }
  for (let j = i + 1; j < LEVELS; j++) {
    const r = list.levels[j].restart;
    if (r < 0 || (r > 0 && i < r)) list.set[j] = false;
  }
  const def = list.levels[i];
  if (def.format === "bullet") return "・";
  return def.text.replace(/%([1-9])/g, (_, d: string) => {
    const j = Number(d) - 1;
    return j > i ? "" : format(list.value[j], list.levels[j].format);
  }).trim();
}

/** The children that show, through the wrappers of revisions and alternatives. */
function kids2(e: Element): Element[] {
  return [...e.children].flatMap((k) => {
    switch (k.localName) {
      case "ins": case "moveTo": case "sdtContent": case "smartTag": case "customXml": return kids2(k);
      case "sdt": return kids(k, "sdtContent").flatMap(kids2);
      case "AlternateContent": return [...(kids(k, "Choice")[0] ?? kids(k, "Fallback")[0] ?? k).children];
    }
    return [k];
  });
}

/** The rows of a table or the cells of a row, through wrappers. */
const deep = (e: Element, name: string): Element[] => kids2(e).filter((k) => k.localName === name);
