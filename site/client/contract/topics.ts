// The other direction: the topics of a checklist or a table of roles, and the
// clauses that may speak of each.
import { el } from "../dom";
import type { Engine } from "../search/engine";
import type { Entry } from "./model";
import { clauseName } from "./report";

/** A topic; clauses are candidates of the machine, accepted those a person decided. */
export interface TopicRow { id: string; citation: string; title: string; roles: string[]; clauses: string[]; accepted: string[]; }

/** The topics of a document in its order, without clauses. */
export async function topicsOf(engine: Engine, id: string): Promise<TopicRow[]> {
  const list = await engine.file(`topics-${id}`) as [id: string, citation: string, title: string, roles: string[]][];
  return list.map(([id, citation, title, roles]) => ({ id, citation, title, roles, clauses: [], accepted: [] }));
}

/** Counts the clauses of every topic. */
export function fill(topics: readonly TopicRow[], entries: readonly Entry[]): TopicRow[] {
  const by = new Map(topics.map((t) => [t.id, { ...t, clauses: [] as string[], accepted: [] as string[] }]));
  for (const e of entries) {
    const { accepted, rejected, added } = e.decision;
    for (const t of e.match?.topics ?? []) if (!rejected.includes(t.id)) by.get(t.id)?.clauses.push(clauseName(e.clause));
    for (const id of [...accepted, ...added.map((a) => a.id)]) by.get(id)?.accepted.push(clauseName(e.clause));
  }
  return [...by.values()];
}

/** Shows the topics as a table, those without any clause marked. */
export function topicTable(topics: readonly TopicRow[], onlyOpen: boolean): HTMLElement {
  const rows = topics.filter((t) => !onlyOpen || t.clauses.length + t.accepted.length === 0).map((t) => {
    const head = el("th", "", el("span", "", t.citation), " ", t.title), open = t.clauses.length + t.accepted.length === 0;
    head.scope = "row";
    const state = open ? el("strong", "", "候補の条項なし") : el("span", "", [...new Set(t.accepted)].map((c) => `${c}（採用）`).concat([...new Set(t.clauses)].filter((c) => !t.accepted.includes(c)).map((c) => `${c}（候補）`)).join("、"));
    return el("tr", open ? "contract-open" : "", head, el("td", "", t.roles.join("、")), el("td", "", state));
  });
  const head = ["項目", "確認する人", "候補の条項"].map((h) => {
    const th = el("th", "", h);
    th.scope = "col";
    return th;
  });
  const table = el("table", "contract-topics", el("thead", "", el("tr", "", ...head)), el("tbody", "", ...rows));
  const box = el("div", "table-box", table);
  box.tabIndex = 0;
  box.setAttribute("role", "region");
  box.setAttribute("aria-label", "項目と候補の条項");
  return box;
}
