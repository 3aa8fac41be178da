/** A stack keeps its face: what is new in the other one is refused before anything is made, in either face. */
import { describe, expect, test } from "vitest";
import { DynamicFace } from "../../../provider/engine/faces/dynamic";
import type { World } from "../../../provider/engine/instance";
import type { StackState, StateResource } from "../../../provider/engine/memory/stack-state";
import { registry } from "../../../provider/registry";
import { PluginClient } from "../../support/plugin/client";
import type { Failure } from "../../support/plugin/results";
import { servePlugin } from "../../support/plugin/server";

type Face = "dynamic" | "plugin";
const other: Readonly<Record<Face, Face>> = { dynamic: "plugin", plugin: "dynamic" };
const urnOf = (face: Face, name: string, noun = "Bucket"): string =>
  `urn:pulumi:test::suite::${face === "dynamic" ? "pulumi-nodejs:dynamic/oos" : "oos:index"}:${noun}::${name}`;
const stored = (face: Face, name: string, more: Partial<StateResource> = {}): StateResource => {
  const urn = urnOf(face, name);
  return { urn, type: urn.split("::")[2] ?? "", id: name, delete: false, inputs: {}, outputs: {}, ...more };
};

const config = { endpoints: '{"s3":"http://127.0.0.1:9"}', accessKeyId: "a", secretAccessKey: "b", skipCredentialsValidation: true };

/** Checks buckets of these names, one after the other; `olds` are their last inputs. */
async function checked(
  face: Face,
  state: readonly StateResource[] | undefined,
  names: readonly string[],
  olds: Readonly<Record<string, unknown>> = {},
): Promise<{ readonly failures: readonly (readonly Failure[])[]; readonly asked: number }> {
  let asked = 0;
  const world: World = {
    environment: {},
    now: () => new Date(),
    stackState: () => {
      asked += 1;
      return Promise.resolve<StackState | undefined>(state === undefined ? undefined : { resources: state, pending: [] });
    },
  };
  const failures: (readonly Failure[])[] = [];
  if (face === "dynamic") {
    const handler = new DynamicFace(registry, world).handler("Bucket");
    await handler.configure({ config: { get: (key) => (config as Record<string, unknown>)[key.replace("oos:", "")] } });
    for (const name of names)
      failures.push((await handler.check(olds, { bucket: `b-${name}`, __resourceName: name, __urn: urnOf(face, name) })).failures);
    return { failures, asked };
  }
  const server = await servePlugin(world);
  const client = new PluginClient(server.address);
  try {
    await client.configure(config);
    for (const name of names) failures.push((await client.check("Bucket", name, olds, { bucket: `b-${name}` })).failures);
  } finally {
    client.close();
    await server.close();
  }
  return { failures, asked };
}

describe.each<Face>(["dynamic", "plugin"])("%s face", (face) => {
  test("a state in the other face: refused with number, face and both ways out; said once, asked once", async () => {
    const { failures, asked } = await checked(face, [stored(other[face], "a"), stored(other[face], "b")], ["a", "c"]);
    const [[first] = [], [second] = []] = failures;
    expect(first?.reason).toBe(
      [
        `the state of this stack has 2 resources in the ${other[face]} face, and this program runs in the ${face} face, which would make all of them anew and delete the old; nothing was done`,
        `  to go on in the ${face} face: npx pulumi-oos state --to ${face}   (rewrites the state only)`,
        `  to stay in the ${other[face]} face: pulumi config set oos:face ${other[face]}   (OOS_FACE, where it is set, wins)`,
      ].join("\n"),
    );
    expect(second?.reason).toBe(`not made: the stack is in the ${other[face]} face (see the first of these errors)`);
    expect(asked).toBe(1);
  });

  test("nothing is refused in the stack's own face, in a new stack, and where the state cannot be told", async () => {
    for (const state of [[], [stored(face, "a")], [stored(other[face], "a", { delete: true })], undefined])
      expect((await checked(face, state, ["a", "new"])).failures).toEqual([[], []]);
    const others = ["aws:s3/bucket:Bucket", "pulumi-nodejs:dynamic:Resource", "oos:index:Component", "pulumi:providers:oos"];
    const strange = others.map((type) => stored(other[face], "a", { type, urn: `urn:pulumi:test::suite::${type}::a` }));
    expect((await checked(face, strange, ["a"])).failures).toEqual([[]]);
  });

  test("a resource that the state has is not asked about", async () => {
    const { failures, asked } = await checked(face, [stored(other[face], "a")], ["a"], {
      bucket: "b-a",
      acl: "private",
      forceDestroy: false,
    });
    expect([failures, asked]).toEqual([[[]], 0]);
  });

  test("with both faces in the state only what stands in the other one is refused", async () => {
    const { failures } = await checked(face, [stored(face, "kept"), stored(other[face], "imported")], ["new", "imported"]);
    expect(failures).toEqual([[], [expect.objectContaining({ reason: expect.stringContaining("has 1 resource in the") as unknown })]]);
  });
});
