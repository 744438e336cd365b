// Reads the file a vendor chooses into text. Nothing leaves the page.
import { readDOCX } from "./docx";

const LARGEST = 40_000_000;

/** What was read, and what the reader doubts. */
export interface Read { text: string; notes: string[]; }

/** Reads text or DOCX. Throws an Error in Japanese for everything else. */
export async function readContract(file: File): Promise<Read> {
  if (file.size > LARGEST) throw new Error(`ファイルが大きすぎます（上限 ${LARGEST / 1e6} MB）。`);
  const bytes = new Uint8Array(await file.arrayBuffer());
  if (bytes.length === 0) throw new Error("ファイルが空です。");
  const head = String.fromCharCode(...bytes.subarray(0, 1024));
  if (head.includes("%PDF-")) throw new Error(`PDF はこのページでは読めません。コマンドで shogo match ${argument(file.name)} -o report.html と実行すると、同じ照合の結果が得られます。`);
  if (head.startsWith("PK") || head.startsWith("\xd0\xcf\x11\xe0")) return { text: await readDOCX(bytes), notes: [] };
  return decode(bytes);
}

/** The file's name as one word of a command; an example for a name that a shell could take for more than a name. */
function argument(name: string): string {
  if (/^[\p{L}\p{N}_][\p{L}\p{M}\p{N}._-]*$/u.test(name)) return name;
  return /^[\p{L}\p{N}_（][\p{L}\p{M}\p{N}._ 　()（）・「」、-]*$/u.test(name) ? `"${name}"` : "契約書.pdf";
}

/** Tells the encoding by the byte order mark, else by what the bytes are valid in. */
export function decode(bytes: Uint8Array): Read {
  const [a, b] = bytes;
  if (a === 0xff && b === 0xfe) return { text: new TextDecoder("utf-16le").decode(bytes), notes: [] };
  if (a === 0xfe && b === 0xff) return { text: new TextDecoder("utf-16be").decode(bytes), notes: [] };
  for (const encoding of bare(bytes) ?? ["utf-8", "iso-2022-jp", "shift_jis", "euc-jp"]) {
    if (encoding === "iso-2022-jp" && !(bytes.includes(0x1b) && bytes.every((x) => x < 0x80))) continue;
    try {
      const text = new TextDecoder(encoding, { fatal: true }).decode(bytes);
      if (encoding === "utf-8" && bytes.includes(0x1b) && bytes.every((x) => x < 0x80)) continue;
      return { text, notes: [] };
    } catch { /* the next one */ }
  }
  return { text: new TextDecoder("shift_jis").decode(bytes), notes: ["文字コードが途中で乱れています。読めない文字は「\ufffd」で示しました。"] };
}

/** UTF-16 without a mark, known by the NUL bytes of its ASCII. */
function bare(bytes: Uint8Array): string[] | undefined {
  let even = 0, odd = 0;
  for (let i = 0; i < Math.min(bytes.length, 4096); i++) if (bytes[i] === 0) { if (i % 2 === 0) even++; else odd++; }
  if (even + odd === 0) return undefined;
  return even > odd ? ["utf-16be"] : ["utf-16le"];
}
