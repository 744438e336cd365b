// What a person answers to a checklist: the same fields, words and file as
// shogo/corpus/assessment on the command's side.

/** The answers a person may choose; any other text is kept as it was read and counts as none. */
export const words: readonly [string, string][] = [["yes", "はい"], ["no", "いいえ"], ["not-applicable", "対象外"]];

/** はい, いいえ or 対象外, and any other text as it is. */
export const word = (answer: string): string => words.find(([a]) => a === answer)?.[1] ?? answer;

/** The answer that a text means; what is not known is kept. */
export function parseAnswer(s: string): string {
  const t = s.trim();
  return words.find(([a, w]) => t === w || t.toLowerCase() === a)?.[0] ?? s;
}

/** The answer to one item, with what the item said at that time. */
export interface Answer {
  item: string;
  section: string;
  label: string;
  title: string;
  systems: string;
  fingerprint: string;
  answer: string;
  /** 2026-04-01, or what was read. */
  checked: string;
  target: string;
  note: string;
  evidence: string;
  /** Why it is to be looked at again. */
  recheck: string;
  /** The edition it was carried over from, until somebody touches it. */
  carried: string;
}

/** A form with its answers. */
export interface Sheet {
  form: string;
  name: string;
  edition: string;
  organization: string;
  system: string;
  person: string;
  date: string;
  answers: Answer[];
}

/** An empty form: a sheet without answers to its items. */
export interface Form {
  id: string;
  name: string;
  edition: string;
  /** What the document is called. */
  title: string;
  items: readonly Item[];
}

/** A line of a form. */
export interface Item {
  id: string;
  section: string;
  label: string;
  title: string;
  systems: string;
  fingerprint: string;
}

export const propertyNames = ["form", "name", "edition", "organization", "system", "person", "date"] as const;
export const answerNames = ["item", "section", "label", "title", "systems", "fingerprint", "answer", "checked", "target", "note", "evidence", "recheck", "carried"] as const;

/** The empty sheet of a form. */
export function newSheet(f: Form): Sheet {
  return { form: f.id, name: f.name, edition: f.edition, organization: "", system: "", person: "", date: "", answers: f.items.map(blank) };
}

function blank(i: Item): Answer {
  return {
    item: i.id, section: i.section, label: i.label, title: i.title, systems: i.systems, fingerprint: i.fingerprint,
    answer: "", checked: "", target: "", note: "", evidence: "", recheck: "", carried: "",
  };
}

export const known = (a: Answer): boolean => words.some(([w]) => w === a.answer);

/** Whether somebody still has to look at it. */
export const open = (a: Answer): boolean => !known(a) || a.recheck !== "";

/** Whether somebody has written anything. */
export const filled = (a: Answer): boolean => a.answer + a.checked + a.target + a.note + a.evidence + a.recheck !== "";

/** What a sheet is called beside others. */
export const respondent = (s: Sheet): string => `${s.organization} ${s.system}`.trim() || "名前のない記入者";

/** Counts of a sheet's answers. */
export interface Progress { items: number; yes: number; no: number; notApplicable: number; unanswered: number; recheck: number; carried: number; }

export function progress(answers: readonly Answer[]): Progress {
  const count = (f: (a: Answer) => boolean): number => answers.filter(f).length;
  return {
    items: answers.length, yes: count((a) => a.answer === "yes"), no: count((a) => a.answer === "no"), notApplicable: count((a) => a.answer === "not-applicable"),
    unanswered: count((a) => !known(a)), recheck: count((a) => a.recheck !== ""), carried: count((a) => a.carried !== ""),
  };
}

/** 18項目中5項目に回答（はい3、…）: counts, and no verdict. */
export function progressText(answers: readonly Answer[]): string {
  const p = progress(answers);
  const more = [p.recheck ? `要再確認 ${p.recheck}` : "", p.carried ? `前回から引き継いだまま ${p.carried}` : ""].filter((x) => x);
  return `${p.items} 項目中 ${p.items - p.unanswered} 項目に回答（はい ${p.yes}、いいえ ${p.no}、対象外 ${p.notApplicable}）、未回答 ${p.unanswered}${more.length ? `、${more.join("、")}` : ""}`;
}
