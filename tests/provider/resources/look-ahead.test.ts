/** What a preview finds out about keys, account and room, by one look; and what it does where it may not look. Both faces. */
import { describe, expect, onTestFinished, test } from "vitest";
import type { Properties } from "../../support/plugin/results";
import { PluginClient } from "../../support/plugin/client";
import { serveEngineLog } from "../../support/plugin/engine-log";
import { servePlugin } from "../../support/plugin/server";
import { makeBucket } from "../../support/resources/cases";
import { faces, openDriver } from "../../support/resources/driver";
import { TestWorld } from "../../support/resources/world";

/** Configuration with which a preview looks, as it does by default. */
function asking(world: TestWorld, more: Properties = {}): Properties {
  const { skipCredentialsValidation: _skipped, ...config } = world.config(more);
  return config;
}

interface Outcome {
  readonly ends: readonly string[];
  readonly said: () => readonly string[];
}

describe.each(faces)("%s face", (face) => {
  /** Previews new buckets in one run. */
  async function preview(world: TestWorld, config: Properties, names: readonly string[]): Promise<Outcome> {
    const end = (task: Promise<unknown>): Promise<string> =>
      task.then(
        () => "passed",
        (error: unknown) => (error as Error).message,
      );
    if (face === "dynamic") {
      const driver = await openDriver("dynamic", world, config);
      onTestFinished(() => driver.close());
      const ends: string[] = [];
      for (const bucket of names) {
        const { failures } = await driver.check("Bucket", bucket, {}, { bucket });
        ends.push(failures.length === 0 ? "passed" : failures.map(({ reason }) => reason).join("\n"));
      }
      return { ends, said: () => driver.said() };
    }
    const engine = await serveEngineLog(() => undefined);
    const server = await servePlugin(world, engine.address);
    const client = new PluginClient(server.address);
    onTestFinished(async () => {
      client.close();
      await server.close();
      engine.close();
    });
    await client.configure(config);
    const ends: string[] = [];
    for (const bucket of names) {
      const { inputs } = await client.check("Bucket", bucket, {}, { bucket });
      ends.push(await end(client.previewCreate("Bucket", bucket, inputs)));
    }
    return { ends, said: () => engine.entries.map(({ level, message }) => `${level}: ${message}`) };
  }

  async function start(): Promise<TestWorld> {
    const world = await TestWorld.start();
    onTestFinished(() => world.close());
    return world;
  }

  test("keys that the service does not take", async () => {
    const world = await start();
    for (const [wrong, words] of [
      [{ accessKeyId: "0123456789abcdef0123" }, "check oos:accessKeyId"],
      [{ secretAccessKey: "x".repeat(40) }, "SignatureDoesNotMatch"],
    ] as const) {
      const { ends } = await preview(world, asking(world, wrong), ["b-one", "b-two"]);
      for (const end of ends) {
        expect(end).toContain(words);
        expect(end).toContain("skipCredentialsValidation");
      }
      expect((await preview(world, world.config(wrong), ["b-one"])).ends).toEqual(["passed"]);
    }
  });

  test("an account that the configuration does not allow", async () => {
    const world = await start();
    const { ends } = await preview(world, asking(world, { allowedAccountIds: ["another"] }), ["b-one"]);
    expect(ends).toEqual([
      expect.stringContaining(`belong to account ${world.emulator.accountId}, which allowedAccountIds (another) does not list`),
    ]);
    expect((await preview(world, asking(world, { allowedAccountIds: [world.emulator.accountId] }), ["b-one"])).ends).toEqual(["passed"]);
  });

  test("an eleventh bucket is said; buckets that are there already are not counted twice; one look for all", async () => {
    const world = await start();
    for (let index = 0; index < 8; index += 1) await makeBucket(`b-${index}`)(world.emulator);
    const names = ["b-0", "new-1", "new-2", "new-3"];
    const { result, calls } = await world.counted(() => preview(world, asking(world), names));
    expect(result.ends).toEqual(names.map(() => "passed"));
    expect(calls).toEqual({ "s3:ListBuckets": 1 });
    await expect
      .poll(() => result.said().filter((line) => line.startsWith("warn")))
      .toEqual([expect.stringMatching(/^warn: this would be Bucket number 11 of the account, which has 10 by default/)]);
  });

  test("a service that does not answer, or keys that may not list, stop nothing", async () => {
    const world = await start();
    const down = await world.faulty([{ kind: "error", operation: "ListBuckets", status: 503, code: "SlowDown" }], () =>
      preview(world, asking(world), ["b-one", "b-two"]),
    );
    expect(down.ends).toEqual(["passed", "passed"]);
    await expect
      .poll(() => down.said().filter((line) => line.includes("could not be asked")))
      .toEqual([
        expect.stringMatching(
          /^info: the service could not be asked about the keys; the preview continues without this check: s3 ListBuckets failed/,
        ),
      ]);
    for (const code of ["AccessDenied", "Forbidden", "AccountProblem", "NotSignedUp"]) {
      const denied = await world.faulty([{ kind: "error", operation: "ListBuckets", status: 403, code }], () =>
        preview(world, asking(world), ["b-one"]),
      );
      expect({ code, ends: denied.ends }).toEqual({ code, ends: ["passed"] });
    }
  });
});
