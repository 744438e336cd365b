// The search on the start page: the query comes from the address, from typing,
// or from the form; the answer goes below the form, the choices into the
// address.

import { link, markPlace, nothing, place, read, remember, same } from "./address";
import type { Asked } from "./address";
import { Answer } from "./answer";
import type { Combobox } from "./combobox";
import type { Places } from "./places";
import { keep, showRecent } from "./recent";
import type { Shown } from "./results";
import type { Engine, Result } from "./search/engine";
import type { Explanation } from "./why";

/** Hits shown at first, and added by "さらに表示". */
const step = 10, added = 20;

/** Hits shown at first where none answers: noise is not made longer. */
const weakStep = 5;

/** Milliseconds without a key before a search starts by itself. */
const pause = 200;

/** Items from which the counts of the facets are read only when asked for. */
const large = 20_000;

/** What a search needs from the page. */
export interface Page {
  form: HTMLFormElement;
  input: HTMLInputElement;
  box: HTMLElement;
  recent: HTMLElement;
  /** Way to the root of the site, "" on the start page. */
  root: string;
}

/** An engine that can tell how a score came about. */
type Explaining = { explain?: (query: string, id: string, options: { noExpansion: boolean; without: readonly string[] }) => Promise<Explanation> };

/** The search of the start page: wires the form and runs the query of the address, if there is one. */
export class SearchPage {
  private asked: Asked = nothing;
  private shown = step;
  private turn = 0;
  private timer = 0;
  /** The address is a search somebody finished; the next one is a step of the history. */
  private settled = true;
  private wantsCounts = false;
  private readonly answer: Answer;

  constructor(private readonly page: Page, private readonly engine: Engine, private readonly places: Places, private readonly combobox: () => Combobox) {
    this.answer = new Answer(page.box, page.root, (id) => places.document(id), {
      more: () => void this.more(),
      exact: (exact) => this.ask({ ...this.asked, exact, without: [] }),
      without: (name, off) => this.ask({ ...this.asked, without: [...this.asked.without.filter((w) => w !== name), ...(off ? [name] : [])] }),
      filter: (filter) => this.ask({ ...this.asked, filter }),
      asWords: () => this.ask({ ...this.asked, words: true }),
      address: () => link(window.location.href, this.asked),
    });
    this.listen();
    this.fromAddress();
  }

  /** Runs a search that somebody finished asking. */
  ask(next: Asked): void {
    window.clearTimeout(this.timer);
    remember(next, !same(next, this.asked) && this.settled);
    this.settled = true;
    keep(next.query);
    this.set(next);
  }

  /** Runs a search for other words. */
  askFor(query: string): void {
    this.page.input.value = query;
    this.ask({ ...nothing, query });
  }

  private listen(): void {
    const { form, input, box } = this.page;
    form.addEventListener("submit", (e) => {
      e.preventDefault();
      this.ask(this.fromInput());
    });
    input.addEventListener("input", (e) => {
      window.clearTimeout(this.timer);
      // While an input method composes, the text is not yet what will be asked.
      if (!(e as InputEvent).isComposing) this.soon();
    });
    input.addEventListener("compositionend", () => this.soon());
    window.addEventListener("hashchange", () => this.fromAddress());
    window.addEventListener("popstate", () => this.fromAddress());
    box.addEventListener("click", (e) => {
      if (!(e.target as Element).closest(".result a")) return;
      keep(this.asked.query);
      this.settled = true;
      this.mark();
    });
    this.answer.facetBox.addEventListener("toggle", () => {
      if (this.answer.facetBox.open && !this.wantsCounts) { this.wantsCounts = true; void this.run(); }
    });
  }

  /** The query as typed, with the choices made so far; an emptied box forgets them. */
  private fromInput(): Asked {
    const query = this.page.input.value.trim();
    if (query === this.asked.query) return this.asked;
    return query === "" ? nothing : { ...this.asked, query, without: [], words: false };
  }

  /** Searches when no key follows for a moment. */
  private soon(): void {
    window.clearTimeout(this.timer);
    this.timer = window.setTimeout(() => {
      const next = this.fromInput();
      if (same(next, this.asked)) return;
      remember(next, this.settled);
      this.settled = false;
      this.set(next);
    }, pause);
  }

  /** Runs the query of the address. */
  private fromAddress(): void {
    const next = read(window.location) ?? nothing;
    if (same(next, this.asked) && this.asked.query !== "") return;
    this.settled = true;
    if (this.page.input.value.trim() !== next.query) this.page.input.value = next.query;
    this.combobox().close();
    const { shown, y } = place();
    this.set(next, shown, y);
  }

  private set(next: Asked, shown?: number, y?: number): void {
    this.asked = { ...next, query: next.query.trim() };
    this.shown = shown ?? step;
    void this.run().then(() => { if (y) window.scrollTo(0, y); });
  }

  /** Notes how far the list was read, for the way back. */
  private mark(): void { markPlace({ shown: this.shown, y: window.scrollY }); }

  private async more(): Promise<void> {
    const before = this.page.box.querySelectorAll(".result").length;
    this.shown = before + added;
    await this.run(before);
    this.mark();
  }

  private async run(focus?: number): Promise<void> {
    const mine = ++this.turn, asked = this.asked;
    document.body.classList.toggle("searching", asked.query !== "");
    if (asked.query === "") {
      this.answer.hide();
      showRecent(this.page.recent, (query) => this.askFor(query));
      return;
    }
    this.page.recent.hidden = true;
    // Read while the search reads its own files; who needs it reports what is wrong.
    this.places.open().catch(() => undefined);
    try {
      const r = await this.search(asked);
      const hits = this.listed(r, asked);
      const s = await this.with(asked, r.hits.map((hit) => hit.id));
      // A slow answer to an older query must not replace a newer one.
      if (mine !== this.turn) return;
      if (r.citation && !asked.words) this.answer.cited(r, asked, s);
      else {
        this.answer.hits({ ...r, hits }, asked, s, focus);
        await this.count(asked, mine, r);
      }
    } catch (e) {
      if (mine === this.turn) this.answer.say(`検索できませんでした。${e instanceof Error ? e.message : String(e)}`);
    }
  }

  /** Searches for as many hits as are shown, and for all that a citation leads to. */
  private async search(asked: Asked): Promise<Result> {
    const options = { noExpansion: asked.exact, without: asked.without, filter: asked.filter };
    const r = await this.engine.search(asked.query, this.shown, options);
    const cited = r.citation ? r.citation.named + r.citation.possible : 0;
    return cited > r.hits.length && r.hits.length === this.shown ? this.engine.search(asked.query, cited, options) : r;
  }

  /** The hits of the list: of weak candidates only a few, until more of them are asked for. */
  private listed(r: Result, asked: Asked): Result["hits"] {
    if (r.citation && !asked.words) return r.hits;
    return r.confident || this.shown > step ? r.hits : r.hits.slice(0, weakStep);
  }

  /** Reads the counts after the hits are shown, so that these never wait for them. */
  private async count(asked: Asked, mine: number, r: Result): Promise<void> {
    const { man } = await this.engine.open();
    const chosen = Object.keys(asked.filter).length > 0;
    this.wantsCounts ||= chosen || man.documents <= large;
    if (!this.wantsCounts || mine !== this.turn) return;
    const counted = await this.engine.search(asked.query, 1, { noExpansion: asked.exact, without: asked.without, filter: asked.filter, facets: true });
    if (mine === this.turn) this.answer.counts({ ...r, facets: counted.facets }, asked);
  }

  /** What hits are shown with. */
  private async with(asked: Asked, ids: readonly string[]): Promise<Shown> {
    const places = await this.places.of(ids);
    const explaining = this.engine as Engine & Explaining;
    return {
      places, root: this.page.root,
      document: (id) => this.places.document(id),
      explain: async (id) => explaining.explain?.(asked.query, id, { noExpansion: asked.exact, without: asked.without }),
    };
  }
}
