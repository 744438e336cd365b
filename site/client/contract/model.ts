// The work of a vendor on one contract, and the file it is saved in. Nothing
// of it is kept anywhere else.
import type { Match } from "../search/match";
import type { Standing } from "./cut";

/** A requirement somebody added by its citation. */
export interface Added { id: string; citation: string; title: string; }

/** What the vendor decided about a clause. */
export interface Decision { accepted: string[]; rejected: string[]; added: Added[]; note: string; }

/** A clause on the page; match is undefined until it was matched. */
export interface Entry { clause: Standing; match: Match | undefined; decision: Decision; }

/** What is saved; decisions refer to clauses by label and text. */
interface Saved { format: string; version: number; source: string; against: string; text: string; decisions: (Decision & { label: string; text: string })[]; }

const FORMAT = "shogo-contract", most = { text: 5_000_000, decisions: 100_000, note: 100_000 };

export const undecided = (): Decision => ({ accepted: [], rejected: [], added: [], note: "" });
export const isDecided = (d: Decision): boolean => d.accepted.length + d.rejected.length + d.added.length > 0 || d.note.trim() !== "";

/** The work as the text of a file. */
export function save(source: string, against: string, text: string, entries: readonly Entry[]): string {
  const decisions = entries.filter((e) => isDecided(e.decision)).map((e) => ({ label: e.clause.label, text: e.clause.text, ...e.decision }));
  return JSON.stringify({ format: FORMAT, version: 1, source, against, text, decisions } satisfies Saved, undefined, 1) + "\n";
}

/** What a saved file holds; decisions by label and text of their clause. */
export interface Loaded { source: string; against: string; text: string; take(clause: Standing): Decision; left(): string[]; }

/** Reads a saved file; lets nothing but texts through. Throws an Error in Japanese. */
export function load(json: string): Loaded {
  let data: unknown;
  try { data = JSON.parse(json); } catch { throw new Error("作業ファイルが壊れているか、途中で切れています。"); }
  const d = fields(data);
  if (d.format !== FORMAT) throw new Error("このページで保存した作業ファイルではありません。");
  if (d.version !== 1) throw new Error("作業ファイルの形式が、このページの読める形式より新しいものです。新しい版のサイトで開いてください。");
  const text = string(d.text), list = array(d.decisions);
  if (text.length > most.text || list.length > most.decisions) throw new Error("作業ファイルが大きすぎます。");
  const waiting = new Map<string, { label: string; decision: Decision }[]>();
  for (const x of list.map(fields)) {
    const k = key(string(x.label), string(x.text));
    waiting.set(k, [...(waiting.get(k) ?? []), { label: string(x.label), decision: decision(x) }]);
  }
  return {
    source: string(d.source).slice(0, 1000), against: string(d.against).slice(0, 200), text,
    take: (c) => waiting.get(key(c.label, c.text))?.shift()?.decision ?? undecided(),
    left: () => [...waiting.values()].flat().map((x) => x.label || "番号のない条項"),
  };
}

const key = (label: string, text: string): string => label + "\n" + text;
const fields = (v: unknown): Record<string, unknown> => (typeof v === "object" && v !== null ? v : {}) as Record<string, unknown>;
const string = (v: unknown): string => (typeof v === "string" ? v : "");
const array = (v: unknown): unknown[] => (Array.isArray(v) ? v : []);
const ids = (v: unknown): string[] => [...new Set(array(v).map(string).filter(isID))].slice(0, 1000);
const isID = (s: string): boolean => s !== "" && s.length <= 200;

function decision(x: Record<string, unknown>): Decision {
  return {
    accepted: ids(x.accepted), rejected: ids(x.rejected), note: string(x.note).slice(0, most.note),
    added: array(x.added).map(fields).map((a) => ({ id: string(a.id), citation: string(a.citation).slice(0, 500), title: string(a.title).slice(0, 2000) })).filter((a) => isID(a.id)).slice(0, 1000),
  };
}
