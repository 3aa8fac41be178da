/** The ARN of a topic names its tenant: with keys of another tenant it is neither read as gone, nor changed, nor deleted, nor taken for a namesake. */
import { expect, onTestFinished, test } from "vitest";
import type { ResourceDefinition } from "../../provider/define";
import { create, read, remove, type Scope, update } from "../../provider/engine/steps/lifecycle";
import { Session } from "../../provider/engine/instance";
import { registry } from "../../provider/registry";
import { topicNames } from "../support/contract/cases";
import { GatewayWorld } from "./world";

const topic = registry.resources.get("Topic") as ResourceDefinition;

async function open(world: GatewayWorld): Promise<{ readonly session: Session; readonly scope: Scope }> {
  const { skipCredentialsValidation: _skipped, ...config } = world.config;
  const session = new Session(registry, config, world.world);
  onTestFinished(() => session.close());
  return { session, scope: await session.scope({ log: () => undefined }) };
}

async function gateway(): Promise<GatewayWorld> {
  const world = await GatewayWorld.start();
  onTestFinished(() => world.close());
  return world;
}

test("a topic of another tenant is refused, with and without a namesake; keys of its own tenant change nothing", async () => {
  const [mine, theirs] = [await gateway(), await gateway()];
  const { id, state } = await create(topic, (await open(mine)).scope, { name: "events" });
  expect(id).toContain(`:${mine.account.tenant}:events`);
  const refused = `Topic ${id} is in account ${mine.account.tenant} by the state of the stack, and the provider uses account ${theirs.account.tenant}; nothing was changed`;
  const other = await open(theirs);
  const changed = { name: "events", opaqueData: "x" };
  const steps = [
    () => other.session.assertSameAccount(topic, id, state, false, { log: () => undefined }),
    () => read(topic, other.scope, id, state, undefined),
    () => update(topic, other.scope, id, state, changed),
    () => remove(topic, other.scope, id, state),
  ];
  for (const step of steps) await expect(step()).rejects.toThrow(refused);
  await create(topic, (await open(theirs)).scope, { name: "events" });
  for (const step of steps) await expect(step()).rejects.toThrow(refused);
  expect([await topicNames(mine), await topicNames(theirs)]).toEqual([["events"], ["events"]]);

  const own = await open(mine);
  await own.session.assertSameAccount(topic, id, state, true, { log: () => undefined });
  await remove(topic, own.scope, id, state);
  expect([await topicNames(mine), await topicNames(theirs)]).toEqual([[], ["events"]]);
});
