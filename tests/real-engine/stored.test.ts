/**
 * A stack that an earlier version stored: with the same program, today's version finds nothing to change, neither by the stored state alone nor by what
 * the service has. `stored/<version>-<face>.json` is the export of `stored/<version>-program.json`, made by that version under the real engine against
 * its own emulator: every noun of OOS, most of them twice, with the fewest and with many inputs. What changes from run to run is a placeholder.
 */
import { readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type RunningEmulator, startEmulator } from "../../emulator";
import { changesIn, engineTestLimit, type Face, faces, type Spec, Stack } from "../support/engine/harness";
import { settingsFor } from "../support/engine/servers";

interface StoredResource {
  readonly urn: string;
  readonly outputs?: Readonly<Record<string, unknown>>;
}

const secretMark = "4dabf18193072939515e22adb298388d";

const stored = (file: string): unknown => JSON.parse(readFileSync(path.join(__dirname, "stored", file), "utf8"));
const nameOf = ({ urn }: StoredResource): string => urn.split("::").at(-1) ?? "";

/** Every `{{name}}` becomes the value of that name: a text that is nothing else has the value's own type. */
function filled(node: unknown, values: ReadonlyMap<string, unknown>): unknown {
  const valueOf = (name: string): unknown => {
    if (!values.has(name)) throw new Error(`the new stack has no ${name}`);
    return values.get(name);
  };
  if (typeof node === "string") {
    const [, whole] = /^\{\{([^{}]+)\}\}$/.exec(node) ?? [];
    return whole === undefined ? node.replaceAll(/\{\{([^{}]+)\}\}/g, (_, name: string) => String(valueOf(name))) : valueOf(whole);
  }
  if (Array.isArray(node)) return node.map((item) => filled(item, values));
  if (typeof node !== "object" || node === null) return node;
  // A secret is a JSON text in the export.
  if (secretMark in node && "plaintext" in node)
    return { ...node, plaintext: JSON.stringify(filled(JSON.parse(String(node.plaintext)), values)) };
  return Object.fromEntries(Object.entries(node).map(([key, item]) => [key, filled(item, values)]));
}

/** `key.accessKeyId` to what the new stack has there, secrets in plain. */
function outputsOf(resources: readonly StoredResource[]): readonly (readonly [string, unknown])[] {
  const plain = (value: unknown): unknown =>
    typeof value === "object" && value !== null && "plaintext" in value ? JSON.parse(String(value.plaintext)) : value;
  return resources.flatMap((resource) =>
    Object.entries(resource.outputs ?? {}).map(([key, value]) => [`${nameOf(resource)}.${key}`, plain(value)] as const),
  );
}

/** The program as it is written today to leave on the service what that version left there: the service chose the types of contents. */
const asLeft = (spec: Spec): Spec => ({
  ...spec,
  resources: spec.resources.map((each) =>
    each.noun === "BucketObject" && each.args?.["contentType"] === undefined && each.args?.["copyFrom"] === undefined
      ? { ...each, args: { ...each.args, guessContentType: false } }
      : each,
  ),
});

/**
 * A refresh in the plugin face shows this once: the hash and the ETag of a secret content, from which a short one can be guessed, were stored in plain
 * and are secrets now. In the dynamic face a refresh knows no marks of the program: the next `up` makes the hash a secret, the next change of the object the ETag.
 */
const madeSecret =
  / *~ oos:index:BucketObject: \(refresh\)\n.*\n.*::object-secret\]\n *--outputs:--\n(?: *~ (?:contentHash|etag) *: ".*" => \[secret\]\n){2}/;

describe.each(["0.1.0"])("a stack of %s", engineTestLimit, (version) => {
  let emulator: RunningEmulator;
  let program: Spec;
  /** By the name of its placeholder. */
  let values: ReadonlyMap<string, unknown>;
  const stacks = new Map<Face, Stack>();
  const stackOf = async (face: Face): Promise<Stack> => {
    const stack = stacks.get(face) ?? (await Stack.create({ face, config: settingsFor(emulator) }));
    stacks.set(face, stack);
    writeFileSync(path.join(stack.programFolder, "asset.txt"), "in a file\n");
    return stack;
  };

  // One stack of today makes the entities for both.
  beforeAll(async () => {
    emulator = await startEmulator();
    const { endpoints, accountId, accessKeyId, secretAccessKey } = emulator;
    const known = new Map<string, unknown>([
      ["endpoints", JSON.stringify(endpoints)],
      ["s3Endpoint", endpoints.s3],
      ["s3Host", new URL(endpoints.s3).host],
      ...Object.entries({ accountId, accessKeyId, secretAccessKey }),
      ["time", new Date().toISOString()],
      ["settledUntil", Date.now()],
    ]);
    program = filled(stored(`${version}-program.json`), known) as Spec;
    const stack = await stackOf("plugin");
    await stack.up(asLeft(program));
    values = new Map([...outputsOf((await stack.exported("--show-secrets")).resources), ...known]);
  }, engineTestLimit.timeout);
  afterAll(async () => {
    for (const stack of stacks.values()) await stack.close();
    await emulator.close();
  });

  test.each(faces)("previews empty, %s face", async (face) => {
    const stack = await stackOf(face);
    const file = path.join(stack.folder, "stored.json");
    const [, salt] = /^encryptionsalt: (.*)$/m.exec(readFileSync(path.join(stack.programFolder, "Pulumi.test.yaml"), "utf8")) ?? [];
    writeFileSync(file, JSON.stringify(filled(stored(`${version}-${face}.json`), new Map([...values, ["salt", salt]]))));
    await stack.must("stack", "import", "--file", file);
    stack.write(program);
    const { code, text } = await stack.preview("--expect-no-changes");
    expect(code, text).toBe(0);
    const refreshed = await stack.must("preview", "--refresh", "--diff", "--color", "never", "--expect-no-changes");
    expect(changesIn(refreshed.replace(madeSecret, "")), refreshed).toEqual([]);
    expect(madeSecret.test(refreshed)).toBe(face === "plugin");
  });
});
