// What may be suggested while somebody types: the titles and defined words
// that the site wrote (site/suggest.go), read when the box is first entered.

import { loadScript } from "./dom";
import { lastNotAfter } from "./places";

/** A text to search for, and what it is. */
export interface Suggestion { text: string; kind: string; }

type Entry = [kind: number, text: string];
interface Root { version: number; entries?: Entry[]; first?: string[]; }
interface Keyed extends Suggestion { key: string; order: number; }
type Receiver = { shogoSuggest?: (root: Root) => void; shogoSuggestShard?: (n: number, entries: Entry[]) => void };

const kinds = ["用語", "章・節", "項目", "小項目"];

/** Length in characters of the keys that name the shards. */
const keyLength = 16;

/** Shards read for one beginning: more of them say that too little is typed yet. */
const shardsRead = 2;

/** The suggestions below a folder. */
export class Suggestions {
  private root: Promise<Root> | undefined;
  private all: Keyed[] | undefined;
  private readonly shards = new Map<number, Promise<Keyed[]>>();

  /** fold makes the key of a text as the search does, so that kana, width and spelling do not matter. */
  constructor(private readonly folder: string, private readonly fold: () => Promise<(s: string) => string>) {}

  /** Reads ahead; a failure only means that nothing is suggested. */
  open(): void { void this.load().catch(() => { this.root = undefined; }); }

  /** The best n texts for what is typed so far: those that begin so, then those that contain it. */
  async matching(typed: string, n: number): Promise<Suggestion[]> {
    const fold = await this.fold();
    const key = fold(typed.trim());
    if (key === "") return [];
    const root = await this.load();
    const found: Keyed[] = [];
    for (const e of root.entries ? this.whole(root.entries, fold) : await this.near(root.first ?? [], key, fold)) {
      const at = e.key.indexOf(key);
      if (at < 0 || e.text === typed.trim()) continue;
      found.push({ ...e, order: (at > 0 ? 1000 : 0) + e.order + Math.min(e.text.length, 99) });
    }
    return found.sort((a, b) => a.order - b.order || (a.key < b.key ? -1 : 1)).slice(0, n);
  }

  private load(): Promise<Root> {
    return (this.root ??= (async () => {
      let root: Root | undefined;
      (window as Receiver).shogoSuggest = (r) => { root = r; };
      await loadScript(`${this.folder}suggest.js`);
      if (root?.version !== 1) throw new Error("候補のデータ suggest.js の形式が、このページの読める形式と異なります。");
      return root;
    })());
  }

  private whole(entries: readonly Entry[], fold: (s: string) => string): Keyed[] {
    return (this.all ??= keyed(entries, fold));
  }

  /** The entries of the shards that keys beginning with key may stand in. */
  private async near(first: readonly string[], key: string, fold: (s: string) => string): Promise<Keyed[]> {
    const short = [...key].slice(0, keyLength).join("");
    let from = Math.max(0, lastNotAfter(first, short));
    while (from > 0 && first[from] === short) from--;
    const to = lastNotAfter(first, `${short}\uffff`);
    if (to - from >= shardsRead + 1) return [];
    const lists: Promise<Keyed[]>[] = [];
    for (let n = from; n <= to; n++) lists.push(this.shard(n, fold));
    return (await Promise.all(lists)).flat();
  }

  private shard(n: number, fold: (s: string) => string): Promise<Keyed[]> {
    let p = this.shards.get(n);
    if (!p) {
      const received = new Promise<Entry[]>((resolve) => {
        const before = (window as Receiver).shogoSuggestShard;
        (window as Receiver).shogoSuggestShard = (m, entries) => (m === n ? resolve(entries) : before?.(m, entries));
      });
      p = loadScript(`${this.folder}suggest/${n}.js`).then(() => received).then((entries) => keyed(entries, fold));
      p.catch(() => this.shards.delete(n));
      this.shards.set(n, p);
    }
    return p;
  }
}

const keyed = (entries: readonly Entry[], fold: (s: string) => string): Keyed[] =>
  entries.map(([kind, text]) => ({ text, kind: kinds[kind] ?? "", key: fold(text), order: kind * 100 }));
