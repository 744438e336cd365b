// Days as people and spreadsheets write them; shogo/corpus/assessment/day.go
// does the same.

import { dayOf } from "../xlsx";

/** 2026-04-01 for a day written in any usual way, and any other text as it is. */
export function parseDay(s: string): string {
  const t = s.normalize("NFKC").trim().replace(/\s+/g, " "), compact = t.replace(/ /g, "");
  const western = /^(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?(?: 0?0:00(?::00)?)?$/;
  const m = western.exec(t) ?? western.exec(compact);
  if (m) return day(Number(m[1]), Number(m[2]), Number(m[3])) ?? s;
  const r = /^(?:令和|[Rr])(\d{1,2}|元)[-/.年](\d{1,2})[-/.月](\d{1,2})日?$/.exec(compact);
  if (r) return day(2018 + (r[1] === "元" ? 1 : Number(r[1])), Number(r[2]), Number(r[3])) ?? s; // Reiwa 1 is 2019
  return s;
}

function day(y: number, m: number, d: number): string | undefined {
  const pad = (n: number, w: number): string => String(n).padStart(w, "0");
  const iso = `${pad(y, 4)}-${pad(m, 2)}-${pad(d, 2)}`, t = Date.parse(`${iso}T00:00:00Z`);
  return !Number.isNaN(t) && new Date(t).toISOString().slice(0, 10) === iso ? iso : undefined;
}

/** Whether a text is a day as parseDay gives it. */
export const isDay = (s: string): boolean => /^\d{4}-\d{2}-\d{2}$/.test(s) && parseDay(s) === s && !Number.isNaN(Date.parse(s));

/** The day of a number as a workbook stores it, and any other text as it is. */
export function fromSerial(s: string, from1904: boolean): string {
  if (!/^\d{2,7}(?:\.\d+)?$/.test(s)) return s;
  return dayOf(Number(s) + (from1904 ? 1462 : 0)) || s;
}

/** A day for a Japanese reader: 2026年4月1日. */
export function dayText(s: string): string {
  const m = /^(\d{4})-(\d{2})-(\d{2})$/.exec(s);
  return m ? `${Number(m[1])}年${Number(m[2])}月${Number(m[3])}日` : s;
}
