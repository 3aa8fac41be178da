/** QR codes and pictures. That scanners read them is shown by the Python tests, with a reader that is not ours. */
import { inflateSync } from "node:zlib";
import fc from "fast-check";
import { expect, test } from "vitest";
import { png } from "../../emulator/image/png";
import { qrCode } from "../../emulator/image/qr-code";

const FINDER = ["1111111", "1000001", "1011101", "1011101", "1011101", "1000001", "1111111"];

test("a code grows with its text and has the three large squares", () => {
  fc.assert(
    fc.property(fc.string({ minLength: 1, maxLength: 858, unit: "grapheme-ascii" }), (text) => {
      const rows = qrCode(text).map((row) => row.map(Number).join(""));
      expect((rows.length - 17) % 4).toBe(0);
      for (const [x, y] of [
        [0, 0],
        [rows.length - 7, 0],
        [0, rows.length - 7],
      ] as const) {
        expect(rows.slice(y, y + 7).map((row) => row.slice(x, x + 7))).toEqual(FINDER);
      }
    }),
    { numRuns: 30 },
  );
  const sizes = [17, 18, 230, 231, 858].map((length) => qrCode("x".repeat(length)).length);
  expect(sizes).toEqual([21, 25, 53, 57, 97]);
  expect(() => qrCode("x".repeat(859))).toThrow(RangeError);
});

test("a picture has a pixel for every pixel, and a white margin", () => {
  const picture = png([[true, false]], 2, 1);
  expect(picture.subarray(0, 8).toString("latin1")).toBe("\x89PNG\r\n\x1a\n");
  expect([picture.readUInt32BE(16), picture.readUInt32BE(20)]).toEqual([8, 6]);
  const data = picture.subarray(picture.indexOf("IDAT") + 4, picture.indexOf("IEND") - 8);
  expect([...inflateSync(data)].map((byte) => byte.toString(2).padStart(8, "0"))).toEqual(
    [255, 255, 0b11001111, 0b11001111, 255, 255].flatMap((line) => ["00000000", line.toString(2)]),
  );
});
