import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { oos } from "../../provider/backends/oos";
import { arnProblems, iamIdentity, objectArn, parseArn, userArn } from "../../provider/rules/arn";
import { bucketNameProblems } from "../../provider/rules/bucket-name";
import { iamNameProblems } from "../../provider/rules/iam-name";
import { readJson } from "../../provider/rules/json";
import { deepEqual, setEqual } from "../../provider/pure/semantic";
import { trailNameProblems } from "../../provider/rules/trail-name";

describe("the JSON reader agrees with JSON.parse", () => {
  it("on every JSON text", () => {
    fc.assert(
      fc.property(fc.json({ noUnicodeString: false }), fc.integer({ min: 0, max: 3 }), (text, indent) => {
        const value: unknown = JSON.parse(text);
        expect(readJson(JSON.stringify(value, null, indent))).toEqual({ ok: true, value, duplicateKeys: [] });
      }),
    );
  });

  it("on texts that are nearly JSON", () => {
    const noise = fc.string({ unit: fc.constantFrom(..."{}[],:\"\\0123456789.-+eEtruefalsn \n\t'u".split("")), maxLength: 12 });
    const damaged = fc.tuple(fc.json(), fc.nat(), noise).map(([text, at, insert]) => {
      const where = at % (text.length + 1);
      return text.slice(0, where) + insert + text.slice(where + (at % 3));
    });
    fc.assert(
      fc.property(fc.oneof(noise, damaged), (text) => {
        const reading = readJson(text);
        let parsed: { readonly value: unknown } | undefined;
        try {
          parsed = { value: JSON.parse(text) as unknown };
        } catch {
          parsed = undefined;
        }
        expect(reading.ok).toBe(parsed !== undefined);
        if (reading.ok) expect(reading.value).toEqual(parsed?.value);
        else expect(reading.fault.line * reading.fault.column).toBeGreaterThan(0);
      }),
      { numRuns: 1000 },
    );
  });
});

describe("names", () => {
  const label = fc.stringMatching(/^[a-z0-9]([a-z0-9-]{0,8}[a-z0-9])?$/);

  it("made by the bucket grammar are good", () => {
    const name = fc
      .array(label, { minLength: 1, maxLength: 4 })
      .map((labels) => labels.join("."))
      .filter((text) => text.length >= 3 && text.length <= 63 && /[a-z-]/.test(text));
    fc.assert(
      fc.property(name, (text) => {
        expect(bucketNameProblems(text, oos.bucketName)).toEqual([]);
      }),
    );
  });

  it("that a strict grammar refuses are refused, and the other way round", () => {
    const strict = /^[a-z0-9]([a-z0-9-]*[a-z0-9])?(\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)*$/;
    const near = fc.string({ unit: fc.constantFrom(..."ab01.-A_".split("")), maxLength: 66 });
    fc.assert(
      fc.property(near, (text) => {
        const good = strict.test(text) && text.length >= 3 && text.length <= 63 && !/^\d+(\.\d+)+$/.test(text);
        expect(bucketNameProblems(text, oos.bucketName).length === 0).toBe(good);
      }),
      { numRuns: 500 },
    );
  });

  it("of trails follow their grammar", () => {
    const near = fc.string({ unit: fc.constantFrom(..."aZ0._-/".split("")), maxLength: 10 });
    fc.assert(
      fc.property(near, (text) => {
        const good = /^[A-Za-z0-9]+([._-][A-Za-z0-9]+)*$/.test(text) && text.length >= 3 && !/^\d{1,3}(\.\d{1,3}){3}$/.test(text);
        expect(trailNameProblems(text).length === 0).toBe(good);
      }),
      { numRuns: 500 },
    );
  });

  it("of users make good ARNs that give the name back", () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[A-Za-z0-9_\-,.+=@]{1,64}$/), (name) => {
        expect(iamNameProblems(name, "user")).toEqual([]);
        const arn = userArn("10rc2arpn6306", name);
        expect(arnProblems(arn, "user")).toEqual([]);
        expect(iamIdentity(arn)?.name).toBe(name);
      }),
    );
  });

  it("of objects survive their ARN", () => {
    fc.assert(
      fc.property(fc.string({ minLength: 1 }), (key) => {
        expect(parseArn(objectArn("bucket", key))?.resource).toBe(`bucket/${key}`);
      }),
    );
  });
});

describe("equality", () => {
  it("holds for a copy and for itself", () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        expect(deepEqual(value, structuredClone(value))).toBe(true);
      }),
    );
  });

  it("is symmetric and agrees with canonical text", () => {
    const small = fc.jsonValue({ maxDepth: 2 });
    const sorted = (value: unknown): unknown =>
      Array.isArray(value)
        ? value.map(sorted)
        : typeof value === "object" && value !== null
          ? Object.fromEntries(
              Object.entries(value)
                .sort(([a], [b]) => (a < b ? -1 : 1))
                .map(([key, item]) => [key, sorted(item)]),
            )
          : value;
    fc.assert(
      fc.property(small, small, (a, b) => {
        expect(deepEqual(a, b)).toBe(deepEqual(b, a));
        expect(deepEqual(a, b)).toBe(JSON.stringify(sorted(a)) === JSON.stringify(sorted(b)));
      }),
    );
  });

  it("of sets ignores order and repetition", () => {
    fc.assert(
      fc.property(fc.array(fc.jsonValue({ maxDepth: 1 })), (items) => {
        expect(setEqual([...items, ...items], items.toReversed())).toBe(true);
      }),
    );
  });
});
