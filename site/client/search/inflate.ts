// Unpacks raw DEFLATE (RFC 1951), which the shards of the index are packed in.
// Our own, because DecompressionStream is asynchronous and younger than the
// browsers of many an intranet. Codes are looked up by their first bits in a
// table: the first search of a page runs before anything is compiled, where
// every step counts tenfold.

const BROKEN = "検索用ファイルが壊れているか、途中で切れています。";

/** Extra bits and least values of the codes 257–285 for lengths and 0–29 for distances (3.2.5). */
const LENGTH_BITS = [0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 2, 2, 3, 3, 3, 3, 4, 4, 4, 4, 5, 5, 5, 5, 0];
const LENGTHS = [3, 4, 5, 6, 7, 8, 9, 10, 11, 13, 15, 17, 19, 23, 27, 31, 35, 43, 51, 59, 67, 83, 99, 115, 131, 163, 195, 227, 258];
const DISTANCE_BITS = [0, 0, 0, 0, 1, 1, 2, 2, 3, 3, 4, 4, 5, 5, 6, 6, 7, 7, 8, 8, 9, 9, 10, 10, 11, 11, 12, 12, 13, 13];
const DISTANCES = [1, 2, 3, 4, 5, 7, 9, 13, 17, 25, 33, 49, 65, 97, 129, 193, 257, 385, 513, 769, 1025, 1537, 2049, 3073, 4097, 6145, 8193, 12289, 16385, 24577];
/** The order in which lengths of codes for lengths of codes are written (3.2.7). */
const ORDER = [16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15];

/** Bits a table is looked up by; longer codes are read bit by bit from there. */
const BITS = 9;

/**
 * A Huffman code: for the next BITS bits, symbol*16 + length of the code, 0 for
 * a longer one; and for those how many codes there are of each length, and the
 * symbols in the order of their codes.
 */
interface Code { table: Uint16Array; counts: Uint16Array; symbols: Uint16Array; }

function code(lengths: ArrayLike<number>): Code {
  const counts = new Uint16Array(16), offsets = new Uint16Array(16), next = new Uint16Array(16);
  const symbols = new Uint16Array(lengths.length), table = new Uint16Array(1 << BITS);
  for (let i = 0; i < lengths.length; i++) counts[lengths[i]]++;
  counts[0] = 0;
  for (let i = 1; i < 16; i++) {
    offsets[i] = offsets[i - 1] + counts[i - 1];
    next[i] = (next[i - 1] + counts[i - 1]) << 1;
  }
  for (let i = 0; i < lengths.length; i++) {
    const n = lengths[i];
    if (n === 0) continue;
    symbols[offsets[n]++] = i;
    const c = next[n]++;
    if (n > BITS) continue;
    let reversed = 0;
    for (let k = 0; k < n; k++) reversed |= ((c >> k) & 1) << (n - 1 - k);
    for (let k = reversed; k < 1 << BITS; k += 1 << n) table[k] = (i << 4) | n;
  }
  return { table, counts, symbols };
}

let fixed: [Code, Code] | undefined;

/** The codes of blocks that bring none along. */
const fixedCodes = (): [Code, Code] => (fixed ??= [
  code(Array.from({ length: 288 }, (_, i) => (i < 144 ? 8 : i < 256 ? 9 : i < 280 ? 7 : 8))), code(new Array<number>(30).fill(5)),
]);

class Bits {
  private at = 0;
  private held = 0;
  private n = 0;
  constructor(private readonly b: Uint8Array) {}

  take(n: number): number {
    while (this.n < n) {
      if (this.at >= this.b.length) throw new Error(BROKEN);
      this.held |= this.b[this.at++] << this.n;
      this.n += 8;
    }
    const v = this.held & ((1 << n) - 1);
    this.held >>>= n;
    this.n -= n;
    return v;
  }

  symbol(c: Code): number {
    // Beyond the end stand zeros; a code that would need them is not taken.
    while (this.n < 15 && this.at < this.b.length) {
      this.held |= this.b[this.at++] << this.n;
      this.n += 8;
    }
    const v = c.table[this.held & ((1 << BITS) - 1)], n = v & 15;
    if (v === 0) return this.long(c);
    if (n > this.n) throw new Error(BROKEN);
    this.held >>>= n;
    this.n -= n;
    return v >> 4;
  }

  /** A symbol whose code is longer than the table knows. */
  private long(c: Code): number {
    let v = 0, first = 0, index = 0;
    for (let length = 1; length < 16; length++) {
      v |= this.take(1);
      const count = c.counts[length];
      if (v - count < first) return c.symbols[index + v - first];
      index += count;
      first = (first + count) << 1;
      v <<= 1;
    }
    throw new Error(BROKEN);
  }

  /** The bytes of a block that is not packed: its length, the length's complement, the bytes. */
  stored(): Uint8Array {
    this.take(this.n & 7); // up to the next whole byte; whole ones read ahead follow
    const n = this.take(16);
    if ((this.take(16) ^ 0xffff) !== n) throw new Error(BROKEN);
    const at = this.at - this.n / 8;
    if (at + n > this.b.length) throw new Error(BROKEN);
    this.at = at + n;
    this.held = this.n = 0;
    return this.b.subarray(at, at + n);
  }
}

class Output {
  bytes: Uint8Array;
  n = 0;
  constructor(size: number) { this.bytes = new Uint8Array(size); }

  room(n: number): void {
    if (this.n + n <= this.bytes.length) return;
    const grown = new Uint8Array(Math.max(2 * this.bytes.length, this.n + n));
    grown.set(this.bytes);
    this.bytes = grown;
  }
  append(b: Uint8Array): void {
    this.room(b.length);
    this.bytes.set(b, this.n);
    this.n += b.length;
  }
  repeat(length: number, distance: number): void {
    if (distance > this.n) throw new Error(BROKEN);
    this.room(length);
    if (length <= distance) {
      this.bytes.copyWithin(this.n, this.n - distance, this.n - distance + length);
      this.n += length;
      return;
    }
    for (; length > 0; length--, this.n++) this.bytes[this.n] = this.bytes[this.n - distance];
  }
}

/** The bytes that were packed. Throws on anything that is not whole and right. */
export function inflate(packed: Uint8Array): Uint8Array {
  const bits = new Bits(packed), out = new Output(4 * packed.length + 64);
  for (let last = 0; !last;) {
    last = bits.take(1);
    switch (bits.take(2)) {
      case 0: out.append(bits.stored()); break;
      case 1: block(bits, out, ...fixedCodes()); break;
      case 2: block(bits, out, ...codes(bits)); break;
      default: throw new Error(BROKEN);
    }
  }
  return out.bytes.subarray(0, out.n);
}

/** The two codes a block brings along. */
function codes(bits: Bits): [Code, Code] {
  const symbols = bits.take(5) + 257, distances = bits.take(5) + 1, n = bits.take(4) + 4;
  const lengths = new Uint8Array(19);
  for (let i = 0; i < n; i++) lengths[ORDER[i]] = bits.take(3);
  const meta = code(lengths), all = new Uint8Array(symbols + distances);
  for (let i = 0; i < all.length;) {
    const s = bits.symbol(meta);
    if (s < 16) { all[i++] = s; continue; }
    if (s === 16 && i === 0) throw new Error(BROKEN);
    const value = s === 16 ? all[i - 1] : 0;
    let times = s === 16 ? 3 + bits.take(2) : s === 17 ? 3 + bits.take(3) : 11 + bits.take(7);
    if (i + times > all.length) throw new Error(BROKEN);
    while (times-- > 0) all[i++] = value;
  }
  return [code(all.subarray(0, symbols)), code(all.subarray(symbols))];
}

function block(bits: Bits, out: Output, symbols: Code, distances: Code): void {
  for (;;) {
    const s = bits.symbol(symbols);
    if (s < 256) {
      if (out.n === out.bytes.length) out.room(1);
      out.bytes[out.n++] = s;
      continue;
    }
    if (s === 256) return;
    const l = s - 257;
    if (l >= LENGTHS.length) throw new Error(BROKEN);
    const length = LENGTHS[l] + bits.take(LENGTH_BITS[l]);
    const d = bits.symbol(distances);
    if (d >= DISTANCES.length) throw new Error(BROKEN);
    out.repeat(length, DISTANCES[d] + bits.take(DISTANCE_BITS[d]));
  }
}
