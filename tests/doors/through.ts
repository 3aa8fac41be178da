/** Going through a door once, so that the server can tell which operations it led to. */
import { CreateMultipartUploadCommand, PutObjectCommand, type S3Client } from "@aws-sdk/client-s3";
import { DynamicFace } from "../../provider/engine/dynamic";
import { registry } from "../../provider/registry";
import { s3Client } from "../emulator/support";
import type { Properties } from "../plugin/results";
import { makeBucket, resourceCases } from "../resources/cases";
import { type Driver, openDriver } from "../resources/driver";
import type { TestWorld } from "../resources/world";

type Through = (world: TestWorld) => Promise<void>;

/** The life of a resource: made, read, changed to every option and back, imported, deleted. */
export async function live(noun: string, world: TestWorld): Promise<void> {
  const it = resourceCases.find((candidate) => candidate.noun === noun);
  if (it === undefined) throw new Error(`${noun} has no case`);
  await it.prepare?.(world.emulator);
  await withDriver(world, async (driver) => {
    const check = async (olds: Properties, news: Properties): Promise<Properties> => {
      const { inputs, failures } = await driver.check(noun, "door", olds, news);
      if (failures.length > 0) throw new Error(JSON.stringify(failures));
      return inputs;
    };
    let inputs = await check({}, it.minimal(world.emulator));
    const made = await driver.create(noun, "door", inputs);
    let { state } = made;
    for (const next of [it.full(world.emulator), it.changed(world.emulator), it.minimal(world.emulator)]) {
      inputs = await check(inputs, next);
      if ((await driver.diff(noun, made.id, state, inputs)).changes) state = await driver.update(noun, made.id, state, inputs);
      state = (await driver.read(noun, made.id, state))?.state ?? state;
    }
    await driver.read(noun, made.id, {});
    await driver.delete(noun, made.id, state);
  });
}

/** What a life alone does not show: operations for special occasions. */
const occasions: Readonly<Record<string, Through>> = {
  // A bucket that holds objects and open uploads goes only when told to, and then with all of them.
  Bucket: async (world) => {
    await withDriver(world, async (driver) => {
      const { inputs } = await driver.check("Bucket", "full", {}, { bucket: "full", forceDestroy: true });
      const { id, state } = await driver.create("Bucket", "full", inputs);
      await withS3(world, async (s3) => {
        await s3.send(new PutObjectCommand({ Bucket: "full", Key: "a", Body: "a" }));
        await s3.send(new CreateMultipartUploadCommand({ Bucket: "full", Key: "b" }));
      });
      await driver.delete("Bucket", id, state);
    });
  },
};

const withBucket: Through = async (world) => {
  await makeBucket("b-one")(world.emulator);
  await withS3(world, (s3) => s3.send(new PutObjectCommand({ Bucket: "b-one", Key: "k", Body: "content" })));
};

interface Question {
  readonly prepare?: Through;
  readonly args: (world: TestWorld) => Properties;
  /** What is done with the answer. */
  readonly then?: (answer: Properties) => Promise<void>;
}

const aboutBucket: Question = { prepare: withBucket, args: () => ({ bucket: "b-one" }) };

const questions: Readonly<Record<string, Question>> = {
  getBucket: aboutBucket,
  getBucketPolicy: {
    ...aboutBucket,
    prepare: async (world) => resourceCases.find(({ noun }) => noun === "BucketPolicy")?.prepare?.(world.emulator),
  },
  getBuckets: { args: () => ({}) },
  getMultipartUploads: aboutBucket,
  getObjects: aboutBucket,
  getRegions: { args: () => ({}) },
  presignUrl: {
    prepare: withBucket,
    args: () => ({ bucket: "b-one", key: "k" }),
    then: async ({ url }) => {
      if (!(await fetch(String(url))).ok) throw new Error("the link does not work");
    },
  },
};

/** Goes through the door, whatever it is. */
export async function goThrough(door: string, world: TestWorld): Promise<void> {
  if (registry.resources.has(door)) {
    await live(door, world);
    await occasions[door]?.(world);
    return;
  }
  const question = questions[door];
  if (question === undefined) throw new Error(`no test goes through the door ${door}`);
  await question.prepare?.(world);
  const face = new DynamicFace(registry, world);
  try {
    const answer = await face.invoke(door, question.args(world), world.config());
    await question.then?.(answer);
  } finally {
    await face.session(world.config()).close();
  }
}

async function withDriver(world: TestWorld, task: (driver: Driver) => Promise<void>): Promise<void> {
  const driver = await openDriver("dynamic", world, world.config());
  try {
    await task(driver);
  } finally {
    await driver.close();
  }
}

async function withS3<T>(world: TestWorld, task: (s3: S3Client) => Promise<T>): Promise<T> {
  const s3 = s3Client(world.emulator);
  try {
    return await task(s3);
  } finally {
    s3.destroy();
  }
}
