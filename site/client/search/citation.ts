// Reads a query as a citation. Mirrors index/citation.go, with the same patterns.

/** One thing a query may name: a key, and the words that must stand beside it. */
export interface Reading { key: string; with: readonly string[]; }

/** A query that is wholly a citation. */
export interface Reference { id: string; named: Reading[]; more: Reading[]; open: boolean; }

const LONGEST = 120;
const CIRCLED = "①-⑳㉑-㉟㊱-㊿";
const ITEM = `([${CIRCLED}]|\\(\\d{1,2}\\))`;
const JOIN = "(?:、|・|,|及び|および|又は|または|並びに|と|~)";

/** What every citation has one of: patterns are slow the first time. */
const SIGN = new RegExp(`[0-9${CIRCLED}-]`);

const ID = /^[a-z][a-z0-9.]*(?:-[a-z0-9.]+)+$/;
const MEASURE_NAME = /^(?:annex2(?:-\d\.\d)?|別紙2|対応表)[ :の-]*/;
const MEASURE_SPOT = /^(?:(\d{1,2}\.\d{1,2})|p?\.?(\d{1,2})(?:ページ|頁)|p\.?(\d{1,2}))[ .の-]*/;
const MEASURE_MARK = new RegExp(`^${ITEM}(?:[-ー―—](\\d{1,2}))?$`);
const MEASURE_DIGITS = /^(\d{1,2})[-ー―—](\d{1,2})$/;
const CHECKLIST_NAME = /^(?:サイバーセキュリティ対策|チェックリスト(?:マニュアル)?|マニュアル|\(?(?:令和|r|clm-r)(\d{1,2})(?:年度?)?版?\)?|確認項目|項目)[ :の-]*/;
const CHECKLIST_MARK = new RegExp(`^(?:(\\d)[-ー―—]?)?${ITEM}$`);
const CHECKLIST_DIGITS = /^(\d)[-ー―—](\d{1,2})$/;
const GUIDELINE_NAME = /^(?:厚労省|厚生労働省|医療情報システムの)?(?:(?:安全管理に関する|安全管理)?ガイドライン|gl)?(?:第?(\d\.\d)版|mhlw-(\d\.\d))?[:の、 ]*/;
const CLAUSE_NUMBER = /^[1-9]\d?(?:\.[1-9]\d?)*/;
const CLAUSE_LABEL = /^[<《]([^<>《》〉\d]{1,16})[>》〉]|^\((説明責任|管理責任|善後策を講ずる責任)\)/u;
const CLAUSE_ITEMS = new RegExp(`^\\.?([${CIRCLED}](?:${JOIN}?[${CIRCLED}])*)`);
const CLAUSE_APART = /^(?:[の、]?遵守事項[:のに第]*|[:の、第]+)/;
const CLAUSE_TITLE = /^[^「」『』]{0,80}[」』]/u;
const CLAUSE_JOIN = new RegExp(`^(?:${JOIN}| )`);

const VOLUMES: readonly (readonly [print: string, volume: string])[] = [
  ["概説", "概説編"], ["経営管理", "経営管理編"], ["企画管理", "企画管理編"], ["システム運用", "システム運用編"], ["保守委託機関", "保守委託機関編"],
  ["overview", "概説編"], ["governance", "経営管理編"], ["management", "企画管理編"], ["control", "システム運用編"],
  ["概", "概説編"], ["経", "経営管理編"], ["企", "企画管理編"], ["シス", "システム運用編"], ["シ", "システム運用編"],
];
const ENGLISH = ["(overview)", "(governance)", "(management)", "(control)"];

/** Reads a query that is nothing but a citation; undefined for anything else. */
export function readCitation(query: string): Reference | undefined {
  const q = plain(query);
  if (!SIGN.test(q)) return undefined;
  const c: Reference = { id: ID.test(q) ? q : "", named: [], more: [], open: true };
  readMeasure(q, c);
  readChecklist(q, c);
  readClauses(q, c);
  return c.id !== "" || c.named.length > 0 ? c : undefined;
}

function plain(s: string): string {
  const r: string[] = [];
  for (const c of s) {
    r.push(plainChar(c));
    if (r.length > LONGEST) return "";
  }
  const t = r.join("").replace(/ｼｽﾃﾑ/g, "システム").replace(/ｼｽ/g, "シス").replace(/ｼ/g, "シ");
  const all = [...trim(t, "「」『』\"'▶。、 ")];
  return all.filter((c, i) => c !== " " || (/[0-9]/.test(all[i + 1]) && (/[0-9]/.test(all[i - 1]) || circled(all[i - 1]) > 0))).join("");
}

function trim(s: string, marks: string): string {
  let a = 0, b = s.length;
  while (a < b && marks.includes(s[a])) a++;
  while (b > a && marks.includes(s[b - 1])) b--;
  return s.slice(a, b);
}

const PLAIN: Record<string, string> = { "〜": "~", "〈": "<", "〉": ">", "‐": "-", "‑": "-", "−": "-", "–": "-", "，": "," };

/** One width, case and dash for a character; marks such as ① stay. */
export function plainChar(c: string): string {
  const u = c.codePointAt(0)!;
  if (u >= 0xff01 && u <= 0xff5e) c = String.fromCharCode(u - 0xfee0);
  else if (isBlank(u)) return " ";
  return PLAIN[c] ?? (c >= "A" && c <= "Z" ? String.fromCharCode(c.charCodeAt(0) + 32) : c);
}

/** Reports white space, the same in Go and in the browser. */
export const isBlank = (c: number): boolean =>
  c === 32 || (c >= 9 && c <= 13) || c === 0x85 || c === 0xa0 || c === 0x1680 || (c >= 0x2000 && c <= 0x200a) ||
  c === 0x2028 || c === 0x2029 || c === 0x202f || c === 0x205f || c === 0x3000;

/** Without the white space around it. */
export function trimBlank(s: string): string {
  const r = [...s];
  while (r.length > 0 && isBlank(r[0].codePointAt(0)!)) r.shift();
  while (r.length > 0 && isBlank(r[r.length - 1].codePointAt(0)!)) r.pop();
  return r.join("");
}

function circled(c: string): number {
  const u = c.codePointAt(0)!;
  if (u >= 0x2460 && u <= 0x2473) return u - 0x2460 + 1;
  if (u >= 0x3251 && u <= 0x325f) return u - 0x3251 + 21;
  if (u >= 0x32b1 && u <= 0x32bf) return u - 0x32b1 + 36;
  return 0;
}

const number = (s: string | undefined): string => String(Number(s ?? "0"));
const mark = (s: string): string => { const n = circled(s); return n > 0 ? String(n) : number(s.slice(1, -1)); };

function readMeasure(q: string, c: Reference): void {
  const name = MEASURE_NAME.exec(q)?.[0] ?? "";
  let rest = q.slice(name.length);
  const place: string[] = [], spot = MEASURE_SPOT.exec(rest);
  if (spot) {
    rest = rest.slice(spot[0].length);
    place.push(spot[1] ?? "p" + number(spot[2] ?? spot[3]));
  }
  const row = MEASURE_MARK.exec(rest), digits = MEASURE_DIGITS.exec(rest);
  let key = "";
  if (row && (row[2] !== undefined || name !== "")) key = "別紙2:" + mark(row[1]) + (row[2] !== undefined ? "-" + number(row[2]) : "");
  else if (digits && name !== "") key = "別紙2:" + number(digits[1]) + "-" + number(digits[2]);
  else if (rest === "" && name !== "" && place.length > 0) key = "別紙2:" + place[0];
  if (key === "") return;
  c.named.push({ key, with: place });
  c.open &&= name === "";
}

function readChecklist(q: string, c: Reference): void {
  let rest = q, years: string[] = [];
  for (let m = CHECKLIST_NAME.exec(rest); m; m = CHECKLIST_NAME.exec(rest)) {
    if (m[1] !== undefined) years = ["r" + number(m[1])];
    rest = rest.slice(m[0].length);
  }
  const named = rest !== q, m = CHECKLIST_MARK.exec(rest);
  let section: string | undefined, item: string;
  if (m && (named || (m[1] !== undefined && m[2][0] !== "("))) [section, item] = [m[1], mark(m[2])];
  else {
    const d = named ? CHECKLIST_DIGITS.exec(rest) : null;
    if (!d) return;
    [section, item] = [d[1], number(d[2])];
  }
  c.named.push({ key: "チェックリスト:" + (section !== undefined ? section + "-" : "") + item, with: years });
  c.open &&= !named;
}

interface Clause { volume: string; number: string; label: string; items: number[]; bare: boolean; }

function readClauses(q: string, c: Reference): void {
  const m = GUIDELINE_NAME.exec(q)!;
  let edition = m[1] ?? m[2] ?? "", refs = clauses(q.slice(m[0].length));
  if (!refs && m[0] !== "") {
    edition = "";
    refs = clauses(q);
  }
  if (!refs) return;
  const beside = edition === "" ? [] : [edition];
  for (const r of refs) {
    const all = [...beside, r.volume, r.label].filter((w) => w !== "");
    if (r.items.length === 0) c.named.push({ key: r.number, with: all });
    for (const i of r.items) c.named.push({ key: r.number + "-" + i, with: all });
    c.open &&= r.volume === "" && edition === "";
  }
  if (refs[0].volume === "" && refs[0].items.length > 0) c.more.push({ key: refs[0].number + "+", with: beside });
}

/** Reads s as nothing but citations; a volume holds until the next one is named. */
function clauses(s: string): Clause[] | undefined {
  s = trim(s, "()[] ");
  const out: Clause[] = [];
  let volume = "";
  while (s !== "") {
    const v = cutVolume(s);
    if (v) [volume, s] = [v[0], v[1].replace(/^[:の ]+/, "")];
    const r = clauseAt(s);
    if (!r) return undefined;
    for (const x of r[0]) out.push({ ...x, volume });
    const rest = r[1], join = CLAUSE_JOIN.exec(rest)?.[0] ?? "";
    if (rest !== "" && (join === "" || rest === join)) return undefined;
    s = cut(cut(rest.slice(join.length), "同"), "編");
  }
  return out.length === 0 || (out.length === 1 && out[0].bare && out[0].volume === "") ? undefined : out;
}

const cut = (s: string, prefix: string): string => (s.startsWith(prefix) ? s.slice(prefix.length) : s);

function cutVolume(s: string): [string, string] | undefined {
  for (const [print, volume] of VOLUMES) {
    if (!s.startsWith(print)) continue;
    const rest = s.slice(print.length);
    if (rest.startsWith("編") && print + "編" === volume) return [volume, ENGLISH.reduce(cut, rest.slice(1))];
    if (/^[0-9]/.test(rest)) return [volume, rest];
  }
  return undefined;
}

const clause = (number: string): Clause => ({ volume: "", number, label: "", items: [], bare: false });

function clauseAt(s: string): [Clause[], string] | undefined {
  const start = s, quoted = /^[「『]/.test(s);
  if (quoted) s = s.slice(1);
  const bracketed = s.startsWith("(");
  s = cut(cut(s, "("), "第");
  const r = clause(CLAUSE_NUMBER.exec(s)?.[0] ?? "");
  let rest = s.slice(r.number.length);
  if (r.number === "" || /^\.?[0-9]/.test(rest)) return undefined;
  const label = CLAUSE_LABEL.exec(rest);
  if (label) [r.label, rest] = [label[1] ?? label[2], rest.slice(label[0].length)];
  [r.items, rest] = cutItems(rest);
  if (r.items.length === 0 && rest.startsWith("(項番不明")) {
    r.number += "?";
    return [[r], cut(cut(rest, "(項番不明"), ")")];
  }
  const until = rangeEnd(r, rest);
  if (until !== "" && !quoted && !bracketed) {
    const refs: Clause[] = [];
    for (let n = Number(r.number); n <= Number(until); n++) refs.push(clause(String(n)));
    return [refs, rest.slice(1 + until.length)];
  }
  let counted = false;
  if (r.items.length === 0 && !quoted && /^[章節項]/.test(rest)) [rest, counted] = [rest.slice(1), true];
  const before = rest.length;
  rest = cutTitle(rest, quoted);
  if (rest.length < before && r.items.length === 0) { // 14「認証・認可」⑤
    const [items, after] = cutItems(cut(cut(rest, "の"), "第"));
    if (items.length > 0) [r.items, rest] = [items, after];
  }
  const apart = CLAUSE_APART.exec(rest)?.[0] ?? "";
  if (r.items.length === 0 && (counted || apart.includes("遵守事項"))) {
    const [items, after] = cutItems(rest.slice(apart.length));
    if (items.length > 0) [r.items, rest] = [items, after];
  }
  if (bracketed) {
    if (r.items.length === 0 && !r.number.includes(".")) return undefined;
    rest = cut(rest, ")");
  }
  if (rest.startsWith("以外")) [r.items, rest] = [[], rest.slice(2)];
  if (r.items.length > 0) rest = rest.startsWith("条") ? rest.slice(1) : cut(rest, "項");
  rest = cut(rest, "関係");
  r.bare = start.slice(0, start.length - rest.length) === r.number && !r.number.includes(".");
  return [[r], rest];
}

function rangeEnd(r: Clause, rest: string): string {
  if (!rest.startsWith("~") || r.items.length > 0) return "";
  const until = CLAUSE_NUMBER.exec(rest.slice(1))?.[0] ?? "";
  if ((r.number + until).includes(".") || /^\.?[0-9]/.test(rest.slice(1 + until.length))) return "";
  return Number(until) > Number(r.number) ? until : "";
}

function cutItems(s: string): [number[], string] {
  const m = CLAUSE_ITEMS.exec(s), items = new Set<number>();
  if (!m) return [[], s];
  let last = 0, filling = false;
  for (const c of m[1]) {
    const n = circled(c);
    filling ||= c === "~";
    if (n === 0) continue;
    if (filling && last > 0) for (let i = last + 1; i < n; i++) items.add(i);
    items.add(n);
    last = n;
    filling = false;
  }
  return [[...items], s.slice(m[0].length)];
}

function cutTitle(s: string, quoted: boolean): string {
  if (!quoted && !/^[「『]/.test(s)) return s;
  const t = quoted ? s : s.slice(1), m = CLAUSE_TITLE.exec(t);
  if (m) return t.slice(m[0].length);
  return quoted && t === "" ? "" : s;
}
