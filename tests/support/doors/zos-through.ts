/** Going through a door once on a server of ZOS, so that what it answered can be told. */
import { CreateBucketCommand, PutObjectCommand, PutBucketPolicyCommand } from "@aws-sdk/client-s3";
import { DynamicFace } from "../../../provider/engine/faces/dynamic";
import { registry } from "../../../provider/registry";
import { bucketName as Bucket, contractCases, putTopic } from "../contract/cases";
import { type ContractServer, withClient } from "../contract/server";
import type { Properties } from "../plugin/results";
import { openDriver } from "../resources/driver";

/** The life of a resource: made, read, changed to every option and back, imported, deleted. */
async function live(noun: string, server: ContractServer): Promise<void> {
  const it = contractCases.find((candidate) => candidate.noun === noun);
  if (it === undefined) throw new Error(`${noun} has no case`);
  await withClient(server, async (s3) => it.prepare?.(s3, server));
  await through(noun, server, [it.minimal(server), it.full(server), it.changed(server), it.minimal(server)]);
}

/** Makes the first, changes it to each of the others, and deletes the last. */
async function through(noun: string, server: ContractServer, wanted: readonly Properties[]): Promise<void> {
  const driver = await openDriver("dynamic", server.world, server.config);
  try {
    const [first = {}, ...others] = wanted;
    const check = async (olds: Properties, news: Properties): Promise<Properties> => {
      const { inputs, failures } = await driver.check(noun, "door", olds, news);
      if (failures.length > 0) throw new Error(JSON.stringify(failures));
      return inputs;
    };
    const read = async (id: string, state: Properties): Promise<Properties> => {
      const found = await driver.read(noun, id, state);
      if (found === undefined) throw new Error(`${noun} ${id} is not there`);
      return found.state;
    };
    let inputs = await check({}, first);
    const made = await driver.create(noun, "door", inputs);
    let state = await read(made.id, made.state);
    for (const next of others) {
      inputs = await check(inputs, next);
      if ((await driver.diff(noun, made.id, state, inputs)).changes) state = await driver.update(noun, made.id, state, inputs);
      state = await read(made.id, state);
    }
    await read(made.id, {});
    await driver.delete(noun, made.id, state);
  } finally {
    await driver.close();
  }
}

/** What a life alone does not show. */
const occasions: Readonly<Record<string, (server: ContractServer) => Promise<void>>> = {
  // Whether a bucket can be locked is said at its creation, and read where the rule of a lock is. What one holds is counted before a replacement, and
  // removed before a deletion.
  Bucket: async (server) => {
    await through("Bucket", server, [{ bucket: "lockable", objectLockEnabled: true }]);
    await withBucket(server);
    await plannedReplacement(server);
    await through("Bucket", server, [{ bucket: Bucket, adopt: true, forceDestroy: true }]);
  },
};

async function plannedReplacement(server: ContractServer): Promise<void> {
  const driver = await openDriver("dynamic", server.world, server.config);
  try {
    const state = { bucket: Bucket, forceDestroy: true };
    const { inputs } = await driver.check("Bucket", "door", state, { bucket: "another-one", forceDestroy: true, forceReplace: true });
    await driver.diff("Bucket", Bucket, state, inputs);
  } finally {
    await driver.close();
  }
}

/** What each data function is asked. */
interface Question {
  readonly prepare?: (server: ContractServer) => Promise<unknown>;
  readonly args?: (server: ContractServer) => Promise<Properties> | Properties;
}

const withBucket = (server: ContractServer): Promise<unknown> =>
  withClient(server, async (s3) => {
    await s3.send(new CreateBucketCommand({ Bucket }));
    await s3.send(new PutObjectCommand({ Bucket, Key: "k", Body: "content" }));
  });
const aboutBucket: Question = { prepare: withBucket, args: () => ({ bucket: Bucket }) };

const questions: Readonly<Record<string, Question>> = {
  getBucket: aboutBucket,
  getBucketPolicy: {
    ...aboutBucket,
    prepare: async (server) => {
      await withBucket(server);
      const read = { Effect: "Allow", Principal: "*", Action: "s3:GetObject", Resource: `arn:aws:s3:::${Bucket}/*` };
      const Policy = JSON.stringify({ Version: "2012-10-17", Statement: [read] });
      await withClient(server, (s3) => s3.send(new PutBucketPolicyCommand({ Bucket, Policy })));
    },
  },
  getBucketUsage: aboutBucket,
  getBuckets: {},
  getCallerIdentity: {},
  getObjects: aboutBucket,
  getTopic: { args: async (server) => ({ arn: await putTopic(server, "one") }) },
  getTopics: {},
};

/** The doors that {@link goThrough} knows. */
export const knownDoors: ReadonlySet<string> = new Set([...contractCases.map(({ noun }) => noun), ...Object.keys(questions)]);

/** Goes through the door, a resource or a data function. */
export async function goThrough(door: string, server: ContractServer): Promise<void> {
  if (registry.resources.has(door)) {
    await live(door, server);
    await occasions[door]?.(server);
    return;
  }
  const question = questions[door];
  if (question === undefined) throw new Error(`no test goes through the door ${door}`);
  await question.prepare?.(server);
  const face = new DynamicFace(registry, server.world);
  try {
    await face.invoke(door, (await question.args?.(server)) ?? {}, server.config);
  } finally {
    await face.session(server.config).close();
  }
}
