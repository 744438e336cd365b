// Puts sheets beside each other; the same rules as
// shogo/corpus/assessment/compare.go.

import type { Answer, Sheet } from "./model";

/** The answers of several sheets to one item. */
export interface Row {
  item: string;
  section: string;
  label: string;
  title: string;
  systems: string;
  /** One per sheet, undefined where a sheet does not have the item. */
  cells: (Answer | undefined)[];
  /** Two sheets answer differently; a missing answer contradicts nothing. */
  conflict: boolean;
  /** The sheets were filled in for different wordings. */
  wordings: boolean;
}

export function compare(sheets: readonly Sheet[]): Row[] {
  const out: Row[] = [];
  sheets.forEach((s, n) => {
    let at = -1;
    for (const a of s.answers) {
      let k = out.findIndex((r) => r.item === a.item);
      if (k < 0) {
        k = at + 1;
        out.splice(k, 0, { item: a.item, section: a.section, label: a.label, title: a.title, systems: a.systems, cells: sheets.map(() => undefined), conflict: false, wordings: false });
      }
      out[k].cells[n] = a;
      at = k;
    }
  });
  for (const r of out) {
    r.conflict = differ(r.cells, (a) => a.answer);
    r.wordings = differ(r.cells, (a) => a.fingerprint);
  }
  return out;
}

function differ(cells: readonly (Answer | undefined)[], text: (a: Answer) => string): boolean {
  return new Set(cells.map((c) => (c ? text(c) : "")).filter((x) => x !== "")).size > 1;
}
