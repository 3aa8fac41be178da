import type { Backend } from "../../provider/backends/types";
import { nounsOf } from "../support/backends/nouns";
import { spawnSync } from "node:child_process";
import { readdirSync } from "node:fs";
import path from "node:path";
import * as pulumi from "@pulumi/pulumi";
import ts from "typescript";
import { afterEach, describe, expect, test, vi } from "vitest";
import { z } from "zod";
import { oos } from "../../provider/backends/oos";
import { zos } from "../../provider/backends/zos";
import { fieldsOf, type ResourceDefinition } from "../../provider/define";
import { unwrap } from "../../provider/engine/steps/form";
import { registry } from "../../provider/registry";
import * as sdk from "../../sdk/nodejs";
import { contractCases } from "../support/contract/cases";
import type { ContractServer } from "../support/contract/server";
import { resourceCases } from "../support/resources/cases";
import { checkout } from "../support/checkout";

const definitions: readonly ResourceDefinition[] = [...registry.resources.values()];
const all: readonly unknown[] = [...definitions, ...registry.functions.values()];

function filesIn(folder: string): readonly string[] {
  const names = readdirSync(path.join(checkout, folder), { recursive: true, encoding: "utf8" });
  return names.filter((name) => name.endsWith(".ts")).map((name) => `${folder}/${name}`);
}

/** The definitions that a file exports, by their form: the generator of the registry looks at the text. */
async function definitionsOf(file: string): Promise<readonly unknown[]> {
  const exported = Object.values((await import(path.join(checkout, file))) as Record<string, unknown>);
  return exported.filter(
    (value) => typeof value === "object" && value !== null && ["doc", "inputs", "outputs"].every((key) => key in value),
  );
}

describe("the registry", () => {
  const files = ["provider/resources", "provider/functions"].flatMap(filesIn);

  test.each(files)("has every definition of %s", async (file) => {
    const found = await definitionsOf(file);
    expect(found.filter((definition) => !all.includes(definition))).toEqual([]);
    if (/^provider\/functions\/[^/]+$/.test(file)) expect(found).not.toEqual([]);
  });

  test("has nothing else, and nothing twice", async () => {
    const found = (await Promise.all(files.map(definitionsOf))).flat();
    expect(found).toHaveLength(all.length);
    expect(new Set(all).size).toBe(all.length);
  });

  test.each(definitions.map((definition) => [definition.noun, definition] as const))("%s is described in full", (noun, definition) => {
    expect(definition.doc).toContain("```typescript");
    expect(definition.doc).toContain(`new oos.${noun}(`);
    expect(definition.doc).toMatch(/delet/i);
    const inputs = fieldsOf(definition.inputs);
    const outputs = fieldsOf(definition.outputs);
    for (const { name, meta } of [...inputs, ...outputs]) expect(`${name}: ${meta.doc}`).toMatch(/: [^ ].*\.$/s);
    const names = (list: readonly { readonly name: string }[]): string[] => list.map(({ name }) => name);
    expect(names(inputs)).toEqual(expect.arrayContaining([...definition.identity]));
    expect(names(outputs)).toEqual(expect.arrayContaining([...(definition.stable ?? [])]));
    expect(names(inputs).filter((name) => names(outputs).includes(name))).toEqual([]);
    // A name of ours in the state would be taken for the engine's or for a hidden output.
    for (const name of [...names(inputs), ...names(outputs)]) expect(name).not.toMatch(/^(id|urn|__.*)$/);
  });
});

describe("what a field says and another noun says too", () => {
  const claiming = definitions.flatMap((definition) =>
    fieldsOf(definition.inputs).flatMap((field) =>
      field.meta.claims === undefined
        ? []
        : [[`${definition.noun}.${field.name}`, { definition, field, claims: field.meta.claims }] as const],
    ),
  );

  test("there are such fields", () => {
    expect(claiming.map(([place]) => place).sort()).toEqual(["Bucket.acl", "Bucket.versioning", "GroupMembership.users"]);
  });

  test.each(claiming)("%s", (_place, { definition, field, claims }) => {
    const other = registry.resources.get(claims.noun);
    if (other === undefined) throw new Error(`there is no noun ${claims.noun}`);
    expect(other).not.toBe(definition);
    expect(other.identity.length).toBeGreaterThan(0);
    const own = new Map(fieldsOf(definition.inputs).map((each) => [each.name, each]));
    for (const theirs of fieldsOf(other.inputs).filter(({ name }) => other.identity.includes(name))) {
      // Required, and told apart in the same way: the same text names the same entity in both.
      const mine = own.get(theirs.name);
      expect({ name: theirs.name, canonical: mine?.meta.canonical }).toEqual({ name: theirs.name, canonical: theirs.meta.canonical });
      expect(mine?.schema.safeParse(undefined).success).toBe(false);
      expect(mine?.schema.safeParse("some-name").success).toBe(theirs.schema.safeParse("some-name").success);
    }
    if (claims.perItem === true) {
      // A list, and the other noun has the same items in one of the same name.
      const theirs = fieldsOf(other.inputs).find(({ name }) => name === field.name);
      for (const each of [field, theirs]) expect(each && unwrap(each.schema)).toBeInstanceOf(z.ZodArray);
      expect(theirs?.meta.canonical).toBe(field.meta.canonical);
    }
    const hasBoth = (backend: Backend): boolean => nounsOf(backend).has(definition.noun) && nounsOf(backend).has(other.noun);
    for (const backend of [oos, zos].filter(hasBoth)) {
      // A field that always has a value would shut the other noun out.
      const { default: value, defaultOn } = field.meta;
      expect(value !== undefined && (defaultOn === undefined || defaultOn(backend.dialect))).toBe(false);
    }
    expect([oos, zos].some(hasBoth)).toBe(true);
  });
});

test.each([
  ["the registry is", "tools/generate-registry.mjs"],
  ["schema.json, the SDK and the reference are", "tools/generate.mjs"],
])("%s fresh", (_files, tool) => {
  const { status, stderr } = spawnSync(process.execPath, [tool, "--check"], { cwd: checkout, encoding: "utf8" });
  expect({ status, stderr }).toEqual({ status: 0, stderr: "" });
});

test("the package exports these names", () => {
  const entry = path.join(checkout, "sdk/nodejs/index.ts");
  const program = ts.createProgram([entry], {
    module: ts.ModuleKind.NodeNext,
    moduleResolution: ts.ModuleResolutionKind.NodeNext,
    skipLibCheck: true,
    noEmit: true,
  });
  const checker = program.getTypeChecker();
  const source = program.getSourceFile(entry);
  const symbol = source === undefined ? undefined : checker.getSymbolAtLocation(source);
  if (symbol === undefined) throw new Error("sdk/nodejs/index.ts is no module");
  const names = checker.getExportsOfModule(symbol).map((exported) => exported.name);
  expect(names.sort().join("\n")).toMatchSnapshot();
  expect(names).toEqual(expect.arrayContaining(Object.keys(sdk)));
});

describe("the dynamic face's resources", () => {
  afterEach(() => {
    vi.unstubAllEnvs();
  });

  test("carry a short constant __provider text without anything of the program, and their own name only for naming", async () => {
    vi.stubEnv("OOS_FACE", "dynamic");
    const registered: { readonly type: string; readonly name: string; readonly inputs: Readonly<Record<string, unknown>> }[] = [];
    await pulumi.runtime.setMocks({
      newResource: ({ type, name, inputs, id }) => {
        registered.push({ type, name, inputs: inputs as Record<string, unknown> });
        return { id: id ?? `${name}-id`, state: inputs as Record<string, unknown> };
      },
      call: () => ({}),
    });
    const classes = sdk as unknown as Record<string, new (name: string, args: object) => pulumi.CustomResource>;
    const emulator = { accountId: "a1b2c3d4e5f6g" } as Parameters<(typeof resourceCases)[number]["minimal"]>[0];
    const server = { backend: zos, keys: {} } as ContractServer;
    const elsewhere = contractCases
      .filter(({ noun }) => !nounsOf(oos).has(noun))
      .map(({ noun, minimal, full }) => ({ noun, minimal: () => minimal(server), full: () => full(server) }));
    const made = [...resourceCases, ...elsewhere].flatMap(({ noun, minimal, full }) => {
      const Noun = classes[noun];
      if (Noun === undefined) throw new Error(`the SDK has no ${noun}`);
      return [new Noun("first", minimal(emulator)), new Noun("second", full(emulator))];
    });
    await Promise.all(made.map((resource) => new Promise((resolve) => resource.urn.apply(resolve))));

    expect(registered).toHaveLength(definitions.length * 2);
    for (const { noun } of definitions) {
      const own = registered.filter(({ type }) => type === `pulumi-nodejs:dynamic/oos:${noun}`);
      const texts = own.map(({ inputs }) => String(inputs["__provider"]));
      expect(texts).toEqual(Array(2).fill(`exports.handler=()=>require("pulumi-oos/dynamic").handler("${noun}")`));
      for (const text of texts) expect(Buffer.byteLength(text)).toBeLessThanOrEqual(120);
      expect(own.map(({ inputs }) => inputs["__resourceName"])).toEqual(["first", "second"]);
    }
  });
});
