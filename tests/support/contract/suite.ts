/** The contract that every backend keeps, over its real transport and through both faces; a case runs where the backend's table has its resource. */
import { nounsOf } from "../backends/nouns";
import { isDeepStrictEqual } from "node:util";
import { HeadBucketCommand } from "@aws-sdk/client-s3";
import { describe, expect, onTestFinished, test } from "vitest";
import type { Backend } from "../../../provider/backends/types";
import { registry } from "../../../provider/registry";
import type { Properties } from "../plugin/results";
import { type Driver, type Face, faces, openDriver } from "../resources/driver";
import { importsPass } from "../resources/imports";
import { bucketName, type ContractCase, contractCases } from "./cases";
import { type ContractServer, withClient } from "./server";

interface Running {
  readonly face: Face;
  readonly server: ContractServer;
  readonly driver: Driver;
  readonly look: () => Promise<unknown>;
  readonly checked: (olds: Properties, news: Properties) => Promise<Properties>;
}

/** No cache may be blamed any more; signatures are still within the service's patience. */
const longAfter = 600_000;

type Start = () => Promise<ContractServer>;

async function begin(face: Face, start: Start, it: ContractCase): Promise<Running> {
  const server = await start();
  const driver = await openDriver(face, server.world, server.config);
  onTestFinished(async () => {
    await driver.close();
    await server.close();
  });
  await withClient(server, async (s3) => it.prepare?.(s3, server));
  return {
    face,
    server,
    driver,
    look: () => withClient(server, (s3) => it.look(s3, server)),
    checked: async (olds, news) => {
      const { inputs, failures } = await driver.check(it.noun, "r", olds, news);
      expect(failures).toEqual([]);
      return inputs;
    },
  };
}

/** Neither a read nor a comparison finds a difference. */
async function quiet(
  { driver, server, checked }: Running,
  it: ContractCase,
  id: string,
  state: Properties,
  inputs: Properties,
): Promise<void> {
  const before = (await server.calls()).length;
  expect(await driver.read(it.noun, id, state)).toEqual({ id, state });
  const calls = (await server.calls()).slice(before);
  expect(calls.length, calls.join(", ")).toBeLessThanOrEqual(it.refreshCalls ?? 1);
  expect((await driver.diff(it.noun, id, state, await checked(inputs, inputs))).changes).toBe(false);
}

/**
 * @param serves the cases for which the server can stand in for the service
 * @param way how the service is reached, for the tests' names; given, only whole lives are led, in one face: what differs then is below the resources
 */
export function contractSuite(backend: Backend, start: Start, serves: (it: ContractCase) => boolean = () => true, way?: string): void {
  const cases = contractCases.filter((it) => nounsOf(backend).has(it.noun) && serves(it));
  const title = way === undefined ? backend.title : `${backend.title}, ${way}`;
  describe.each(way === undefined ? faces : (["plugin"] as const))(`${title}, %s face`, (face) => {
    test.each(cases)("$noun: created, all set, all changed, all removed, imported, deleted; quiet after each step", async (it) => {
      const running = await begin(face, start, it);
      const { driver, server, look, checked } = running;
      const { noun } = it;
      const minimal = it.minimal(server);
      let inputs = await checked({}, minimal);
      const created = await driver.create(noun, "r", inputs);
      const { id } = created;
      let { state } = created;
      const first = await look();
      expect(first).toBeDefined();
      if (it.shown !== undefined) expect(first).toEqual(it.shown(minimal, server));
      await quiet(running, it, id, state, inputs);
      let last = first;
      for (const [step, next] of Object.entries({ full: it.full(server), changed: it.changed(server), removed: minimal })) {
        const news = await checked(inputs, next);
        const { changes, replaces } = await driver.diff(noun, id, state, news);
        const differs = !isDeepStrictEqual(news, inputs);
        expect({ step, changes, replaces }).toEqual({ step, changes: differs, replaces: [] });
        if (differs) state = await driver.update(noun, id, state, news);
        const shown = await look();
        if (it.shown === undefined) expect({ step, shown }).not.toEqual({ step, shown: last });
        else expect({ step, shown }).toEqual({ step, shown: it.shown(next, server) });
        last = shown;
        inputs = news;
        await quiet(running, it, id, state, inputs);
        if (step === "full") await imported(running, it, id, inputs);
      }
      await driver.delete(noun, id, state);
      if (it.leaves !== true) {
        expect(await look()).toBeUndefined();
        await driver.delete(noun, id, state);
        await server.pass(longAfter);
        expect(await driver.read(noun, id, state)).toBeUndefined();
      }
      if (noun !== "Bucket") await withClient(server, (s3) => s3.send(new HeadBucketCommand({ Bucket: bucketName })));
    });

    if (way !== undefined) return;

    test.each(cases)("$noun: a change by somebody else is seen and set right", async (it) => {
      const running = await begin(face, start, it);
      const { driver, server, look, checked } = running;
      const inputs = await checked({}, it.full(server));
      const { id, state } = await driver.create(it.noun, "r", inputs);
      const ours = await look();
      await server.pass(longAfter);
      await withClient(server, (s3) => it.elsewhere(s3, server));
      const seen = await driver.read(it.noun, id, state);
      if (seen === undefined) throw new Error("what was changed is not gone");
      const diff = await driver.diff(it.noun, id, seen.state, inputs);
      if (JSON.stringify(await look()) === JSON.stringify(ours)) {
        // What somebody else did came to the same.
        expect(diff.changes).toBe(false);
        return;
      }
      expect(diff).toMatchObject({ changes: true, replaces: [] });
      await driver.update(it.noun, id, seen.state, inputs);
      expect(await look()).toEqual(ours);
    });

    test.each(cases.filter(({ onlyChanges }) => onlyChanges !== true))(
      "$noun: what is there already is left alone, unless adopted",
      async (it) => {
        const { driver, server, look, checked } = await begin(face, start, it);
        await withClient(server, (s3) => it.elsewhere(s3, server));
        const theirs = await look();
        const inputs = await checked({}, it.minimal(server));
        await expect(driver.create(it.noun, "r", inputs)).rejects.toThrow("already exists and this stack did not create it");
        expect(await look()).toEqual(theirs);
        const adopting = await checked({}, { ...it.minimal(server), adopt: true });
        const { id, state } = await driver.create(it.noun, "r", adopting);
        expect((await driver.read(it.noun, id, state))?.state).toEqual(state);
        expect(await look()).not.toEqual(theirs);
      },
    );
  });
}

async function imported({ face, server, driver }: Running, it: ContractCase, id: string, inputs: Properties): Promise<void> {
  const found = await driver.read(it.noun, id, {});
  const inputNames = Object.keys(registry.resources.get(it.noun)?.inputs.shape ?? {});
  const unsaid = it.importShowsMore === true ? found?.state : {};
  const wanted = Object.fromEntries(Object.entries(inputs).filter(([name]) => it.notOnService?.includes(name) !== true));
  const { changes } = await driver.diff(it.noun, id, found?.state ?? {}, {
    ...Object.fromEntries(Object.entries(unsaid ?? {}).filter(([name]) => inputNames.includes(name))),
    ...wanted,
    ...("forceDestroy" in inputs ? { forceDestroy: false } : {}),
  });
  expect({ found: found?.id, changes }).toEqual({ found: id, changes: false });
  await importsPass(face, server.world, server.config, [[it.noun, id]]);
}
