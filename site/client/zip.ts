// Reads and writes ZIP (APPNOTE 6.3.10) with the browser's own compression
// streams: the container of XLSX and DOCX. Whatever a file says of itself is
// checked while it is unpacked, so that a small file cannot fill the memory.

/** A name and its bytes. */
export interface ZipPart { name: string; data: Uint8Array<ArrayBuffer>; }

/** Bounds of what is unpacked. */
export interface ZipLimits {
  /** Bytes of the package. */
  packed: number;
  /** Parts in the package. */
  parts: number;
  /** Unpacked bytes of all parts that are read, together. */
  bytes: number;
}

const usual: ZipLimits = { packed: 32 << 20, parts: 10_000, bytes: 64 << 20 };

const BROKEN = "ファイルが壊れているか、途中で切れています。もう一度保存し直してください。";
const TOO_LARGE = "ファイルの中身が大きすぎるため、開きません。通常の文書ではないおそれがあります。";

/** Where a part lies in the package. */
interface Entry { packed: number; size: number; crc: number; method: number; flags: number; at: number; }

/** A package whose parts are unpacked when they are asked for. */
export class Zip {
  private readonly entries = new Map<string, Entry>();
  private readonly view: DataView;
  private left: number;

  /** Reads the directory of a package. Throws an Error in Japanese if it is none, or beyond the limits. */
  constructor(private readonly data: Uint8Array<ArrayBuffer>, limits: Partial<ZipLimits> = {}) {
    const { packed, parts, bytes } = { ...usual, ...limits };
    if (data.length > packed) throw new Error(`ファイルが大きすぎます（上限 ${packed >> 20} MB）。`);
    this.view = new DataView(data.buffer, data.byteOffset, data.byteLength);
    this.left = bytes;
    refuseOthers(data);
    this.readDirectory(parts);
  }

  /** The names of the parts, in the order of the package. */
  get names(): string[] { return [...this.entries.keys()]; }

  has(name: string): boolean { return this.entries.has(name); }

  /** Unpacks a part; an Error if it is missing, damaged, encrypted or too large. */
  async bytes(name: string): Promise<Uint8Array<ArrayBuffer>> {
    const e = this.entries.get(name);
    if (!e) throw new Error(`ファイルの中に ${name} がありません。${BROKEN}`);
    if (e.flags & 1) throw new Error("暗号化されたファイルは開けません。パスワードを外して保存し直してください。");
    const packed = this.packed(e);
    const body = e.method === 0 ? packed.slice() : e.method === 8 ? await inflate(packed, Math.min(e.size, this.left)) : undefined;
    if (!body) throw new Error(`ファイルの圧縮方式（${e.method}）を読めません。もう一度保存し直してください。`);
    if (body.length > this.left) throw new Error(TOO_LARGE);
    if (body.length !== e.size || crc32(body) !== e.crc) throw new Error(BROKEN);
    this.left -= body.length;
    return body;
  }

  /** Unpacks a part that is text in UTF-8, without its byte order mark. */
  async text(name: string): Promise<string> {
    return new TextDecoder("utf-8").decode(await this.bytes(name));
  }

  /** The packed bytes of a part, behind its local header. */
  private packed(e: Entry): Uint8Array<ArrayBuffer> {
    if (e.at + 30 > this.data.length || this.view.getUint32(e.at, true) !== 0x04034b50) throw new Error(BROKEN);
    const from = e.at + 30 + this.view.getUint16(e.at + 26, true) + this.view.getUint16(e.at + 28, true);
    if (from + e.packed > this.data.length) throw new Error(BROKEN);
    return this.data.subarray(from, from + e.packed);
  }

  private readDirectory(most: number): void {
    const { view, data } = this;
    const end = this.findEnd();
    const n = view.getUint16(end + 10, true);
    let at = view.getUint32(end + 16, true);
    if (n > most || n === 0xffff || at === 0xffffffff) throw new Error(TOO_LARGE);
    const names = new TextDecoder("utf-8");
    for (let i = 0; i < n; i++) {
      if (at + 46 > data.length || view.getUint32(at, true) !== 0x02014b50) throw new Error(BROKEN);
      const length = view.getUint16(at + 28, true);
      if (at + 46 + length > data.length) throw new Error(BROKEN);
      const name = names.decode(data.subarray(at + 46, at + 46 + length)).replace(/\\/g, "/").replace(/^\/+/, "");
      // Of two parts of one name the first counts, as in office programs.
      if (!this.entries.has(name)) {
        this.entries.set(name, {
          flags: view.getUint16(at + 8, true), method: view.getUint16(at + 10, true), crc: view.getUint32(at + 16, true),
          packed: view.getUint32(at + 20, true), size: view.getUint32(at + 24, true), at: view.getUint32(at + 42, true),
        });
      }
      at += 46 + length + view.getUint16(at + 30, true) + view.getUint16(at + 32, true);
    }
  }

  /** The end record stands last, before a comment of at most 65,535 bytes. */
  private findEnd(): number {
    for (let at = this.data.length - 22; at >= Math.max(0, this.data.length - 22 - 0xffff); at--) {
      if (this.view.getUint32(at, true) === 0x06054b50) return at;
    }
    throw new Error(BROKEN);
  }
}

/** Tells formats apart that people take for XLSX or DOCX. */
function refuseOthers(data: Uint8Array): void {
  const head = String.fromCharCode(...data.subarray(0, 8));
  if (data.length === 0) throw new Error("ファイルが空です。");
  if (head.startsWith("\xd0\xcf\x11\xe0")) throw new Error("パスワードで保護されているか、2007年より前の形式（.xls、.doc）です。パスワードを外し、.xlsx または .docx で保存し直してください。");
  if (head.startsWith("%PDF-")) throw new Error("PDF です。このページでは読めません。");
  if (!head.startsWith("PK")) throw new Error("XLSX・DOCX の形式ではありません。");
}

/** Packs parts in their order. The same parts give the same bytes in the same browser: no clock. */
export async function writeZip(parts: readonly ZipPart[]): Promise<Blob> {
  const local: Uint8Array<ArrayBuffer>[] = [], directory: Uint8Array<ArrayBuffer>[] = [];
  let at = 0, size = 0;
  for (const part of parts) {
    const name = new TextEncoder().encode(part.name);
    const packed = await deflate(part.data);
    const method = packed ? 8 : 0, body = packed ?? part.data;
    // Version 2.0, names in UTF-8 (bit 11), method, the first day a ZIP can tell.
    const common = [20, 0x800, method, 0, 0x21];
    const head = record(0x04034b50, common, [crc32(part.data), body.length, part.data.length], [name.length, 0]);
    const entry = record(0x02014b50, [20, ...common], [crc32(part.data), body.length, part.data.length], [name.length, 0, 0, 0, 0, 0, 0, at & 0xffff, at >>> 16]);
    local.push(head, name, body);
    directory.push(entry, name);
    at += head.length + name.length + body.length;
    size += entry.length + name.length;
  }
  const end = record(0x06054b50, [0, 0, parts.length, parts.length], [size, at], [0]);
  return new Blob([...local, ...directory, end]);
}

/** A record: its mark, fields of two bytes, of four, and of two again, little end first. */
function record(mark: number, a: number[], b: number[], c: number[]): Uint8Array<ArrayBuffer> {
  const out = new Uint8Array(4 + 2 * a.length + 4 * b.length + 2 * c.length), v = new DataView(out.buffer);
  let at = 4;
  v.setUint32(0, mark, true);
  for (const x of a) { v.setUint16(at, x, true); at += 2; }
  for (const x of b) { v.setUint32(at, x, true); at += 4; }
  for (const x of c) { v.setUint16(at, x, true); at += 2; }
  return out;
}

/** Packed bytes, or undefined where the browser cannot pack: the part is then stored as it is. */
async function deflate(data: Uint8Array<ArrayBuffer>): Promise<Uint8Array<ArrayBuffer> | undefined> {
  if (typeof CompressionStream === "undefined") return undefined;
  return collect(new Blob([data]).stream().pipeThrough(new CompressionStream("deflate-raw")), Infinity);
}

async function inflate(packed: Uint8Array<ArrayBuffer>, most: number): Promise<Uint8Array<ArrayBuffer>> {
  if (typeof DecompressionStream === "undefined") throw new Error("お使いのブラウザーでは、圧縮されたファイルを開けません。ブラウザーを新しくするか、CSV か JSON のファイルをお使いください。");
  return collect(new Blob([packed]).stream().pipeThrough(new DecompressionStream("deflate-raw")), most);
}

/** All bytes of a stream, of which no more than most are ever held. */
async function collect(stream: ReadableStream<Uint8Array<ArrayBuffer>>, most: number): Promise<Uint8Array<ArrayBuffer>> {
  const reader = stream.getReader(), chunks: Uint8Array<ArrayBuffer>[] = [];
  let n = 0;
  for (;;) {
    const r = await reader.read().catch(() => { throw new Error(BROKEN); });
    if (r.done) break;
    n += r.value.length;
    if (n > most) {
      await reader.cancel().catch(() => undefined);
      throw new Error(TOO_LARGE);
    }
    chunks.push(r.value);
  }
  const out = new Uint8Array(n);
  let at = 0;
  for (const c of chunks) { out.set(c, at); at += c.length; }
  return out;
}

const crcTable = Uint32Array.from({ length: 256 }, (_, n) => {
  for (let k = 0; k < 8; k++) n = n & 1 ? 0xedb88320 ^ (n >>> 1) : n >>> 1;
  return n;
});

/** The checksum of ZIP (CRC-32, ISO 3309). */
export function crc32(data: Uint8Array): number {
  let c = 0xffffffff;
  for (let i = 0; i < data.length; i++) c = crcTable[(c ^ data[i]) & 255] ^ (c >>> 8);
  return (c ^ 0xffffffff) >>> 0;
}
