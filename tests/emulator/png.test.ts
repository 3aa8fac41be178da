/** Pictures. That scanners read the QR codes in them is shown by the Python tests, with a reader that is not ours. */
import { inflateSync } from "node:zlib";
import { expect, test } from "vitest";
import { png } from "../../emulator/services/iam/png";

test("a picture has a pixel for every pixel, and a white margin", () => {
  const picture = png([[true, false]], 2, 1);
  expect(picture.subarray(0, 8).toString("latin1")).toBe("\x89PNG\r\n\x1a\n");
  expect([picture.readUInt32BE(16), picture.readUInt32BE(20)]).toEqual([8, 6]);
  const data = picture.subarray(picture.indexOf("IDAT") + 4, picture.indexOf("IEND") - 8);
  expect([...inflateSync(data)].map((byte) => byte.toString(2).padStart(8, "0"))).toEqual(
    [255, 255, 0b11001111, 0b11001111, 255, 255].flatMap((line) => ["00000000", line.toString(2)]),
  );
});
