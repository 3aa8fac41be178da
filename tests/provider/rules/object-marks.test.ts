import fc from "fast-check";
import { expect, test } from "vitest";
import { contentMark, copiedFrom, copyKey, copyMark, hashKey, isMark, withoutMarks } from "../../../provider/rules/object-marks";

const key = fc.string({ unit: "grapheme", minLength: 1, maxLength: 20 });
const etag = fc.stringMatching(/^"[0-9a-f]{1,32}(-\d+)?"$/);

test("a mark is a header's text, and names the source that it was made of", () => {
  fc.assert(
    fc.property(key, key, fc.option(etag, { nil: undefined }), (bucket, name, tag) => {
      const mark = copyMark({ bucket, key: name }, tag);
      expect(mark).toMatch(/^[\x20-\x7e]+$/);
      expect(mark).toBe(mark.trim());
      expect(copiedFrom({ [copyKey]: mark })).toEqual({ bucket, key: name, ...(tag === undefined ? {} : { etag: tag }) });
    }),
  );
});

test.each(["", "no slash", "a/", "/b", "a/%zz", "a/b c d"])("%j is no mark of ours", (text) => {
  expect(copiedFrom({ [copyKey]: text })).toBeUndefined();
});

test("marks stand apart from the metadata of the program", () => {
  const metadata = { team: "a", [hashKey]: "h", [copyKey]: "b/k" };
  expect(withoutMarks(metadata)).toEqual({ team: "a" });
  expect([hashKey, copyKey, "team"].map(isMark)).toEqual([true, true, false]);
  expect([contentMark(metadata), contentMark({ [hashKey]: "h" }), contentMark()]).toEqual(["b/k", "h", undefined]);
});
