// Loads index files as classic scripts, which work from file:// and under any
// path of any server. The only module here that touches the page.

import { embedded } from "./embedded";

type Receive = (name: string, payload: unknown) => void;

declare global { interface Window { shogoIndex?: Receive; shogoIndexEarly?: unknown; } }

/** Loads the files below one folder, none twice at the same time. */
export class Loader {
  private readonly waiting = new Map<string, Promise<unknown>>();
  private readonly received = new Map<string, unknown>();

  /** base is the address of the folder that holds index.js, with its slash. */
  constructor(private readonly base: string) {
    // A page that is there to search loads index.js itself, before this script,
    // so that both are on their way at once.
    if (window.shogoIndexEarly) this.received.set("index", window.shogoIndexEarly);
    window.shogoIndexEarly = undefined;
    // A page may hold two loaders, of the site's search and of a desk.
    const other = window.shogoIndex;
    window.shogoIndex = (name, payload) => {
      other?.(name, payload);
      if (this.waiting.has(name)) this.received.set(name, payload);
    };
  }

  /** load gives the payload of a file and keeps none: whoever let go of it asks again. */
  load(name: string, path: string): Promise<unknown> {
    let p = this.waiting.get(name);
    if (!p) {
      // A file inside of the page arrives while it is asked for: only after this
      // loader has noted that it waits.
      p = Promise.resolve().then(() => (this.received.has(name) ? undefined : inject(this.base + path))).then(() => {
        if (!this.received.has(name)) throw new Error(`検索用ファイル ${path} の内容が読めません。`);
        const payload = this.received.get(name);
        this.received.delete(name);
        return payload;
      });
      p.then(() => this.waiting.delete(name), () => this.waiting.delete(name));
      this.waiting.set(name, p);
    }
    return p;
  }
}

function inject(src: string): Promise<void> {
  if (embedded(src)) return Promise.resolve();
  return new Promise((resolve, reject) => {
    const e = document.createElement("script");
    e.src = src;
    e.onload = () => { e.remove(); resolve(); };
    e.onerror = () => { e.remove(); reject(new Error(`検索用ファイル ${src} を開けません。サイトのフォルダーが途中までしか複製されていないおそれがあります。`)); };
    document.head.append(e);
  });
}
