/**
 * A gateway that stops for a moment, stays stopped, dies, or dies and comes back, during up, refresh and destroy of the real engine, in both faces:
 * nothing is lost from the state, nothing is on the gateway twice or left over, and the next run converges.
 */
import { afterAll, beforeAll, describe, expect, inject, test } from "vitest";
import { kept, until } from "../support/chaos/support";
import { topicNames } from "../support/contract/cases";
import { engineTestLimit, faces, type Run, type Spec, Stack } from "../support/engine/harness";
import { startGateway } from "../support/servers/rgw/cluster";
import { type Daemon, findPrograms, freePort } from "../support/servers/rgw/programs";
import { CountingProxy } from "../support/servers/rgw/proxy";
import { bucketsOf, GatewayWorld, settingsOf } from "./world";

interface Stage {
  readonly buckets: number;
  readonly topics: number;
  /** Stands in tags, topics and notifications, so that another word changes all of them. */
  readonly word: string;
}
const first: Stage = { buckets: 3, topics: 2, word: "one" };
const second: Stage = { buckets: 5, topics: 4, word: "two" };

const numbers = (count: number): readonly string[] => Array.from({ length: count }, (_, index) => String(index));

/** Buckets with tags, and topics; each topic has a notification of the bucket with its number. */
function wanted({ buckets, topics, word }: Stage): Spec {
  return {
    resources: [
      ...numbers(buckets).flatMap((n) => [
        { name: `bucket-${n}`, noun: "Bucket", args: { bucket: `chaos-${n}`, versioning: "Enabled" } },
        { name: `tags-${n}`, noun: "BucketTagging", args: { bucket: { $ref: `bucket-${n}.bucket` }, tags: { word } } },
      ]),
      ...numbers(topics).flatMap((n) => [
        { name: `topic-${n}`, noun: "Topic", args: { name: `topic-${n}`, opaqueData: word } },
        {
          name: `events-${n}`,
          noun: "BucketNotification",
          args: {
            bucket: { $ref: `bucket-${n}.bucket` },
            notifications: [{ id: "ours", topicArn: { $ref: `topic-${n}.arn` }, events: ["s3:ObjectCreated:*"], filterPrefix: word }],
          },
        },
      ]),
    ],
  };
}

const isWrite = (call: string): boolean => /^(?:PUT|DELETE) |(?:Create|Delete)Topic$/.test(call);
const args = (name: string): readonly string[] => [name, "--yes", "--skip-preview", "--color", "never"];

describe.each(faces)("%s face", engineTestLimit, (face) => {
  let world: GatewayWorld;
  let stack: Stack;
  let gateway: Daemon;
  let proxy: CountingProxy;
  let port: string;
  /** Settings of the next runs; what stands in the stack's configuration would win. */
  const settings: Record<string, string> = {};
  const patient = { OOS_MAX_RETRIES: "12", OOS_REQUEST_TIMEOUT_SECONDS: "30" };
  const impatient = { OOS_MAX_RETRIES: "1", OOS_REQUEST_TIMEOUT_SECONDS: "30" };

  const begin = async (): Promise<Daemon> => startGateway(await findPrograms(), inject("rgw"), port, world.journal);

  beforeAll(async () => {
    world = await GatewayWorld.start();
    port = String(await freePort());
    gateway = await begin();
    proxy = await CountingProxy.start(`http://127.0.0.1:${port}`);
    stack = await Stack.create({ face, config: settingsOf(world, proxy.endpoint), environment: settings });
  });
  afterAll(async () => {
    await stack.close();
    await gateway.stop();
    await proxy.close();
    await world.close();
  });

  /** Starts a run, and disturbs the gateway when so many more of the calls that count have come. */
  async function disturbed(
    run: "up" | "refresh" | "destroy",
    calls: { readonly count: number; readonly matching?: (call: string) => boolean },
    patience: Readonly<Record<string, string>>,
    disturb: () => Promise<void>,
  ): Promise<Run> {
    Object.assign(settings, patience);
    const before = proxy.calls.length;
    const { process: engine, done, text } = stack.start(...args(run));
    await until(
      "the calls after which the gateway is disturbed",
      () => {
        if (engine.exitCode !== null) throw new Error(`the run ended before: ${text()}`);
        const seen = proxy.calls.slice(before).filter(calls.matching ?? (() => true));
        return seen.length >= calls.count ? true : undefined;
      },
      text,
    );
    const [ended] = await Promise.all([done, disturb()]);
    return ended;
  }
  const stopForAMoment = async (): Promise<void> => {
    gateway.signal("SIGSTOP");
    await new Promise((resolve) => setTimeout(resolve, 2000));
    gateway.signal("SIGCONT");
  };
  const kill = (): Promise<void> => gateway.stop("SIGKILL");

  /** The state has all of the program, the gateway has it once and nothing else, and neither differs from the program. */
  async function mustHave({ buckets, topics, ...stage }: Stage): Promise<void> {
    Object.assign(settings, patient);
    stack.write(wanted({ buckets, topics, ...stage }));
    await stack.must("preview", "--refresh", "--diff", "--color", "never", "--expect-no-changes");
    expect((await stack.exported()).resources).toHaveLength(2 * buckets + 2 * topics);
    expect(await bucketsOf(world)).toEqual(numbers(buckets).map((n) => `chaos-${n}`));
    // Each notification has a copy of its topic.
    expect(await topicNames(world)).toEqual(
      numbers(topics)
        .flatMap((n) => [`ours_topic-${n}`, `topic-${n}`])
        .sort(),
    );
  }
  async function mustHaveNothing(): Promise<void> {
    expect((await stack.exported()).resources).toEqual([]);
    expect(await bucketsOf(world)).toEqual([]);
    expect(await topicNames(world)).toEqual([]);
  }

  test("stopped for a moment during up: it waits", async () => {
    stack.write(wanted(first));
    expect(await disturbed("up", { count: 3, matching: isWrite }, patient, stopForAMoment)).toMatchObject({ code: 0 });
    await mustHave(first);
  });

  test("killed during up, which makes and changes: the run fails, the next one does the rest", async () => {
    stack.write(wanted(second));
    const { code, text } = await disturbed("up", { count: 6, matching: isWrite }, impatient, kill);
    expect(code, text).not.toBe(0);
    gateway = await begin();
    Object.assign(settings, patient);
    await stack.up();
    await mustHave(second);
  });

  test("stopped for a moment during refresh: it waits, and finds nothing", async () => {
    const before = await kept(stack);
    expect(await disturbed("refresh", { count: 3 }, patient, stopForAMoment)).toMatchObject({ code: 0 });
    expect(await kept(stack)).toEqual(before);
  });

  test("stopped for longer than a call may last, during refresh: it fails, and nothing is taken for gone", async () => {
    const before = await kept(stack);
    const short = { OOS_MAX_RETRIES: "0", OOS_REQUEST_TIMEOUT_SECONDS: "1" };
    const { code, text } = await disturbed("refresh", { count: 3 }, short, () => {
      gateway.signal("SIGSTOP");
      return Promise.resolve();
    });
    gateway.signal("SIGCONT");
    expect(code, text).not.toBe(0);
    expect(text).toContain("no complete answer within 1000 ms");
    expect(await kept(stack)).toEqual(before);
  });

  test("killed during refresh: nothing is taken for gone", async () => {
    const before = await kept(stack);
    const { code, text } = await disturbed("refresh", { count: 3 }, impatient, kill);
    expect(code, text).not.toBe(0);
    expect(await kept(stack)).toEqual(before);
    gateway = await begin();
    await mustHave(second);
  });

  test("stopped for a moment during destroy: it waits", async () => {
    expect(await disturbed("destroy", { count: 3, matching: isWrite }, patient, stopForAMoment)).toMatchObject({ code: 0 });
    await mustHaveNothing();
  });

  test("killed and started again during up: the run goes through", async () => {
    const { code, text } = await disturbed("up", { count: 4, matching: isWrite }, patient, async () => {
      await kill();
      gateway = await begin();
    });
    expect(code, text).toBe(0);
    await mustHave(second);
  });

  test("killed during destroy: what is left stays in the state, and the next run takes it away", async () => {
    const { code, text } = await disturbed("destroy", { count: 4, matching: isWrite }, impatient, kill);
    expect(code, text).not.toBe(0);
    const inState = (await stack.exported()).resources.filter(({ type }) => type.endsWith("Bucket")).map(({ id }) => id);
    expect(inState).toEqual(expect.arrayContaining([...(await bucketsOf(world))]));
    gateway = await begin();
    Object.assign(settings, patient);
    expect(await stack.destroy()).toMatchObject({ code: 0 });
    await mustHaveNothing();
  });
});
