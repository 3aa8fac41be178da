/** Black and white pictures as PNG (ISO/IEC 15948): one bit a pixel, every row unfiltered. */
import { crc32, deflateSync } from "node:zlib";

const SIGNATURE = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);

/** `rows` of squares, true for black, each `scale` pixels wide, with `margin` white squares around. */
export function png(rows: readonly (readonly boolean[])[], scale: number, margin: number): Buffer {
  const width = ((rows[0]?.length ?? 0) + 2 * margin) * scale;
  const height = (rows.length + 2 * margin) * scale;
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([1, 0, 0, 0, 0], 8);
  const isBlack = (x: number, y: number): boolean => rows[Math.floor(y / scale) - margin]?.[Math.floor(x / scale) - margin] ?? false;
  const lines = Array.from({ length: height }, (_, y) => {
    // A filter byte, then white pixels as ones.
    const line = Buffer.alloc(1 + Math.ceil(width / 8));
    for (let x = 0; x < width; x++) if (!isBlack(x, y)) line[1 + (x >> 3)] = (line[1 + (x >> 3)] ?? 0) | (0x80 >> (x & 7));
    return line;
  });
  return Buffer.concat([
    SIGNATURE,
    chunk("IHDR", header),
    chunk("IDAT", deflateSync(Buffer.concat(lines))),
    chunk("IEND", Buffer.alloc(0)),
  ]);
}

function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, "latin1"), data]);
  const [length, checksum] = [Buffer.alloc(4), Buffer.alloc(4)];
  length.writeUInt32BE(data.length);
  checksum.writeUInt32BE(crc32(body));
  return Buffer.concat([length, body, checksum]);
}
