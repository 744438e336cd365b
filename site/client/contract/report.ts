// The reports of the page: the same columns as those of the command.
import type { Candidate, Shared } from "../search/match";
import { writeCSV } from "../sheet/csv";
import { mostInCell, writeXLSX } from "../xlsx";
import { escapeXML } from "../xml";
import type { Entry } from "./model";
import type { TopicRow } from "./topics";

/** What every report says of itself; the same sentences as site.ContractNotice. */
export const NOTICE = "この表は、条項と要求事項の言葉の重なりから機械が選んだ候補です。条項が要求事項を満たすかどうかは判断していません。候補がないことは、その条項や項目が不要という意味ではありません。採否は、人が公式の文書を読んで決めてください。";

/** A contract with everything found and decided. */
export interface Report { source: string; documents: string[]; entries: readonly Entry[]; against: string; topics: readonly TopicRow[]; documentName(id: string): string; passage(c: Candidate): Promise<string>; }

const HEAD = ["条項", "見出し", "行", "条項の文", "判定（機械による候補）", "順位", "候補の項目", "候補のID", "候補の題名", "資料", "点数", "根拠（条項の言葉 → 項目の言葉、点）", "候補の文", "採否（人が記入）", "メモ（人が記入）"];
/** Columns of numbers, which a spreadsheet may read as such. */
const NUMBERS = [2, 5, 10];
const TOPIC_HEAD = ["項目", "ID", "題名", "確認する人", "判定（機械による候補）", "候補の条項", "採用した条項"];

export const clauseName = (c: { label: string; line: number }): string => (c.label === "" ? `${c.line}行目` : c.label);
export const verdict = (c: Candidate): string => (!c.enough ? "弱い候補" : c.stub ? "候補（題名だけで照合）" : "候補");
const score = (x: number): string => x.toFixed(1);

export function evidence(shared: readonly Shared[]): string {
  return shared.map((w) => {
    const terms = w.terms.join("・");
    return `${w.word}${terms === w.word ? "" : ` → ${terms}`} ${score(w.points)}`;
  }).join("、");
}

function decided(e: Entry, id: string): string {
  return e.decision.accepted.includes(id) ? "採用" : e.decision.rejected.includes(id) ? "不採用" : "";
}

/** The rows of the candidates: those with evidence, and weak ones somebody decided about. */
async function rows(r: Report): Promise<string[][]> {
  const out: string[][] = [];
  for (const e of r.entries) {
    const { clause: c, decision: d } = e, head = [c.label, c.part, String(c.line), c.text];
    let first = true;
    const add = (...cells: string[]): void => {
      out.push([...head, ...cells, first ? d.note : ""]);
      first = false;
    };
    if (!e.match) add("照合していません", "", "", "", "", "", "", "", "", "");
    else if (!e.match.confident) add("候補なし", "", "", "", "", "", "", "", "", "");
    for (const [i, k] of (e.match?.candidates ?? []).entries()) {
      const said = decided(e, k.id);
      if (!k.enough && said === "") continue;
      add(verdict(k), String(i + 1), k.citation, k.id, k.title, r.documentName(k.document), score(k.score), evidence(k.shared), await r.passage(k), said);
    }
    for (const a of d.added) add("人が加えた項目", "", a.citation, a.id, a.title, "", "", "", "", "採用");
  }
  return out;
}

const topicRows = (r: Report): string[][] => r.topics.map((t) => [t.citation, t.id, t.title, t.roles.join("、"),
  t.clauses.length > 0 ? "候補" : "候補の条項なし", t.clauses.join("、"), t.accepted.join("、")]);

export async function toCSV(r: Report): Promise<Blob> {
  return new Blob([writeCSV([HEAD, ...await rows(r)], (_, column) => NUMBERS.includes(column))], { type: "text/csv" });
}

export async function toXLSX(r: Report): Promise<Blob> {
  const fit = (list: string[][]): string[][] => list.map((row) => row.map((s) => (s.length > mostInCell ? s.slice(0, mostInCell - 40) + "…（この欄に収まらないため以下を省きました）" : s)));
  const about = [["事項", "内容"], ["注意", NOTICE], ["対象のファイル", r.source], ...r.documents.map((d) => ["照合した資料", d])];
  return writeXLSX([
    { name: "条項と候補", rows: fit([HEAD, ...await rows(r)]), widths: [14, 18, 6, 48, 16, 6, 24, 22, 36, 22, 8, 48, 48, 12, 24] },
    ...(r.topics.length > 0 ? [{ name: "項目と候補の条項", rows: fit([TOPIC_HEAD, ...topicRows(r)]), widths: [24, 22, 48, 20, 18, 36, 36] }] : []),
    { name: "この表について", rows: fit(about), widths: [18, 80] },
  ]);
}

const style = "body{margin:0 auto;max-width:72rem;padding:1rem;background:#fff;color:#1a1a1a;font-family:\"Noto Sans JP\",\"Yu Gothic UI\",Meiryo,sans-serif;line-height:1.7;overflow-wrap:anywhere}table{border-collapse:collapse;width:100%;font-size:.875rem}th,td{border:1px solid #767676;padding:.25rem .5rem;text-align:left;vertical-align:top;white-space:pre-wrap;unicode-bidi:isolate}.box{overflow-x:auto}";

/** A page that needs no other file and runs nothing. */
export async function toHTML(r: Report): Promise<Blob> {
  const hash = await digest(style);
  const table = (head: readonly string[], list: readonly string[][]): string =>
    `<div class="box"><table><thead><tr>${head.map((h) => `<th scope="col">${escapeXML(h)}</th>`).join("")}</tr></thead><tbody>\n${list.map((row) => `<tr>${row.map((c) => `<td>${escapeXML(c)}</td>`).join("")}</tr>`).join("\n")}\n</tbody></table></div>`;
  const open = r.topics.filter((t) => t.clauses.length === 0 && t.accepted.length === 0).length;
  return new Blob([`<!DOCTYPE html>
<html lang="ja"><head><meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src '${hash}'; base-uri 'none'; form-action 'none'">
<meta name="viewport" content="width=device-width, initial-scale=1"><meta name="referrer" content="no-referrer">
<title>契約書と要求事項の照合（候補）: ${escapeXML(r.source)}</title><style>${style}</style></head><body><main>
<h1>契約書と要求事項の照合（候補）</h1>
<p>対象のファイル: ${escapeXML(r.source)}</p>
<p>${NOTICE}</p>
<h2>照合した資料</h2><ul>${r.documents.map((d) => `<li>${escapeXML(d)}</li>`).join("")}</ul>
${r.topics.length > 0 ? `<h2>項目の側から見た条項: ${escapeXML(r.against)}</h2><p>候補も採用もない項目は ${open} 件です。</p>${table(TOPIC_HEAD, topicRows(r))}` : ""}
<h2>条項ごとの候補</h2>
${table(HEAD, await rows(r))}
</main></body></html>
`], { type: "text/html" });
}

/** The hash a policy knows a style by; pages from file:// may lack crypto.subtle, and then carry none. */
async function digest(s: string): Promise<string> {
  if (!window.crypto?.subtle) return "unsafe-inline";
  const sum = new Uint8Array(await window.crypto.subtle.digest("SHA-256", new TextEncoder().encode(s)));
  return "sha256-" + btoa(String.fromCharCode(...sum));
}
