// The part of a text that a result shows, cut where a reader would cut it.

import { el } from "./dom";
import type { Fragment } from "./search/highlight";

/** How far the first and the last mark may lie from a better place to cut. */
const reach = 40;

interface Cut { from: number; to: number; before: boolean; after: boolean; }

/** Where to cut a fragment so that it begins and ends at a mark of punctuation. */
export function tidy({ text, start, more, marks }: Fragment): Cut {
  const first = marks[0]?.start ?? text.length, last = marks[marks.length - 1]?.end ?? 0;
  let from = 0, to = text.length;
  const inside = start > 0;
  if (inside) {
    const at = /[。、，；\n）」]/.exec(text.slice(0, Math.min(first, reach)));
    if (at) from = at.index + 1;
  }
  const open = more && !/[。\n]$/.test(text);
  if (open) {
    const tail = text.slice(Math.max(last, text.length - reach));
    const at = Math.max(tail.lastIndexOf("。"), tail.lastIndexOf("、"), tail.lastIndexOf("\n"));
    if (at >= 0) to = text.length - tail.length + at + 1;
  }
  return { from, to, before: inside, after: open && text[to - 1] !== "。" };
}

/** All of the fragment, with an ellipsis wherever it is cut: Fragment.Cut in Go. */
export const quoted = ({ text, start, more }: Fragment): string => `${start > 0 ? "…" : ""}${text}${more && !text.endsWith("。") ? "…" : ""}`;

/** The fragment with its matched words marked; whole shows all of it. */
export function snippet(f: Fragment, whole = false): (Node | string)[] {
  const { from, to, before, after } = whole ? { from: 0, to: f.text.length, before: false, after: false } : tidy(f);
  const out: (Node | string)[] = before ? ["…"] : [];
  let at = from;
  for (const { start, end } of f.marks) {
    out.push(plain(f.text.slice(at, start)), el("mark", "", f.text.slice(start, end)));
    at = end;
  }
  out.push(plain(f.text.slice(at, to).replace(/[、\n]$/, after ? "" : "$&")));
  if (after) out.push("…");
  return out;
}

/** A line of the source ends where another part of the item begins. */
const plain = (s: string): string => s.replace(/\n+/g, "　");
