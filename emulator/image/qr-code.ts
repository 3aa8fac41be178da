/**
 * QR codes (ISO/IEC 18004): bytes at error correction level L, up to version 20. The mask is always pattern 0, which every reader takes;
 * choosing the one that is easiest on the eye is for codes that are printed.
 */

/** By version: error correction codewords of a block, and blocks (level L). */
const CORRECTION_LENGTHS = [7, 10, 15, 20, 26, 18, 20, 24, 30, 18, 20, 24, 26, 30, 22, 24, 28, 30, 28, 28];
const BLOCKS = [1, 1, 1, 1, 1, 2, 2, 2, 2, 4, 4, 4, 4, 4, 6, 6, 6, 6, 7, 8];

/** Rows of modules, true for dark. */
export type Modules = readonly (readonly boolean[])[];

/** The code of `text` in UTF-8. Throws RangeError beyond 858 bytes. */
export function qrCode(text: string): Modules {
  const data = Buffer.from(text, "utf8");
  const version = BLOCKS.findIndex((_blocks, index) => bitLength(index + 1, data.length) <= dataLength(index + 1) * 8) + 1;
  if (version === 0) throw new RangeError(`${data.length} bytes are too many for a QR code`);
  const canvas = new Canvas(version);
  canvas.drawPatterns();
  canvas.drawCodewords(interleaved(version, codewords(version, data)));
  return canvas.modules;
}

/** Bits of mode, length and data. */
function bitLength(version: number, bytes: number): number {
  return 4 + lengthBits(version) + bytes * 8;
}

function lengthBits(version: number): number {
  return version < 10 ? 8 : 16;
}

/** Codewords that a version has room for, correction included. */
function totalLength(version: number): number {
  const aligned = version === 1 ? 0 : Math.floor(version / 7) + 2;
  const patterns = aligned === 0 ? 0 : (25 * aligned - 10) * aligned - 55;
  return Math.floor(((16 * version + 128) * version + 64 - patterns - (version < 7 ? 0 : 36)) / 8);
}

function dataLength(version: number): number {
  return totalLength(version) - (CORRECTION_LENGTHS[version - 1] ?? 0) * (BLOCKS[version - 1] ?? 0);
}

/** Mode, length, data, end and padding. */
function codewords(version: number, data: Buffer): Buffer {
  const length = dataLength(version);
  const bits = [
    "0100",
    data.length.toString(2).padStart(lengthBits(version), "0"),
    ...[...data].map((byte) => byte.toString(2).padStart(8, "0")),
  ].join("");
  const ended = bits.padEnd(Math.min(bits.length + 4, length * 8), "0");
  const whole = ended.padEnd(Math.ceil(ended.length / 8) * 8, "0");
  const words = Buffer.alloc(length);
  for (let index = 0; index < length; index++) {
    const written = index * 8 < whole.length;
    const padding = (index - whole.length / 8) % 2 === 0 ? 0xec : 0x11;
    words[index] = written ? Number.parseInt(whole.slice(index * 8, index * 8 + 8), 2) : padding;
  }
  return words;
}

/** The blocks with their correction, a codeword of each in turn. */
function interleaved(version: number, words: Buffer): Buffer {
  const count = BLOCKS[version - 1] ?? 1;
  const shortLength = Math.floor(words.length / count);
  const longBlocks = words.length % count;
  const blocks: Buffer[] = [];
  for (let start = 0, index = 0; index < count; index++) {
    const end = start + shortLength + (index < count - longBlocks ? 0 : 1);
    blocks.push(words.subarray(start, end));
    start = end;
  }
  const corrections = blocks.map((block) => correction(block, CORRECTION_LENGTHS[version - 1] ?? 0));
  return Buffer.from([...inTurn(blocks), ...inTurn(corrections)]);
}

function inTurn(blocks: readonly Buffer[]): readonly number[] {
  const longest = Math.max(...blocks.map((block) => block.length));
  return Array.from({ length: longest }, (_, index) => blocks.flatMap((block) => block[index] ?? [])).flat();
}

/** The remainder of the Reed-Solomon division of a block. */
function correction(block: Buffer, length: number): Buffer {
  let generator = [1];
  for (let power = 0, root = 1; power < length; power++, root = multiply(root, 2)) {
    const next = [...generator, 0];
    for (const [index, factor] of generator.entries()) next[index + 1] = (next[index + 1] ?? 0) ^ multiply(factor, root);
    generator = next;
  }
  const remainder = [...block, ...Array.from({ length }, () => 0)];
  for (let index = 0; index < block.length; index++) {
    const factor = remainder[index] ?? 0;
    for (const [offset, coefficient] of generator.entries()) {
      remainder[index + offset] = (remainder[index + offset] ?? 0) ^ multiply(coefficient, factor);
    }
  }
  return Buffer.from(remainder.slice(block.length));
}

/** The product in GF(2^8) modulo x^8 + x^4 + x^3 + x^2 + 1. */
function multiply(a: number, b: number): number {
  let product = 0;
  for (let bit = 7; bit >= 0; bit--) {
    product = (product << 1) ^ (product & 0x80 ? 0x11d : 0);
    if ((b >> bit) & 1) product ^= a;
  }
  return product;
}

/** `value` followed by its remainder of `bits` bits modulo `divisor` (BCH). */
function withRemainder(value: number, bits: number, divisor: number): number {
  let rest = value << bits;
  for (let bit = 31 - Math.clz32(rest); bit >= bits; bit--) if ((rest >> bit) & 1) rest ^= divisor << (bit - bits);
  return (value << bits) | rest;
}

class Canvas {
  readonly modules: boolean[][];
  /** Modules that hold no data. */
  private readonly fixed: boolean[][];
  private readonly size: number;

  constructor(private readonly version: number) {
    this.size = 17 + 4 * version;
    const blank = (): boolean[][] => Array.from({ length: this.size }, () => Array.from({ length: this.size }, () => false));
    this.modules = blank();
    this.fixed = blank();
  }

  drawPatterns(): void {
    const last = this.size - 1;
    for (let index = 0; index < this.size; index++) {
      this.fix(6, index, index % 2 === 0);
      this.fix(index, 6, index % 2 === 0);
    }
    for (const [x, y] of [
      [3, 3],
      [last - 3, 3],
      [3, last - 3],
    ] as const)
      this.drawRings(x, y, 4, [0, 1, 3]);
    for (const [x, y] of this.alignments()) this.drawRings(x, y, 2, [0, 2]);
    this.drawFormat();
    if (this.version >= 7) this.drawVersion();
  }

  /** Two columns at a time from the right, up and down in turn; the mask is laid over the data. */
  drawCodewords(words: Buffer): void {
    let bit = 0;
    for (let right = this.size - 1; right >= 1; right -= 2) {
      if (right === 6) right = 5;
      const upwards = ((right + 1) & 2) === 0;
      for (let step = 0; step < this.size; step++) {
        const y = upwards ? this.size - 1 - step : step;
        for (const x of [right, right - 1]) {
          if (this.fixed[y]?.[x] === true) continue;
          const dark = bit < words.length * 8 && (((words[bit >> 3] ?? 0) >> (7 - (bit & 7))) & 1) === 1;
          this.set(x, y, dark !== ((x + y) % 2 === 0));
          bit++;
        }
      }
    }
  }

  /** Squares around a centre, dark at the given distances. */
  private drawRings(centreX: number, centreY: number, reach: number, dark: readonly number[]): void {
    for (let dy = -reach; dy <= reach; dy++) {
      for (let dx = -reach; dx <= reach; dx++) this.fix(centreX + dx, centreY + dy, dark.includes(Math.max(Math.abs(dx), Math.abs(dy))));
    }
  }

  /** Centres of the small patterns; three of the corners belong to the large ones. */
  private alignments(): readonly (readonly [number, number])[] {
    if (this.version === 1) return [];
    const count = Math.floor(this.version / 7) + 2;
    const step = Math.ceil((this.size - 13) / (2 * count - 2)) * 2;
    const places = [6, ...Array.from({ length: count - 1 }, (_, index) => this.size - 7 - (count - 2 - index) * step)];
    const last = this.size - 7;
    return places
      .flatMap((x) => places.map((y) => [x, y] as const))
      .filter(([x, y]) => !((x === 6 && (y === 6 || y === last)) || (x === last && y === 6)));
  }

  /** Level L and mask 0, twice. */
  private drawFormat(): void {
    const bits = withRemainder(0b01_000, 10, 0x537) ^ 0x5412;
    const isDark = (bit: number): boolean => ((bits >> bit) & 1) === 1;
    const last = this.size - 1;
    for (let bit = 0; bit < 6; bit++) this.fix(8, bit, isDark(bit));
    this.fix(8, 7, isDark(6));
    this.fix(8, 8, isDark(7));
    this.fix(7, 8, isDark(8));
    for (let bit = 9; bit < 15; bit++) this.fix(14 - bit, 8, isDark(bit));
    for (let bit = 0; bit < 8; bit++) this.fix(last - bit, 8, isDark(bit));
    for (let bit = 8; bit < 15; bit++) this.fix(8, last - 14 + bit, isDark(bit));
    this.fix(8, last - 7, true);
  }

  private drawVersion(): void {
    const bits = withRemainder(this.version, 12, 0x1f25);
    for (let bit = 0; bit < 18; bit++) {
      const [long, short] = [this.size - 11 + (bit % 3), Math.floor(bit / 3)];
      this.fix(long, short, ((bits >> bit) & 1) === 1);
      this.fix(short, long, ((bits >> bit) & 1) === 1);
    }
  }

  private fix(x: number, y: number, dark: boolean): void {
    const row = this.fixed[y];
    if (row === undefined || x < 0 || x >= this.size) return;
    row[x] = true;
    this.set(x, y, dark);
  }

  private set(x: number, y: number, dark: boolean): void {
    const row = this.modules[y];
    if (row !== undefined) row[x] = dark;
  }
}
