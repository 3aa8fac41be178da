import { describe, expect, it } from "vitest";
import type { LifecycleRule } from "../../../provider/rules/lifecycle";
import { lostRules, widerRules } from "../../../provider/rules/lifecycle-kept";
import { formatProblem } from "../../../provider/rules/problem";

const wider = (sent: LifecycleRule[], kept: LifecycleRule[]): string[] => widerRules(sent, kept, ["rules"]).map(formatProblem);
const lost = (sent: LifecycleRule[], kept: LifecycleRule[]): string[] => lostRules(sent, kept, ["rules"]).map(formatProblem);
const expire = (more: object = {}): LifecycleRule => ({ id: "x", prefix: "a/", expiration: { days: 30 }, ...more });

describe("what would delete more", () => {
  it.each<[string, LifecycleRule, LifecycleRule, string[]]>([
    ["the same", expire(), expire({ enabled: true }), []],
    ["a narrower prefix", expire(), expire({ prefix: "a/b" }), []],
    ["no prefix", expire(), expire({ prefix: "" }), ["rules[0].prefix: was dropped: the rule reaches every object"]],
    ["another prefix", expire(), expire({ prefix: "b/" }), ['rules[0].prefix: is "b/" there']],
    ["more tags", expire(), expire({ tags: { k: "v" } }), []],
    ["another tag", expire({ tags: { "a b": "v" } }), expire({ tags: { "a b": "w" } }), ['rules[0].tags["a b"]: has another value there']],
    ["a smaller range", expire({ objectSizeGreaterThan: 5 }), expire({ objectSizeGreaterThan: 6, objectSizeLessThan: 9 }), []],
    [
      "a larger range",
      expire({ objectSizeGreaterThan: 5 }),
      expire({ objectSizeGreaterThan: 4 }),
      ["rules[0].objectSizeGreaterThan: is 4 there"],
    ],
    ["a higher end", expire({ objectSizeLessThan: 5 }), expire({ objectSizeLessThan: 6 }), ["rules[0].objectSizeLessThan: is 6 there"]],
    ["later", expire(), expire({ expiration: { days: 31 } }), []],
    ["sooner", expire(), expire({ expiration: { days: 29 } }), ["rules[0].expiration.days: is 29 there"]],
    [
      "a date for days",
      expire(),
      expire({ expiration: { date: "2031-01-01" } }),
      ["rules[0].expiration.date: is 2031-01-01T00:00:00.000Z there"],
    ],
    [
      "markers too",
      expire(),
      expire({ expiration: { days: 30, expiredObjectDeleteMarker: true } }),
      ["rules[0].expiration.expiredObjectDeleteMarker: is true there"],
    ],
    ["not enabled", expire({ prefix: "a/" }), expire({ prefix: "", enabled: false }), []],
    [
      "moves more, and deletes nothing",
      { id: "x", prefix: "a", transition: { days: 3 } },
      { id: "x", prefix: "", transition: { days: 1 } },
      [],
    ],
    [
      "fewer versions stay",
      { id: "x", prefix: "a", noncurrentVersionExpiration: { noncurrentDays: 3, newerNoncurrentVersions: 5 } },
      { id: "x", prefix: "a", noncurrentVersionExpiration: { noncurrentDays: 2, newerNoncurrentVersions: 4 } },
      [
        "rules[0].noncurrentVersionExpiration.noncurrentDays: is 2 there",
        "rules[0].noncurrentVersionExpiration.newerNoncurrentVersions: is 4 there",
      ],
    ],
  ])("%s", (_what, sent, kept, words) => {
    expect(wider([sent], [kept])).toEqual(words);
  });

  it("finds rules by id, in any order, and those that the service has named itself", () => {
    const sent = [expire(), expire({ id: "y", prefix: "b/" })];
    expect(wider(sent, [expire({ id: "y", prefix: "" }), expire()])).toEqual([
      "rules[1].prefix: was dropped: the rule reaches every object",
    ]);
    expect(wider(sent, [expire({ id: "q", prefix: "b/" }), expire({ id: "p" })])).toEqual([]);
    expect(wider(sent, [expire({ id: "q", prefix: "b/" }), expire({ id: "p", prefix: "" })])).toEqual([
      "rules[0].prefix: was dropped: the rule reaches every object",
    ]);
  });
});

describe("what is lost", () => {
  it("is named with its place, and a rule that nobody sent as well", () => {
    const sent = [
      expire({ transition: { days: 3 }, abortIncompleteMultipartUpload: { daysAfterInitiation: 1 } }),
      expire({ id: "y", prefix: "b/" }),
      expire({ id: "z", prefix: "c/", transitions: [{ days: 1 }, { days: 2, storageClass: "GLACIER" }] }),
    ];
    const kept = [expire({ enabled: false }), expire({ id: "z", prefix: "c/", transitions: [] })];
    expect(lost(sent, kept)).toEqual([
      "rules[0].enabled: is false there",
      "rules[0].transition: was not kept",
      "rules[0].abortIncompleteMultipartUpload: was not kept",
      "rules[1]: was not kept",
      "rules[2].transitions: was not kept",
    ]);
    expect(lost([expire()], [expire(), expire({ id: "q" })])).toEqual(['rules: hold another rule there, "q"']);
    expect(lost(sent, sent)).toEqual([]);
  });
});
