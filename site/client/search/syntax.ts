// Reads the marks of a query: "…", -word, NOT word, field:value. Mirrors
// index/syntax.go, which describes them.
import { isBlank, plainChar } from "./citation";
import { chars, Class, Folder, text } from "./fold";
import type { FacetValue, Store } from "./store";

/** A filter typed in a query. */
export interface Field {
  /** As in a filter: document, volume, role, system, certainty. */
  facet: string;
  /** Beginnings of values, as typed. */
  typed: string[];
  /** The values that begin so; none lets no hit pass. */
  values: string[];
  not: boolean;
}

/** How a query was understood. */
export interface Syntax {
  /** What was searched: the query without its marks. */
  words: string;
  phrases: string[];
  /** Words and wordings hits must not hold. */
  excluded: string[];
  filters: Field[];
  /** Names before a colon that are no field; searched as text. */
  unknown: string[];
  /** Characters beyond MAX_QUERY, which were not searched. */
  omitted: number;
}

/** How many characters of a query are searched. */
export const MAX_QUERY = 1000;

/** The part of a query that is searched. */
export const bounded = (query: string): string => (query.length <= MAX_QUERY ? query : text(chars(query).slice(0, MAX_QUERY)));

export interface Exclusion { text: string; wording: boolean; }

export interface Asked { syntax: Syntax; without: Exclusion[]; }

const FIELDS = new Map(Object.entries({
  doc: "document", document: "document", 資料: "document", 文書: "document", volume: "volume", 編: "volume",
  role: "role", 役割: "role", system: "system", 対象: "system", certainty: "certainty", 確かさ: "certainty",
}));
const SPOKEN: readonly (readonly [string, string])[] = [["確実", "certain"], ["推定", "likely"], ["あいまい", "ambiguous"]];
const CLOSING = new Map([["\"", "\""], ["＂", "＂"], ["“", "”"], ["「", "」"], ["『", "』"]].map(([a, b]) => [a.codePointAt(0)!, b.codePointAt(0)!]));
const isMinus = (c: number): boolean => c === 0x2d || c === 0x2212 || c === 0xff0d;

interface Mark { text: string; quoted: boolean; minus: boolean; end: number; }

export function readSyntax(folder: Folder, query: string): Asked {
  const all = chars(query), r = all.slice(0, MAX_QUERY), omitted = all.length - r.length;
  const x: Asked = { syntax: { words: bounded(query), phrases: [], excluded: [], filters: [], unknown: [], omitted }, without: [] };
  const words: string[] = [];
  let not = false;
  for (let i = 0; i < r.length;) {
    if (isBlank(r[i])) { i++; continue; }
    const t = markAt(folder, r, i);
    i = t.end;
    if (t.text === "NOT" && !t.quoted && !t.minus && i < r.length) { not = true; continue; }
    t.minus ||= not;
    not = false;
    const w = take(folder, x, t);
    if (w !== "") words.push(w);
  }
  if (not) words.push("NOT");
  const s = x.syntax;
  if (s.phrases.length + s.excluded.length + s.filters.length > 0) s.words = words.join(" ");
  return x;
}

function markAt(folder: Folder, r: readonly number[], i: number): Mark {
  const minus = isMinus(r[i]) && i + 1 < r.length && !isBlank(r[i + 1]) && !isMinus(r[i + 1]) && !oneLetter(folder, r, i + 1);
  const at = minus ? i + 1 : i, close = CLOSING.get(r[at]);
  if (close !== undefined) {
    for (let j = at + 1; j < r.length; j++) {
      if (r[j] === close && (j + 1 === r.length || isBlank(r[j + 1])) && !r.slice(at + 1, j).every(isBlank)) {
        return { text: text(r.slice(at + 1, j)), quoted: true, minus, end: j + 1 };
      }
    }
  }
  let end = at;
  while (end < r.length && !isBlank(r[end])) end++;
  return { text: text(r.slice(at, end)), quoted: false, minus, end };
}

/** Reports a letter of ASCII that stands alone: -y is an option of a command. */
const oneLetter = (folder: Folder, r: readonly number[], i: number): boolean =>
  r[i] < 0x80 && folder.class(r[i]) === Class.Other && (i + 1 === r.length || folder.class(r[i + 1]) === Class.None);

function take(folder: Folder, x: Asked, t: Mark): string {
  if (!t.quoted && takeField(folder, x, t)) return "";
  if (t.minus) {
    x.syntax.excluded.push(t.text);
    x.without.push({ text: t.text, wording: t.quoted });
    return "";
  }
  if (t.quoted) x.syntax.phrases.push(t.text);
  return t.text;
}

function takeField(folder: Folder, x: Asked, t: Mark): boolean {
  const i = t.text.search(/[:：]/);
  if (i <= 0) return false;
  const name = [...t.text.slice(0, i)].map(plainChar).join(""), value = cutColons(t.text.slice(i));
  const typed = value.split(/[,、，]/).filter((v) => v !== ""), facet = FIELDS.get(name);
  if (facet !== undefined && typed.length > 0) {
    x.syntax.filters.push({ facet, typed, values: [], not: t.minus });
    return true;
  }
  if (facet === undefined && typed.length > 0 && !value.startsWith("//") && isName(folder, name)) x.syntax.unknown.push(t.text.slice(0, i));
  return false;
}

function cutColons(s: string): string {
  if (s.startsWith(":")) s = s.slice(1);
  return s.startsWith("：") ? s.slice(1) : s;
}

const isName = (folder: Folder, s: string): boolean => chars(s).every((c) => folder.class(c) !== Class.None && !(c >= 48 && c <= 57));

/** Fills in the values of the query's filters. */
export function matchFields(s: Store, fields: readonly Field[]): void {
  for (const f of fields) for (const t of f.typed) s.needFold(t);
  for (const f of fields) f.values = (s.facets()?.values ?? []).filter((l) => l.facet === f.facet && f.typed.some((t) => begins(s, l, t))).map((l) => l.value);
}

function begins(s: Store, l: FacetValue, typed: string): boolean {
  s.needFold(l.value + l.name);
  const t = s.folder.fold(typed);
  const known = l.facet === "certainty" ? SPOKEN.find(([name]) => s.folder.fold(name) === t) : undefined;
  return known ? l.value === known[1] : s.folder.fold(l.value).startsWith(t) || s.folder.fold(l.name).includes(t);
}
