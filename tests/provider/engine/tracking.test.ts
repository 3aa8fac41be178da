/** What the flags of a field mean, one row for each kind of field. */
import { describe, expect, test } from "vitest";
import type { FieldMeta } from "../../../provider/define";
import {
  absentValue,
  isCompared,
  isFree,
  isHidden,
  isReadBack,
  needsReplacement,
  ownerAfterRemoval,
  trackingOf,
} from "../../../provider/engine/steps/tracking";

interface Answers {
  readonly tracking: string;
  readonly readBack: boolean;
  /** A change from one value to another; a removal. */
  readonly compared: readonly [changed: boolean, removed: boolean];
  readonly owner: string;
  readonly replaces: readonly [changed: boolean, removed: boolean];
  readonly free: boolean;
  readonly absent: unknown;
}

const plain: Answers = {
  tracking: "managed",
  readBack: true,
  compared: [true, true],
  owner: "us",
  replaces: [false, false],
  free: false,
  absent: undefined,
};
const unread = { readBack: false };
const left = { owner: "service", compared: [true, false] } as const;

const rows: readonly (readonly [string, Omit<FieldMeta, "doc">, Partial<Answers>])[] = [
  ["no flag", {}, {}],
  ["local", { local: true }, { tracking: "local", ...unread }],
  ["local with a default", { local: true, default: "fail" }, { tracking: "local", ...unread, free: true, absent: "fail" }],
  ["write-only", { writeOnly: true }, { tracking: "write-only", ...unread }],
  ["create-only", { createOnly: true }, { tracking: "create-only", ...unread, compared: [false, false] }],
  ["create-only and local", { createOnly: true, local: true }, { tracking: "create-only", ...unread, compared: [false, false] }],
  ["default", { default: "private" }, { free: true }],
  ["absentMeans", { absentMeans: false }, { absent: false }],
  [
    "absentMeans before a default",
    { local: true, absentMeans: "", default: "x" },
    { tracking: "local", ...unread, free: true, absent: "" },
  ],
  ["reset", { whenRemoved: "reset" }, {}],
  ["forget", { whenRemoved: "forget" }, { ...left, free: true }],
  ["replaces", { replaces: true }, { ...left, replaces: [true, false] }],
  ["replaces, and absence counts", { replaces: true, absenceCounts: true }, { replaces: [true, true] }],
  ["replaces and forget", { replaces: true, absenceCounts: true, whenRemoved: "forget" }, { ...left, replaces: [true, true], free: true }],
  ["may be hidden", { mayBeHidden: true }, {}],
];

describe("the flags of a field", () => {
  test.each(rows)("%s", (_name, flags, answers) => {
    const meta: FieldMeta = { doc: "", ...flags };
    expect<Answers>({
      tracking: trackingOf(meta),
      readBack: isReadBack(meta),
      compared: [isCompared(meta, "b"), isCompared(meta, undefined)],
      owner: ownerAfterRemoval(meta),
      replaces: [needsReplacement(meta, "a", "b"), needsReplacement(meta, "a", undefined)],
      free: isFree(meta, undefined),
      absent: absentValue(meta),
    }).toEqual({ ...plain, ...answers });
    expect(isFree(meta, "a")).toBe(false);
    expect([isHidden(meta, undefined), isHidden(meta, "a")]).toEqual([flags.mayBeHidden === true, false]);
  });
});
