// A clause on the page: its text, its candidates with what they share, and what
// the vendor decides. Everything is put in as text.
import { button, el } from "../dom";
import type { Fragment, Span } from "../search/highlight";
import type { Candidate } from "../search/match";
import { snippet } from "../snippet";
import type { Added, Entry } from "./model";
import { clauseName, verdict } from "./report";

/** What a clause needs of the page. */
export interface Desk {
  root: string;
  /** Called after every decision. */
  changed(): void;
  passage(c: Candidate): Promise<Fragment>;
  /** What a citation names; an Error in Japanese where it is none. */
  cite(text: string): Promise<Added[]>;
}

/** Builds the article of a clause. */
export function clauseArticle(desk: Desk, e: Entry, n: number, links: ReadonlyMap<string, { url: string }>): HTMLElement {
  const id = `clause-${n}`, name = clauseName(e.clause);
  const head = el("h3", "", el("bdi", "", name)), text = el("p", "contract-text");
  head.id = id;
  const box = el("article", "contract-clause", head);
  box.setAttribute("aria-labelledby", id);
  if (e.clause.part !== "") box.append(el("p", "small muted", el("bdi", "", e.clause.part)));
  const show = (c: Candidate | undefined): void => text.replaceChildren(...marked(e.clause.text, c?.shared.flatMap((w) => w.clause) ?? []));
  box.append(text);
  const strong = e.match?.candidates.filter((c) => c.enough) ?? [], weak = e.match?.candidates.filter((c) => !c.enough) ?? [];
  show(strong[0]);
  if (!e.match) box.append(el("p", "contract-none", "まだ照合していません。"));
  else if (!e.match.confident) box.append(el("p", "contract-none", "候補なし"));
  const item = (c: Candidate): HTMLElement => candidateItem(desk, e, c, name, show, links);
  if (strong.length > 0) box.append(list(strong.map(item), `${name} の候補`));
  if (weak.length > 0) {
    const more = el("details", "contract-weak", el("summary", "", `言葉が少し重なる項目（弱い候補 ${weak.length} 件）`));
    more.addEventListener("toggle", () => { if (more.open && more.children.length === 1) more.append(list(weak.map(item), `${name} の弱い候補`)); });
    box.append(more);
  }
  box.append(addedList(desk, e, name, links), adding(desk, e, name, n, box, links), note(desk, e, name, n));
  return box;
}

function list(items: HTMLElement[], label: string): HTMLElement {
  const ol = el("ol", "contract-candidates", ...items);
  ol.setAttribute("aria-label", label);
  return ol;
}

function candidateItem(desk: Desk, e: Entry, c: Candidate, name: string, show: (c: Candidate) => void, links: ReadonlyMap<string, { url: string }>): HTMLElement {
  const li = el("li", "", el("p", "contract-candidate", el("span", c.enough ? "tag" : "tag contract-weak-tag", verdict(c)), " ", link(desk.root, c, links), c.title ? ` ${c.title}` : ""));
  li.dataset.id = c.id;
  const quote = el("q", "contract-quote");
  li.append(el("p", "small contract-passage", el("span", "hidden", "項目の文："), quote));
  void desk.passage(c).then((f) => { if (f.field === "title") quote.parentElement?.remove(); else quote.append(...snippet(f)); });
  const why = el("details", "contract-why", el("summary", "", `根拠を見る（${c.score.toFixed(1)} 点）`, el("span", "hidden", `：${name} と ${c.citation}`)));
  why.addEventListener("toggle", () => {
    if (!why.open) return;
    show(c);
    if (why.children.length === 1) why.append(...reasons(c));
  });
  li.append(decide(desk, e, c, name), why);
  return li;
}

/** What every shared word is worth. */
function reasons(c: Candidate): HTMLElement[] {
  const rows = c.shared.map((w) => {
    const terms = w.terms.join("・"), head = el("th", "", el("bdi", "", w.word));
    head.scope = "row";
    return el("tr", "", head, el("td", "", terms), el("td", "", w.wording ? "言い換え" : terms === w.word ? "同じ言葉" : "同じ意味・関連する言葉"), el("td", "number", w.points.toFixed(1)));
  });
  const heads = ["条項の言葉", "項目の言葉", "関係", "点"].map((h) => {
    const th = el("th", "", h);
    th.scope = "col";
    return th;
  });
  return [
    el("div", "table-box", el("table", "contract-words", el("thead", "", el("tr", "", ...heads)), el("tbody", "", ...rows))),
    el("p", "small muted", "条項の文では、この候補と重なる言葉に印を付けています。"),
  ];
}

/** Two buttons of which one may be pressed. */
function decide(desk: Desk, e: Entry, c: Candidate, name: string): HTMLElement {
  const { accepted, rejected } = e.decision;
  const yes = button("採用", () => set(accepted, rejected)), no = button("不採用", () => set(rejected, accepted));
  const label = (): void => {
    yes.setAttribute("aria-pressed", String(accepted.includes(c.id)));
    no.setAttribute("aria-pressed", String(rejected.includes(c.id)));
  };
  const set = (to: string[], from: string[]): void => {
    const was = to.indexOf(c.id), other = from.indexOf(c.id);
    if (other >= 0) from.splice(other, 1);
    if (was >= 0) to.splice(was, 1); else to.push(c.id);
    label();
    desk.changed();
  };
  for (const b of [yes, no]) b.append(el("span", "hidden", `：${name} の候補 ${c.citation}`));
  label();
  return el("div", "contract-decide", yes, " ", no);
}

function addedList(desk: Desk, e: Entry, name: string, links: ReadonlyMap<string, { url: string }>): HTMLElement {
  const ul = el("ul", "contract-added");
  ul.setAttribute("aria-label", `${name} に加えた項目`);
  ul.hidden = e.decision.added.length === 0;
  for (const a of e.decision.added) {
    const away = button("取り消す", () => {
      e.decision.added.splice(e.decision.added.indexOf(a), 1);
      const next = addedList(desk, e, name, links);
      ul.replaceWith(next);
      next.parentElement?.querySelector<HTMLInputElement>(".contract-add input")?.focus();
      desk.changed();
    });
    away.append(el("span", "hidden", `：${a.citation}`));
    ul.append(el("li", "", el("span", "tag", "加えた項目"), " ", link(desk.root, a, links), a.title ? ` ${a.title} ` : " ", away));
  }
  return ul;
}

function adding(desk: Desk, e: Entry, name: string, n: number, box: HTMLElement, links: ReadonlyMap<string, { url: string }>): HTMLElement {
  const form = el("form", "contract-add"), input = el("input", ""), label = el("label", "", "条番号で項目を加える", el("span", "hidden", `（${name}）`)), said = el("p", "small contract-said"), b = el("button", "plain-button", "加える");
  input.type = "text";
  input.id = `add-${n}`;
  input.autocomplete = "off";
  input.placeholder = "例：企7章③、シス14⑤、2-⑧";
  label.htmlFor = input.id;
  said.setAttribute("role", "status");
  b.type = "submit";
  form.append(label, el("div", "contract-line", input, b), said);
  form.addEventListener("submit", (ev) => {
    ev.preventDefault();
    desk.cite(input.value).then((found) => {
      const fresh = found.filter((a) => !e.decision.added.some((x) => x.id === a.id));
      e.decision.added.push(...fresh);
      box.querySelector(".contract-added")!.replaceWith(addedList(desk, e, name, links));
      said.textContent = fresh.length > 0 ? `${fresh.map((a) => a.citation).join("、")} を加えました。` : "その項目はもう加えてあります。";
      input.value = "";
      desk.changed();
    }, (err: unknown) => { said.textContent = err instanceof Error ? err.message : String(err); });
  });
  return form;
}

function note(desk: Desk, e: Entry, name: string, n: number): HTMLElement {
  const area = el("textarea", ""), label = el("label", "", "メモ", el("span", "hidden", `（${name}）`));
  area.id = `note-${n}`;
  area.rows = 2;
  area.value = e.decision.note;
  label.htmlFor = area.id;
  area.addEventListener("input", () => { e.decision.note = area.value; desk.changed(); });
  return el("div", "contract-note", label, area);
}

function link(root: string, c: { id: string; citation: string }, links: ReadonlyMap<string, { url: string }>): HTMLElement {
  const place = links.get(c.id);
  if (!place) return el("b", "", c.citation);
  const a = el("a", "", c.citation);
  a.href = root + place.url;
  a.target = "_blank";
  a.rel = "noopener";
  return el("b", "", a);
}

/** A text with ranges marked; they may overlap. */
export function marked(text: string, spans: readonly Span[]): (Node | string)[] {
  const out: (Node | string)[] = [];
  let at = 0;
  for (const s of [...spans].sort((a, b) => a.start - b.start)) {
    const from = Math.max(s.start, at), to = Math.min(s.end, text.length);
    if (from >= to) continue;
    if (from > at) out.push(text.slice(at, from));
    out.push(el("mark", "", text.slice(from, to)));
    at = to;
  }
  if (at < text.length) out.push(text.slice(at));
  return out;
}
