// Keeps sheets in this browser, and says so when the browser keeps nothing.

import type { Sheet } from "./model";
import { readJSON, writeJSON } from "./file";

const prefix = "shogo-sheet-1:";

/** Why nothing could be kept. */
export type Trouble = "closed" | "full" | "";

/** The sheets kept under a name; none where there are none, or none that can be read. */
export function load(name: string): Sheet[] {
  try {
    const text = window.localStorage.getItem(prefix + name);
    return text === null ? [] : readJSON(text).sheets;
  } catch {
    return [];
  }
}

/** Keeps sheets under a name; none removes it. */
export function keep(name: string, sheets: readonly Sheet[]): Trouble {
  let storage: Storage;
  try { storage = window.localStorage; } catch { return "closed"; }
  try {
    if (sheets.length === 0) storage.removeItem(prefix + name);
    else storage.setItem(prefix + name, writeJSON(sheets));
    return "";
  } catch {
    return works(storage) ? "full" : "closed";
  }
}

function works(storage: Storage): boolean {
  try {
    storage.setItem(`${prefix}?`, "1");
    storage.removeItem(`${prefix}?`);
    return true;
  } catch {
    return false;
  }
}

/** Whether this browser keeps anything at all. */
export function available(): boolean {
  try { return works(window.localStorage); } catch { return false; }
}

/** Calls f when another tab has changed what is kept under a name. */
export function watch(name: string, f: () => void): void {
  window.addEventListener("storage", (e) => { if (e.key === prefix + name) f(); });
}
