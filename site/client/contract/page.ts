// The contract page: a contract comes in as text or file, is cut and matched in
// small steps, and goes out as a report. Nothing is sent, and nothing is kept
// unless the vendor saves it.
import { announce, el } from "../dom";
import type { Places } from "../places";
import type { Engine } from "../search/engine";
import { Matcher } from "../search/match";
import { download } from "../sheet/file";
import { quoted } from "../snippet";
import { clauseArticle, Desk } from "./clause";
import { cut, stand } from "./cut";
import { Entry, isDecided, load, Loaded, save, undecided } from "./model";
import { readContract } from "./read";
import { Report, toCSV, toHTML, toXLSX } from "./report";
import { fill, topicsOf, topicTable, TopicRow } from "./topics";

/** Clauses shown at once, and milliseconds of work before the page breathes. */
const STEP = 20, BREATH = 30;

const get = <T extends HTMLElement>(id: string): T => document.getElementById(id) as T;
const message = (e: unknown): string => (e instanceof Error ? e.message : String(e));
const breathe = (): Promise<void> => new Promise((r) => { window.setTimeout(r, 0); });

export class ContractPage {
  private entries: Entry[] = [];
  private topics: TopicRow[] = [];
  private text = "";
  private source = "貼り付けた文";
  private shown = STEP;
  private turn = 0;
  private dirty = false;
  private matcher: Promise<Matcher> | undefined;

  private readonly input = get<HTMLTextAreaElement>("contract-text");
  private readonly status = get("contract-status");
  private readonly bar = get<HTMLProgressElement>("contract-bar");
  private readonly stop = get<HTMLButtonElement>("contract-stop");
  private readonly against = get<HTMLSelectElement>("contract-against");
  private readonly show = get<HTMLSelectElement>("contract-show");
  private readonly desk: Desk;

  constructor(private readonly root: string, private readonly engine: Engine, private readonly places: Places) {
    this.desk = this.makeDesk();
    const on = (id: string, act: () => void): void => get(id).addEventListener("click", act);
    get("contract-form").addEventListener("submit", (e) => { e.preventDefault(); void this.start(undefined); });
    this.input.addEventListener("input", () => { this.source = "貼り付けた文"; });
    this.picker("contract-file", (f) => this.open(f));
    this.picker("contract-load", (f) => this.resume(f));
    on("contract-clear", () => this.clear());
    on("contract-stop", () => { this.turn++; this.say("途中で止めました。照合していない条項があります。"); });
    on("contract-more", () => { const from = this.shown; this.shown += STEP; void this.list(from); });
    on("contract-save", () => this.keep());
    on("contract-html", () => this.report("html", toHTML));
    on("contract-xlsx", () => this.report("xlsx", toXLSX));
    on("contract-csv", () => this.report("csv", toCSV));
    this.against.addEventListener("change", () => { if (this.entries.length > 0) void this.match(); });
    this.show.addEventListener("change", () => { this.shown = STEP; void this.list(0); });
    get("contract-topics-open").addEventListener("change", () => this.table());
    window.addEventListener("beforeunload", (e) => { if (this.dirty) e.preventDefault(); });
    get("contract").hidden = false;
  }

  private picker(id: string, act: (f: File) => Promise<void>): void {
    const input = get<HTMLInputElement>(id);
    input.addEventListener("change", () => {
      const f = input.files?.[0];
      input.value = "";
      if (f) act(f).catch((e: unknown) => this.say(`「${f.name}」を開けませんでした。${message(e)}`, true));
    });
  }

  private say(sentence: string, bad = false): void {
    this.status.textContent = sentence;
    this.status.classList.toggle("contract-bad", bad);
  }

  private async open(f: File): Promise<void> {
    this.say(`「${f.name}」を読んでいます。`);
    const { text, notes } = await readContract(f);
    this.input.value = text;
    this.source = f.name;
    await this.start(undefined);
    if (notes.length > 0) this.say(`${this.status.textContent} ${notes.join(" ")}`, true);
  }

  private async resume(f: File): Promise<void> {
    if (f.size > 60_000_000) throw new Error("ファイルが大きすぎます。");
    const saved = load(await f.text());
    this.input.value = saved.text;
    this.source = saved.source;
    if ([...this.against.options].some((o) => o.value === saved.against)) this.against.value = saved.against;
    await this.start(saved);
  }

  /** Cuts the text and matches it; a saved work brings its decisions. */
  private async start(saved: Loaded | undefined): Promise<void> {
    if (this.dirty && !saved && !window.confirm("採否やメモが保存されていません。新しく照合しますか。")) return;
    this.text = saved ? saved.text : this.input.value;
    if (this.text.trim() === "") { this.say("契約書の文を貼り付けるか、ファイルを選んでください。", true); return; }
    this.entries = stand(cut(this.text)).map((clause) => ({ clause, match: undefined, decision: saved?.take(clause) ?? undecided() }));
    const left = saved?.left() ?? [];
    this.dirty = false;
    this.shown = STEP;
    get("contract-result").hidden = false;
    await this.match();
    if (left.length > 0) this.say(`作業ファイルの採否のうち ${left.length} 件は、いまの条項に当てはまりませんでした（${left.slice(0, 5).join("、")}）。`, true);
  }

  /** Matches clause after clause; the page stays usable in between. */
  private async match(): Promise<void> {
    const mine = ++this.turn, all = this.entries, against = this.against.value;
    let failed = false;
    this.bar.max = all.length;
    this.bar.hidden = this.stop.hidden = false;
    try {
      const matcher = await (this.matcher ??= Matcher.open(this.engine));
      this.topics = against === "" ? [] : await topicsOf(this.engine, against);
      let last = Date.now();
      for (const [i, e] of all.entries()) {
        e.match = await matcher.match(e.clause.text, 5, against);
        if (Date.now() - last < BREATH) continue;
        this.bar.value = i;
        this.say(`${all.length} 件の条項のうち ${i + 1} 件を照合しました。`);
        await breathe();
        if (mine !== this.turn) break;
        last = Date.now();
      }
    } catch (e) {
      this.matcher = undefined;
      failed = true;
      this.say(`照合できませんでした。${message(e)}`, true);
    }
    await this.list(0);
    this.table();
    if (mine === this.turn && !failed) this.finish();
    if (mine === this.turn || all === this.entries) this.bar.hidden = this.stop.hidden = true;
  }

  private finish(): void {
    this.bar.hidden = this.stop.hidden = true;
    const n = this.entries.length, none = this.entries.filter((e) => e.match && !e.match.confident).length;
    if (this.entries.every((e) => e.match)) this.say(`${n} 件の条項を照合しました。候補のある条項 ${n - none} 件、候補なし ${none} 件です。`);
    announce(this.status.textContent ?? "");
  }

  private filtered(): Entry[] {
    switch (this.show.value) {
      case "found": return this.entries.filter((e) => e.match?.confident);
      case "none": return this.entries.filter((e) => e.match && !e.match.confident);
      case "open": return this.entries.filter((e) => e.match?.confident && !isDecided(e.decision));
      case "decided": return this.entries.filter((e) => isDecided(e.decision));
    }
    return this.entries;
  }

  /** Shows the clauses from one on; those before stay as they are. */
  private async list(from: number): Promise<void> {
    const mine = this.turn, list = this.filtered(), part = list.slice(from, this.shown), box = get("contract-clauses");
    const ids = part.flatMap((e) => [...(e.match?.candidates ?? []).map((c) => c.id), ...e.decision.added.map((a) => a.id)]);
    let links: ReadonlyMap<string, { url: string }> = new Map();
    try { links = await this.places.of(ids); } catch { /* the candidates show without links */ }
    if (mine !== this.turn) return;
    if (from === 0) box.replaceChildren();
    const articles = part.map((e) => clauseArticle(this.desk, e, this.entries.indexOf(e), links));
    box.append(...articles);
    if (list.length === 0) box.append(el("p", "muted", "当てはまる条項はありません。"));
    const more = get<HTMLButtonElement>("contract-more");
    more.hidden = list.length <= this.shown;
    more.textContent = `続きを表示（残り ${Math.max(0, list.length - this.shown)} 件）`;
    if (from > 0) {
      const h = articles[0]?.querySelector<HTMLElement>("h3");
      if (h) { h.tabIndex = -1; h.focus(); }
    }
  }

  private table(): void {
    const box = get("contract-topics"), only = get<HTMLInputElement>("contract-topics-open").checked;
    const topics = fill(this.topics, this.entries), open = topics.filter((t) => t.clauses.length + t.accepted.length === 0).length;
    get("contract-topics-box").hidden = topics.length === 0;
    box.replaceChildren(el("p", "", `${topics.length} 項目のうち、候補も採用もない項目は ${open} 項目です。`), topicTable(topics, only));
  }

  private makeDesk(): Desk { return {
    root: this.root,
    changed: () => { this.dirty = true; this.table(); },
    passage: async (c) => (await (this.matcher ??= Matcher.open(this.engine))).passage(c),
    cite: async (text) => {
      if (text.trim() === "") throw new Error("条番号を入れてください。例：企7章③");
      const r = await this.engine.search(text, 50);
      const named = r.hits.filter((h) => h.cited === "named");
      if (named.length === 0) throw new Error(`「${text.slice(0, 60)}」に当たる項目が見つかりません。編の名前と番号で書いてください。例：シス14⑤`);
      await this.places.of(named.map((h) => h.id));
      return named.map((h) => ({ id: h.id, citation: h.citation, title: h.title }));
    },
  }; }

  private keep(): void {
    download(new Blob([save(this.source, this.against.value, this.text, this.entries)], { type: "application/json" }), `${this.name()}-照合作業.json`);
    this.dirty = false;
  }

  private name(): string { return this.source.replace(/\.[^.]*$/, "") || "契約書"; }

  private report(ext: string, make: (r: Report) => Promise<Blob>): void {
    const options = [...this.against.options].filter((o) => o.value !== "");
    const r: Report = {
      source: this.source, entries: this.entries, topics: fill(this.topics, this.entries), against: this.against.selectedOptions[0]?.text ?? "",
      documents: [...get("contract-documents").querySelectorAll("li")].map((li) => li.textContent ?? ""),
      documentName: (id) => options.find((o) => o.value === id)?.text ?? id,
      passage: async (c) => quoted(await this.desk.passage(c)),
    };
    make(r).then((b) => download(b, `${this.name()}-照合結果.${ext}`), (e: unknown) => this.say(`書き出せませんでした。${message(e)}`, true));
  }

  private clear(): void {
    if (this.dirty && !window.confirm("採否やメモが保存されていません。すべて消しますか。")) return;
    this.turn++;
    this.entries = [];
    this.topics = [];
    this.text = this.input.value = "";
    this.dirty = false;
    this.bar.hidden = this.stop.hidden = true;
    get("contract-result").hidden = true;
    get("contract-clauses").replaceChildren();
    get("contract-topics").replaceChildren();
    this.say("契約書の文と照合の結果を、この画面から消しました。");
    this.input.focus();
  }
}
