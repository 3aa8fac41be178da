import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { completeRules, type LifecycleRule, sameLifecycle } from "../../provider/rules/lifecycle";
import { lifecycleProblems } from "../../provider/rules/lifecycle-problems";

const days = fc.record({ days: fc.integer({ min: 1, max: 9 }) });
const prefix = fc.string({ unit: fc.constantFrom("a", "b", "/"), maxLength: 4 });
const action = fc.oneof(
  days.map((expiration) => ({ expiration })),
  days.map((transition) => ({ transition })),
  days.map(({ days: first }) => ({ transition: { days: first }, expiration: { days: first + 1 } })),
);
const rule: fc.Arbitrary<LifecycleRule> = fc
  .tuple(prefix, action, fc.boolean())
  .map(([text, actions, enabled]) => ({ prefix: text, enabled, ...actions }));
const rules = fc.array(rule, { minLength: 1, maxLength: 8 });
const complete = (value: readonly LifecycleRule[], old?: readonly LifecycleRule[]): LifecycleRule[] =>
  completeRules([...value], old, { isUnknown: () => false, isItem: () => true }) as LifecycleRule[];
const overlaps = (value: readonly LifecycleRule[]): string[] =>
  lifecycleProblems(value, { rules: 1000, overlap: "refused" }).flatMap(({ rule: name, message }) =>
    name === "lifecycle-overlap" ? [message] : [],
  );

/** As the manual says it, two by two. */
function overlapping(value: readonly LifecycleRule[]): boolean {
  return value.some((a, i) =>
    value.some(
      (b, j) =>
        i < j &&
        (["expiration", "transition"] as const).some(
          (kind) =>
            (a[kind] !== undefined && b[kind] !== undefined && (a.prefix ?? "").startsWith(b.prefix ?? "")) ||
            (a[kind] !== undefined && b[kind] !== undefined && (b.prefix ?? "").startsWith(a.prefix ?? "")),
        ),
    ),
  );
}

describe("lifecycle rules", () => {
  it("overlap exactly when two prefixes of one action do", () => {
    fc.assert(
      fc.property(rules, (value) => {
        expect(overlaps(value).length > 0).toBe(overlapping(value));
      }),
      { numRuns: 500 },
    );
  });

  it("without ids get one each, the same in any order and beside any others", () => {
    fc.assert(
      fc.property(rules, fc.nat(), rule, (value, turn, extra) => {
        fc.pre(!overlapping([...value, extra]));
        const first = complete(value);
        expect(new Set(first.map(({ id }) => id)).size).toBe(value.length);
        const at = turn % value.length;
        const turned = [...first.slice(at), ...first.slice(0, at)].map(({ id: _id, ...rest }) => rest);
        const again = complete([extra, ...turned], first);
        expect(sameLifecycle(again.slice(1), first)).toBe(true);
        expect(complete(turned).map(({ id }) => id)).toEqual(again.slice(1).map(({ id }) => id));
      }),
    );
  });

  it("are complete once completed, and equal to themselves in any order", () => {
    fc.assert(
      fc.property(rules, (value) => {
        const once = complete(value);
        expect(complete(once, once)).toEqual(once);
        if (!overlapping(value)) expect(sameLifecycle(once, [...once].reverse())).toBe(true);
      }),
    );
  });
});
