/**
 * Every part of valid inputs of every noun and function, in turn unknown, a secret, null and of a wrong type: check, diff and preview answer, in
 * both faces, and whatever they refuse has a place and words for a person.
 */
import { writeFileSync } from "node:fs";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { fieldsOf } from "../../provider/define";
import { DynamicFace } from "../../provider/engine/faces/dynamic";
import { pathText } from "../../provider/engine/values";
import { zos } from "../../provider/backends/zos";
import { registry } from "../../provider/registry";
import { contractCases } from "../support/contract/cases";
import { serverOf } from "../support/contract/emulated";
import { isSecret, plain, PluginClient, secret, toJs, unknown } from "../support/plugin/client";
import { type Properties, withPlaces } from "../support/plugin/results";
import { servePlugin } from "../support/plugin/server";
import { resourceCases } from "../support/resources/cases";
import { type Driver, openDriver } from "../support/resources/driver";
import { TestWorld } from "../support/resources/world";
import { type Path, pathsOf, placeAt, placesOf, valueAtPath, withAt } from "../support/leaves/places";
import { functionSamples, type Place, resourceSamples, type Sample } from "./samples";
import { expectWords } from "./words";

interface Stage {
  readonly world: TestWorld;
  readonly config: Properties;
  readonly dynamic: Driver;
  readonly plugin: PluginClient;
  readonly close: () => Promise<void>;
}

const stages = new Map<Place, Stage>();
let file = "";

async function open(place: Place): Promise<Stage> {
  const isZos = place === "zos";
  const world = await TestWorld.start({ flavour: isZos ? "zos" : "oos" });
  const { s3 } = world.emulator.endpoints;
  const config = world.config({
    ...(isZos ? { backend: "zos", endpoints: JSON.stringify({ s3, topic: s3 }) } : {}),
    ...(place === "hong-kong" ? { region: "cn-hk-hqnet" } : {}),
  });
  const server = await servePlugin(world);
  const plugin = new PluginClient(server.address);
  await plugin.configure(config);
  const dynamic = await openDriver("dynamic", world, config);
  return {
    ...{ world, config, dynamic, plugin },
    close: async () => {
      plugin.close();
      await server.close();
      await dynamic.close();
      await world.close();
    },
  };
}

beforeAll(async () => {
  for (const place of ["oos", "zos", "hong-kong"] as const) stages.set(place, await open(place));
  file = path.join(of("oos").world.journal, "content.txt");
  writeFileSync(file, "text");
});
afterAll(async () => {
  for (const stage of stages.values()) await stage.close();
});

function of(place: Place): Stage {
  const stage = stages.get(place);
  if (stage === undefined) throw new Error(`no stage for ${place}`);
  return stage;
}

/** Of each type that a value may have on the wire, one. */
const wrongs: readonly unknown[] = [5.5, "x", true, [null], { a: 5 }];

function kindOf(value: unknown): string {
  return Array.isArray(value) ? "list" : typeof value;
}

/** What takes the place of a value, by its name in messages. */
function othersOf(value: unknown): readonly (readonly [string, unknown])[] {
  return wrongs.filter((wrong) => kindOf(wrong) !== kindOf(value)).map((wrong) => [JSON.stringify(wrong), wrong]);
}

function isWithin(property: string, at: Path): boolean {
  const where = pathText(at);
  return property === where || property.startsWith(`${where}.`) || property.startsWith(`${where}[`) || where.startsWith(property);
}

const noPlace = "";

/** The samples of a noun; where it has none, every option of its case. */
function resources(noun: string): readonly Sample[] {
  const own = resourceSamples(file).filter(({ name }) => name === noun);
  if (own.length > 0) return own;
  const adopt = "adopt" in (registry.resources.get(noun)?.inputs.shape ?? {}) ? { adopt: true } : {};
  const full = resourceCases.find((it) => it.noun === noun)?.full(of("oos").world.emulator);
  if (full !== undefined) return [{ name: noun, place: "oos", inputs: { ...full, ...adopt } }];
  const ofZos = contractCases.find((it) => it.noun === noun)?.full(serverOf(zos, of("zos").world));
  return ofZos === undefined ? [] : [{ name: noun, place: "zos", inputs: { ...ofZos, ...adopt } }];
}

describe.each([...registry.resources])("%s", (noun, definition) => {
  test("is said whole by the samples", () => {
    const said = new Set(resources(noun).flatMap(({ inputs }) => pathsOf(inputs).map((at) => placeAt(definition.inputs, at))));
    expect([...said].sort()).toEqual([...placesOf(definition.inputs)].sort());
  });

  test("every part of it in turn unknown, a secret, null, or of a wrong type", { timeout: 120_000 }, async () => {
    const createOnly = new Set(fieldsOf(definition.inputs).flatMap(({ name, meta }) => (meta.createOnly === true ? [name] : [])));
    for (const { place, inputs, outputs } of resources(noun)) {
      const { dynamic, plugin } = of(place);
      const { inputs: good, failures } = await plugin.check(noun, "r", {}, inputs);
      expect({ noun, place, failures }).toEqual({ noun, place, failures: [] });
      const state = { ...good, ...outputs };
      for (const at of pathsOf(inputs)) {
        const before = valueAtPath(good, at) ?? valueAtPath(inputs, at);
        const where = pathText(at);
        const others: readonly (readonly [string, unknown])[] = [
          ["unknown", unknown],
          ["secret", secret(before)],
          ["null", null],
          ...othersOf(before),
        ];
        for (const [name, other] of others) {
          const what = `${noun} on ${place}, ${where} ${name}`;
          const news = withAt(inputs, at, other);
          const changed = withAt(good, at, other);
          const [checked, checkedToo, diff, diffToo] = await Promise.all([
            plugin.check(noun, "r", good, news).then(withPlaces),
            dynamic.check(noun, "r", good, news),
            plugin.diff(noun, "x", state, changed),
            dynamic.diff(noun, "x", state, changed),
          ]);
          expect({ what, failures: checkedToo.failures }).toEqual({ what, failures: checked.failures });
          expectWords(what, checked.failures);
          if (checked.failures.length > 0) continue;
          const [made, renewed] = (
            await Promise.all([plugin.createWire(noun, "r", changed, true), plugin.updateWire(noun, "x", state, changed, true)])
          ).map((answer) => toJs(answer.getProperties()));
          const [field = ""] = at;
          if (name === "unknown") {
            expect({ what, failures: checked.failures }).toEqual({ what, failures: [] });
            const isSeen = !createOnly.has(String(field));
            expect({ what, changes: diff.changes, dynamic: diffToo.changes }).toEqual({ what, changes: isSeen, dynamic: true });
            if (isSeen)
              expect({ what, paths: Object.keys(diff.detailed).filter((property) => isWithin(property, at)) }).not.toEqual({
                what,
                paths: [],
              });
            for (const shown of [made, renewed]) expect({ what, shown: valueAtPath(plain(shown), at) }).toEqual({ what, shown: unknown });
          } else if (name === "secret") {
            expect({ what, failures: checked.failures, changes: diff.changes, dynamic: diffToo.changes }).toEqual({
              ...{ what, failures: [], changes: false, dynamic: false },
            });
            for (const shown of [checked.wire, made, renewed])
              expect({ what, isSecret: isSecret(shown?.[field]) }).toEqual({ what, isSecret: true });
          }
        }
      }
    }
  });
});

describe.each([...registry.functions])("%s", (name, definition) => {
  const samples = functionSamples.filter((sample) => sample.name === name);

  test("is said whole by the samples", () => {
    const said = new Set(samples.flatMap(({ inputs }) => pathsOf(inputs).map((at) => placeAt(definition.inputs, at))));
    expect([...said].filter((place) => place !== noPlace).sort()).toEqual([...placesOf(definition.inputs)].sort());
  });

  test("every part of its arguments in turn unknown, a secret, null, or of a wrong type", { timeout: 120_000 }, async () => {
    for (const { place, inputs } of samples) {
      const { plugin, world, config } = of(place);
      const face = new DynamicFace(registry, world);
      for (const at of pathsOf(inputs).filter((each) => each.length > 0)) {
        const before = valueAtPath(inputs, at);
        for (const [kind, other] of [["unknown", unknown], ["secret", secret(before)], ["null", null], ...othersOf(before)] as const) {
          const what = `${name} on ${place}, ${pathText(at)} ${kind}`;
          const args = withAt(inputs, at, other);
          const { failures, refusal } = await plugin.invoke(`oos:index:${name}`, args).then(
            (answer) => ({ failures: answer.failures, refusal: undefined }),
            (error: unknown) => ({ failures: [], refusal: (error as { readonly details: string }).details }),
          );
          expectWords(what, [...failures, ...(refusal === undefined ? [] : [{ property: "the service", reason: refusal }])]);
          if (kind === "unknown")
            expect({ what, failures: failures.map(({ property }) => property) }).toEqual({
              what,
              failures: [`${pathText(at)}, backend ${place === "zos" ? "zos" : "oos"}`],
            });
          if (kind === "secret" || kind === "unknown" || refusal !== undefined) continue;
          const text = failures.map(({ property, reason }) => `${reason} (${property})`).join("\n");
          if (failures.length > 0) await expect(face.invoke(name, args, config)).rejects.toThrow(new Error(text));
        }
      }
      await face.session(config).close();
    }
  });
});
