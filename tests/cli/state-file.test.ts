/** A stack's state goes from one face to the other and back: exactly the state that the other face would have written. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { parseStack, stackText } from "../../cli/state/deployment";
import { moveFace } from "../../cli/state/move";
import { providerText } from "../../provider/faces";
import { registry } from "../../provider/registry";
import { assertIntact, type Exported, type Face, type Item, items, rendered, type Stored } from "./exported-stacks";

const newId = "new-id";

const plain: Item = { kind: "ours", noun: "Bucket", name: "b", dependencies: [], options: {}, replaced: false, aliases: [], values: {} };
const surroundings = { nouns: new Set(registry.resources.keys()), newId: () => newId };
const directions: readonly (readonly [Face, Face])[] = [
  ["dynamic", "plugin"],
  ["plugin", "dynamic"],
];

function moved(stack: Exported, to: Face): Exported | undefined {
  return moveFace(parseStack(JSON.stringify(stack)), to, surroundings)?.stack as Exported | undefined;
}

function mustMove(stack: Exported, to: Face): Exported {
  const result = moved(stack, to);
  if (result === undefined) throw new Error("nothing was moved");
  return result;
}

describe.each(directions)("from %s to %s", (from, to) => {
  test("any stack: the state that the other face would have written, which the engine takes; nothing is left to move", () => {
    fc.assert(
      fc.property(items, (program) => {
        fc.pre(program.some(({ kind }) => kind === "ours"));
        const result = mustMove(rendered(program, from, newId), to);
        expect(result).toEqual(rendered(program, to, newId));
        assertIntact(result);
        expect(moved(result, to)).toBeUndefined();
      }),
      { numRuns: 300 },
    );
  });

  test("any stack: there and back is the same state", () => {
    fc.assert(
      fc.property(items, (program) => {
        fc.pre(program.some(({ kind }) => kind === "ours"));
        const before = rendered(program, from, newId);
        expect(mustMove(mustMove(before, to), from)).toEqual(before);
      }),
      { numRuns: 300 },
    );
  });

  test("every noun", () => {
    const program = [...registry.resources.keys()].map((noun): Item => ({ ...plain, noun }));
    expect(mustMove(rendered(program, from, newId), to)).toEqual(rendered(program, to, newId));
  });
});

const prefix = "urn:pulumi:test::suite::";

/** The stack of these items in the dynamic face, with changes by hand. */
function stackOf(program: readonly Partial<Item>[], change: (resources: readonly Stored[]) => readonly Stored[] = (all) => all): Exported {
  const { deployment, ...rest } = rendered(
    program.map((item) => ({ ...plain, ...item })),
    "dynamic",
    newId,
  );
  return { ...rest, deployment: { ...deployment, resources: change(deployment.resources ?? []) } };
}

const named = (stack: Exported | undefined, name: string): Stored | undefined =>
  stack?.deployment.resources?.find(({ urn }) => urn.endsWith(`::${name}`));

test("what only the dynamic face keeps goes; the text of its provider is the one that the SDK makes", () => {
  const hidden = { __provider: providerText("Bucket"), __resourceName: "b", __urn: "urn", __replaceOnChanges: ["acl"] };
  const stack = stackOf([{}], (all) =>
    all.map((one) =>
      one.type.endsWith("oos:Bucket")
        ? {
            ...one,
            inputs: { ...hidden, acl: "private" },
            outputs: hidden,
            propertyDependencies: { __provider: [], __resourceName: [], __urn: [] },
          }
        : one,
    ),
  );
  const bucket = named(mustMove(stack, "plugin"), "b-0");
  expect(bucket).toMatchObject({ inputs: { acl: "private" }, outputs: {} });
  expect(JSON.stringify(bucket)).not.toContain("__");
  expect(named(mustMove(mustMove(stack, "plugin"), "dynamic"), "b-0")).toMatchObject({
    inputs: { __provider: 'exports.handler=()=>require("pulumi-oos/dynamic").handler("Bucket")', acl: "private" },
    outputs: { __provider: 'exports.handler=()=>require("pulumi-oos/dynamic").handler("Bucket")' },
  });
});

describe("refused, with everything that stands in the way", () => {
  const refusal = (stack: unknown, to: Face = "plugin"): string => {
    try {
      moveFace(parseStack(typeof stack === "string" ? stack : JSON.stringify(stack)), to, surroundings);
    } catch (error) {
      return (error as Error).message;
    }
    throw new Error("not refused");
  };

  test("operations of a run that was cut off", () => {
    const stack = stackOf([{}]);
    const [first] = stack.deployment.resources ?? [];
    const pending = [{ type: "creating", resource: { ...first, urn: `${prefix}pulumi-nodejs:dynamic/oos:Bucket::new` } }];
    expect(refusal({ ...stack, deployment: { ...stack.deployment, pending_operations: pending } })).toMatch(
      /still pending: creating urn:pulumi:test::suite::pulumi-nodejs:dynamic\/oos:Bucket::new\n {2}next: pulumi refresh/,
    );
  });

  test("a noun of another version, a provider that others use, and resources that are in both faces, at once", () => {
    const stack = stackOf([{ kind: "provider", name: "p" }, { provider: 0 }, { noun: "Bucket", name: "twin" }], (all) => {
      const provider = all.find(({ urn }) => urn.endsWith("::p-0"));
      const stranger = {
        urn: `${prefix}my:index:Thing::t`,
        type: "my:index:Thing",
        custom: true,
        id: "t",
        provider: `${provider?.urn ?? ""}::id-0`,
      };
      const twin = { urn: `${prefix}oos:index:Bucket::twin-2`, type: "oos:index:Bucket", custom: true, id: "x" };
      const moon = { urn: `${prefix}pulumi-nodejs:dynamic/oos:Moon::m`, type: "pulumi-nodejs:dynamic/oos:Moon", custom: true, id: "m" };
      return [...all, stranger, twin, moon];
    });
    expect(refusal(stack).split("\n")).toEqual([
      `provider ${prefix}pulumi:providers:pulumi-nodejs::p-0 is used by what is not of this package: ${prefix}my:index:Thing::t`,
      expect.stringContaining("next: "),
      "this version of pulumi-oos has no Moon",
      expect.stringContaining("next: "),
      `the stack has these in both faces: ${prefix}pulumi-nodejs:dynamic/oos:Bucket::twin-2`,
      expect.stringMatching(/next: .*`pulumi state delete <URN>`/),
    ]);
  });

  test.each([
    ["", "not an exported stack: the text is no JSON"],
    ["[]", "not an exported stack: "],
    ['{"version":3,"deployment":{"resources":[{"urn":"u"}]}}', "not an exported stack at deployment.resources.0.type: "],
    ['{"version":5,"deployment":{"resources":[]}}', "the exported stack has version 5, which this version of pulumi-oos does not know"],
    ['{"version":4,"features":["taint","moons"],"deployment":{}}', "the exported stack has the features moons, which"],
  ])("%s", (text, words) => {
    expect(refusal(text)).toContain(words);
    expect(refusal(text)).toMatch(/\n {2}next: /);
  });
});

test("nothing to move: a stack without resources, one of others only, one in that face", () => {
  expect(moved({ version: 3, deployment: {} }, "plugin")).toBeUndefined();
  expect(moved(stackOf([{ kind: "aws" }, { kind: "component" }, { kind: "foreignDynamic" }]), "plugin")).toBeUndefined();
  expect(moved(stackOf([{}]), "dynamic")).toBeUndefined();
  expect(moved({ ...stackOf([{}]), version: 4, features: ["views"] }, "plugin")).toMatchObject({ version: 4, features: ["views"] });
});

describe("providers", () => {
  test("what was imported through the plugin joins the default provider of the stack's own face", () => {
    const imported = {
      urn: `${prefix}oos:index:Bucket::reports`,
      type: "oos:index:Bucket",
      custom: true,
      id: "example-reports",
      protect: true,
      inputs: { bucket: "example-reports" },
      outputs: { bucket: "example-reports" },
      provider: `${prefix}pulumi:providers:oos::default_1_2_3::imported-id`,
    };
    const plugin = {
      urn: `${prefix}pulumi:providers:oos::default_1_2_3`,
      type: "pulumi:providers:oos",
      custom: true,
      id: "imported-id",
      inputs: { version: "1.2.3" },
    };
    for (const stack of [
      stackOf([{}], (all) => [...all, plugin, imported]),
      stackOf([{}], ([first, ...rest]) => [first ?? plugin, plugin, imported, ...rest]),
    ]) {
      const result = mustMove(stack, "dynamic");
      assertIntact(result);
      expect(result.deployment.resources?.filter(({ type }) => /^pulumi:providers:(oos|pulumi-nodejs)$/.test(type))).toHaveLength(1);
      expect(named(result, "reports")).toMatchObject({
        type: "pulumi-nodejs:dynamic/oos:Bucket",
        protect: true,
        provider: `${prefix}pulumi:providers:pulumi-nodejs::default::default-id`,
      });
    }
  });

  test("the version of a plugin is not one of Pulumi's dynamic provider", () => {
    const versioned = { ...rendered([plain], "plugin", newId) };
    const stack = JSON.parse(
      JSON.stringify(versioned)
        .replaceAll("oos::default", "oos::default_1_2_3")
        .replace('"region":"cn"', '"region":"cn","version":"1.2.3","pluginDownloadURL":"https://a.example","__internal":{}'),
    ) as Exported;
    expect(mustMove(stack, "dynamic")).toEqual(rendered([plain], "dynamic", newId));
  });

  test("a provider that a refused run has made already is one with its other self, in whatever order the two stand", () => {
    const program: readonly Partial<Item>[] = [{ kind: "provider", name: "p" }, { provider: 0 }];
    const made = {
      urn: `${prefix}pulumi:providers:oos::p-0`,
      type: "pulumi:providers:oos",
      custom: true,
      id: "made",
      inputs: { region: "cn" },
    };
    for (const stack of [
      stackOf(program, (all) => [...all, made]),
      stackOf(program, ([first, ...rest]) => [first ?? made, made, ...rest]),
    ]) {
      const result = mustMove(stack, "plugin");
      assertIntact(result);
      expect(result.deployment.resources?.filter(({ urn }) => urn.endsWith("::p-0"))).toHaveLength(1);
    }
  });

  test("the old one of a replacement goes along, its provider too", () => {
    const stack = stackOf([{ kind: "provider", name: "p" }, { provider: 0 }], (all) =>
      all.flatMap((one) =>
        one.urn.endsWith("-0") || one.urn.endsWith("-1") ? [one, { ...one, delete: true, id: `old-${one.id ?? ""}` }] : [one],
      ),
    );
    const old = mustMove(stack, "plugin").deployment.resources?.filter((one) => one["delete"] === true);
    expect(old).toEqual([
      expect.objectContaining({
        urn: `${prefix}pulumi:providers:oos::p-0`,
        id: "old-id-0",
        inputs: expect.objectContaining({ region: "cn" }) as unknown,
      }),
      expect.objectContaining({
        urn: `${prefix}oos:index:Bucket::b-1`,
        id: "old-id-1",
        provider: `${prefix}pulumi:providers:oos::p-0::id-0`,
      }),
    ]);
  });
});

test("500 resources are a matter of milliseconds, and the text is the engine's own form", () => {
  const program = Array.from({ length: 500 }, (_, index): Partial<Item> => ({
    name: `b${String(index)}`,
    parent: index,
    dependencies: [index >> 1],
  }));
  const stack = stackOf(program);
  const result = mustMove(stack, "plugin");
  expect(result.deployment.resources).toHaveLength(stack.deployment.resources?.length ?? 0);
  expect(JSON.parse(stackText(parseStack(JSON.stringify(result))))).toEqual(result);
  assertIntact(result);
  expect(mustMove(result, "dynamic")).toEqual(stack);
});
