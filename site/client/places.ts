// Where the hits stand on the site: search data that the site itself writes
// (site/places.go).

import { loadScript } from "./dom";

/** Address and source page of one requirement. */
export interface Place {
  /** Relative to the root of the site: doc/mhlw-6.0/sys-8.html#i03. */
  url: string;
  /** Page of the source the text was read from, 0 if none is known. */
  page: number;
  /** Short name of the document that quotes the text there, "" if it is the requirement's own. */
  quotedBy: string;
  /** certain, likely or ambiguous. */
  certainty: string;
}

interface Root {
  version: number;
  documents: [id: string, name: string][];
  /** The first id of each shard. */
  first: string[];
}

type Shard = [file: string, items: [id: string, anchor: string, page: number, certainty: number, quotedBy?: number][]][];
type Receiver = { shogoPlaces?: (root: Root) => void; shogoPlace?: (n: number, shard: Shard) => void };

/** Shards that are read at once where there are no more: hits then need not wait for theirs. */
const few = 4;

const grades = ["certain", "likely", "ambiguous"];

/** The places below a folder, read as far as they are asked for. */
export class Places {
  private root: Promise<Root> | undefined;
  private readonly shards = new Map<number, Promise<void>>();
  private readonly known = new Map<string, Place>();
  private documentNames: [string, string][] = [];

  /** folder is the address of the search data, with its slash. */
  constructor(private readonly folder: string) {}

  /** Gives the places of some requirements; one the site does not have is left out. */
  async of(ids: readonly string[]): Promise<ReadonlyMap<string, Place>> {
    const { first } = await this.open();
    const wanted = new Set<number>();
    for (const id of ids) {
      const n = lastNotAfter(first, id);
      if (n >= 0) wanted.add(n);
    }
    await Promise.all([...wanted].map((n) => this.shard(n)));
    return this.known;
  }

  /** The short name of a document; its id until the first places are read. */
  document(id: string): string {
    return this.documentNames.find(([x]) => x === id)?.[1] ?? id;
  }

  /** Reads the list of shards and documents. */
  open(): Promise<Root> {
    return (this.root ??= this.once(async () => {
      let root: Root | undefined;
      (window as Receiver).shogoPlaces = (r) => { root = r; };
      await loadScript(`${this.folder}places.js`);
      if (root?.version !== 1) throw new Error("検索データ places.js の形式が、このページの読める形式と異なります。ページを再読み込みしてください。");
      this.documentNames = root.documents;
      if (root.first.length <= few) root.first.forEach((_, n) => void this.shard(n));
      return root;
    }, () => { this.root = undefined; }));
  }

  private shard(n: number): Promise<void> {
    let p = this.shards.get(n);
    if (!p) {
      (window as Receiver).shogoPlace = (_, shard) => this.add(shard);
      p = this.once(() => loadScript(`${this.folder}places/${n}.js`), () => this.shards.delete(n));
      this.shards.set(n, p);
    }
    return p;
  }

  private add(shard: Shard): void {
    for (const [file, items] of shard) {
      for (const [id, anchor, page, certainty, quotedBy] of items) {
        this.known.set(id, {
          url: anchor === "" ? file : `${file}#${anchor}`,
          page,
          quotedBy: quotedBy === undefined ? "" : this.documentNames[quotedBy]?.[1] ?? "",
          certainty: grades[certainty] ?? "ambiguous",
        });
      }
    }
  }

  /** Runs a load whose failure is forgotten, so that the next search tries again. */
  private once<T>(load: () => Promise<T>, forget: () => void): Promise<T> {
    const p = load();
    p.catch(forget);
    return p;
  }
}

/** The index of the last start that is not after a key, -1 for none. */
export function lastNotAfter(starts: readonly string[], key: string): number {
  let lo = 0, hi = starts.length;
  while (lo < hi) {
    const m = (lo + hi) >> 1;
    if (starts[m] <= key) lo = m + 1; else hi = m;
  }
  return lo - 1;
}
