// A search and its address. All that a visitor chose is in the part after #,
// which works from file:// as well and never reaches a server:
//
//   index.html#q=バックアップ&doc=clm-r7&役割=事業者確認用
//
// ?q= of the form without script is read too.

/** What is asked for. */
export interface Asked {
  query: string;
  /** Chosen values by facet. */
  filter: Record<string, string[]>;
  /** Leaves out other words of the same meaning. */
  exact: boolean;
  /** Expansions switched off, each kind and word: "synonym:使い回し". */
  without: readonly string[];
  /** Shows for a citation what its words find as well. */
  words: boolean;
}

/** The facets with their label and their name in an address; others are read as well. */
export const facets: readonly { facet: string; label: string; names: readonly string[] }[] = [
  { facet: "document", label: "資料", names: ["doc", "資料", "document"] },
  { facet: "volume", label: "編", names: ["編", "volume"] },
  { facet: "role", label: "役割", names: ["役割", "role"] },
  { facet: "system", label: "対象システム", names: ["対象", "対象システム", "system"] },
  { facet: "certainty", label: "確かさ", names: ["確かさ", "certainty"] },
];

export const nothing: Asked = { query: "", filter: {}, exact: false, without: [], words: false };

/** Reads the address; undefined if it asks for nothing. */
export function read(location: { hash: string; search: string }): Asked | undefined {
  const hash = new URLSearchParams(location.hash.slice(1));
  const p = hash.has("q") ? hash : new URLSearchParams(location.search);
  const query = p.get("q");
  if (query === null) return undefined;
  const filter: Record<string, string[]> = {};
  for (const { facet, names } of facets) {
    const values = names.flatMap((name) => p.getAll(name)).filter((v) => v !== "");
    if (values.length > 0) filter[facet] = [...new Set(values)];
  }
  return { query, filter, exact: p.get("exact") === "1", without: p.getAll("off"), words: p.get("words") === "1" };
}

/** The part of the address after #. */
export function write(a: Asked): string {
  const out = [["q", a.query]];
  for (const { facet, names } of facets) for (const v of a.filter[facet] ?? []) out.push([names[0], v]);
  if (a.exact) out.push(["exact", "1"]);
  for (const w of a.without) out.push(["off", w]);
  if (a.words) out.push(["words", "1"]);
  return out.map(([k, v]) => `${encodeURIComponent(k)}=${encodeURIComponent(v)}`).join("&");
}

/** Compares what two addresses ask for. */
export const same = (a: Asked, b: Asked): boolean => write(a) === write(b);

/** The whole address of a search on the page at href. */
export function link(href: string, a: Asked): string {
  const url = new URL(href);
  url.search = "";
  url.hash = a.query === "" ? "" : write(a);
  return url.href;
}

/** Puts a search into the address of the page, as a new step of the history or in place of the last. */
export function remember(a: Asked, step: boolean): void {
  const href = link(window.location.href, a);
  if (href === window.location.href) return;
  try {
    if (step) window.history.pushState(null, "", href);
    else window.history.replaceState(null, "", href);
  } catch {
    // Some browsers forbid this to pages from files; the # may always be set.
    if (step) window.location.hash = write(a);
    else window.location.replace(`#${write(a)}`);
  }
}

/** How far a list was read: hits shown, and pixels from the top. */
export interface Reached { shown?: number; y?: number; }

/** Notes in the history how far the list was read, for the way back. */
export function markPlace(reached: Reached): void {
  try {
    window.history.replaceState(reached, "");
  } catch {
    // The way back then starts at the top.
  }
}

/** What markPlace noted for this step of the history. */
export const place = (): Reached => (window.history.state as Reached | null) ?? {};
