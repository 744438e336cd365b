// Brings the answers of an earlier sheet to a form; the same rules as
// shogo/corpus/assessment/carry.go.

import { filled, newSheet } from "./model";
import type { Answer, Form, Item, Sheet } from "./model";
import { changed, key, pairsOf, similarity } from "./similar";

/** What carrying over has done. */
export interface Outcome {
  same: number;
  recheck: number;
  /** Items nobody answered before. */
  fresh: number;
  /** Answers whose item the form does not have; they stay behind the items. */
  left: number;
}

/** The similarity of two titles from which the later is taken for a new wording of the earlier. */
const likeEnough = 0.5;

/** Answers keep their words and days; where the item has changed they are marked. None is dropped. */
export function carry(old: Sheet, f: Form): { sheet: Sheet; outcome: Outcome } {
  const sheet = newSheet(f), outcome: Outcome = { same: 0, recheck: 0, fresh: 0, left: 0 };
  Object.assign(sheet, { organization: old.organization, system: old.system, person: old.person });
  if (old.form === f.id) sheet.date = old.date;
  const from = pair(old, f), used = new Set(from);
  sheet.answers = sheet.answers.map((a, i) => {
    const before = old.answers[from[i]];
    if (!before) { outcome.fresh++; return a; }
    const b = carryOne(a, before, old);
    if (b.recheck !== "") outcome.recheck++;
    else if (filled(before)) outcome.same++;
    else outcome.fresh++;
    return b;
  });
  old.answers.forEach((a, n) => {
    if (used.has(n) || !filled(a)) return;
    sheet.answers.push({ ...a });
    outcome.left++;
  });
  return { sheet, outcome };
}

function carryOne(blank: Answer, from: Answer, old: Sheet): Answer {
  const { item, section, label, title, systems, fingerprint } = blank;
  const to = { ...from, item, section, label, title, systems, fingerprint };
  if (!filled(from)) return to;
  if (old.edition !== "" && from.item !== item) to.carried = old.edition;
  const why = reasons(from, to, old.edition);
  if (why !== "") to.recheck = `${from.recheck} ${why}`.trim();
  return to;
}

function reasons(from: Answer, to: Answer, edition: string): string {
  const why: string[] = [], { title, body } = changed(from.fingerprint, to.fingerprint), madeByHand = from.fingerprint === "";
  if (madeByHand ? key(from.title) !== key(to.title) : title) why.push(`項目の文言が変わりました。前回（${`${edition} ${from.label}`.trim()}）：「${from.title}」`);
  if (body) why.push("解説または引用条文が変わりました。");
  if (from.label !== to.label) why.push(`項目の番号が変わりました。前回は ${from.label} でした。`);
  return why.join(" ");
}

/** For each item of the form the number of the earlier answer, -1 for none. */
function pair(old: Sheet, f: Form): number[] {
  const out = f.items.map(() => -1), taken = old.answers.map(() => false);
  const match = (same: (a: Answer, it: Item) => boolean): void => {
    f.items.forEach((it, i) => {
      const n = out[i] < 0 ? old.answers.findIndex((a, n) => !taken[n] && same(a, it)) : -1;
      if (n >= 0) { out[i] = n; taken[n] = true; }
    });
  };
  const sameTitle = (a: Answer, it: Item): boolean => !changed(a.fingerprint, it.fingerprint).title || key(a.title) === key(it.title);
  match((a, it) => place(a.label) === place(it.label) && sameTitle(a, it));
  match(sameTitle);
  const titles = old.answers.map((a, n) => (taken[n] ? undefined : pairsOf(a.title)));
  const like = f.items.map((it, i) => {
    const title = out[i] < 0 ? pairsOf(it.title) : undefined;
    return titles.map((t) => (t && title ? similarity(title, t) : 0));
  });
  for (;;) {
    let bi = -1, bn = -1, best = likeEnough;
    f.items.forEach((_, i) => {
      if (out[i] >= 0) return;
      old.answers.forEach((_, n) => {
        if (!taken[n] && like[i][n] > best) { bi = i; bn = n; best = like[i][n]; }
      });
    });
    if (bi < 0) break;
    out[bi] = bn;
    taken[bn] = true;
  }
  // The same form again: what is left is the item itself, reworded beyond likeness.
  match((a, it) => a.item === it.id);
  return out;
}

/** A label folded: 2-⑥ and ２－６ are one place. */
const place = (label: string): string => label.normalize("NFKC").split(/[^\p{L}\p{N}]+/u).filter((x) => x).join("-");
