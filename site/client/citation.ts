// Reads a query as a citation in the spellings people use, and tells which ids
// it names. Ids are built from edition and citation (mhlw-6.0-sys-14-i05), so
// that no table is needed; the mapping of ids is described in site/url.go.

/** Reports whether a citation names the requirement with this id. */
export type Names = (id: string) => boolean;

const volumes: readonly (readonly [name: string, code: string])[] = [
  ["概説編", "ovw"], ["経営管理編", "gov"], ["企画管理編", "mgt"], ["システム運用編", "sys"], ["保守委託機関編", "mnt"],
  ["概説", "ovw"], ["経営管理", "gov"], ["企画管理", "mgt"], ["システム運用", "sys"], ["保守委託機関", "mnt"],
  ["概", "ovw"], ["経", "gov"], ["企", "mgt"], ["シス", "sys"], ["シ", "sys"],
];

const labels: Record<string, string> = { 説明責任: "account", 管理責任: "admin", 善後策を講ずる責任: "remedy" };

/** Half-width, lower case, without spaces; marks such as ① stay. */
function plain(query: string): string {
  return query
    .replace(/[！-～]/g, (c) => String.fromCharCode(c.charCodeAt(0) - 0xfee0))
    .replace(/[〈《]/g, "<").replace(/[〉》]/g, ">")
    .replace(/[‐‑–−]/g, "-").replace(/〜/g, "~")
    .replace(/\s/g, "")
    .toLowerCase();
}

/** The number of a circled digit, 0 for any other character. */
function circled(c: string): number {
  const u = c.codePointAt(0) ?? 0;
  if (u >= 0x2460 && u <= 0x2473) return u - 0x2460 + 1;
  if (u >= 0x3251 && u <= 0x325f) return u - 0x3251 + 21;
  if (u >= 0x32b1 && u <= 0x32bf) return u - 0x32b1 + 36;
  return 0;
}

/** The items of ①②, ②、④ or ②~④. */
function items(s: string): Set<number> {
  const out = new Set<number>();
  let last = 0;
  let range = false;
  for (const c of s) {
    const n = circled(c);
    if (c === "~") range = true;
    if (n === 0) continue;
    for (let i = range ? last + 1 : n; i <= n; i++) out.add(i);
    last = n;
    range = false;
  }
  return out;
}

/** A query read as a citation. */
export interface Citation {
  names: Names;
  /** No document or volume is named: the citation may mean something that is not here. */
  open: boolean;
}

/** Reads a query; undefined if it is no citation. */
export function citation(query: string): Citation | undefined {
  const q = plain(query);
  const readings = [measure(q), checklist(q), clause(q)].filter((r): r is Names => r !== undefined);
  if (readings.length === 0) return undefined;
  return { names: (id) => readings.some((names) => names(id)), open: /^第?[\d①-⑳]/.test(q) };
}

/** 別紙2 ②-6, ②-6, annex2 ②-6 */
function measure(q: string): Names | undefined {
  const m = /^(?:別紙2|annex2)?([①-⑳])-(\d+)$/.exec(q);
  if (!m) return undefined;
  const tail = new RegExp(`^annex2-.*-${circled(m[1])}-${Number(m[2])}$`);
  return (id) => tail.test(id);
}

/** チェックリスト 2-⑥, 2-⑥, 2⑥ */
function checklist(q: string): Names | undefined {
  const m = /^(?:チェックリスト)?(\d+)-?([①-⑳])$/.exec(q);
  if (!m) return undefined;
  const tail = new RegExp(`^clm-.*-${m[1]}-i${String(circled(m[2])).padStart(2, "0")}$`);
  return (id) => tail.test(id);
}

/** シス14⑤, 企8.2.2, システム運用編 14 遵守事項⑤, 企7章③条, 1.2.1<管理責任>②, 13⑪ */
function clause(q: string): Names | undefined {
  let rest = q.replace(/^(?:mhlw|ガイドライン)/, "");
  let code = "";
  for (const [name, c] of volumes) {
    if (rest.startsWith(name)) {
      code = c;
      rest = rest.slice(name.length);
      break;
    }
  }
  const m = /^第?(\d+(?:\.\d+)*)[章節]?\.?(?:<([^>]*)>)?(?:第|遵守事項|の)?([①-⑳㉑-㉟㊱-㊿、,・~]*)[条項]?$/.exec(rest);
  // A bare number is a number, not a citation.
  if (!m || (code === "" && m[3] === "" && !m[1].includes("."))) return undefined;
  const [, number, label, marks] = m;
  const wanted = items(marks);
  return (id) => {
    const c = /-(ovw|gov|mgt|sys|mnt)-(\d+(?:\.\d+)*)(?:-([a-z]+))?(?:-i(\d+))?$/.exec(id);
    if (!c || c[2] !== number || (code !== "" && c[1] !== code)) return false;
    if (label !== undefined && labels[label] !== undefined && c[3] !== labels[label]) return false;
    return wanted.size === 0 ? c[4] === undefined && c[3] === undefined : wanted.has(Number(c[4] ?? 0));
  };
}
