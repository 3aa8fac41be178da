/** Going through a door once, so that the server can tell which operations it led to. */
import { Readable } from "node:stream";
import { CreateMultipartUploadCommand, PutObjectCommand } from "@aws-sdk/client-s3";
import { Command } from "commander";
import { addPasswordCommand } from "../../cli/commands/password";
import { addUploadsCommand } from "../../cli/commands/uploads";
import type { Io } from "../../cli/io";
import type { FaultRule } from "../../emulator";
import { DynamicFace } from "../../provider/engine/faces/dynamic";
import { registry } from "../../provider/registry";
import { iam, type Keys, userWithKey } from "../support/emulator/support";
import type { Properties } from "../support/plugin/results";
import { resourceCases } from "../support/resources/cases";
import { type Driver, openDriver } from "../support/resources/driver";
import type { TestWorld } from "../support/resources/world";
import { type Question, questions, withBucket, withS3 } from "./questions";

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

  // A large object goes in parts, also when it is copied; an upload that could neither be completed nor aborted is continued.
  BucketObject: async (world) => {
    await withDriver(world, async (driver) => {
      const store = async (key: string, given: Properties): Promise<void> => {
        const { inputs, failures } = await driver.check("BucketObject", key, {}, { bucket: "b-one", key, ...given });
        if (failures.length > 0) throw new Error(JSON.stringify(failures));
        await driver.create("BucketObject", key, inputs);
      };
      const large = { content: "x".repeat(6 * 1024 * 1024), partSizeMiB: 5 };
      const failing = (operation: string): FaultRule => ({ kind: "error", operation, status: 400, code: "InvalidRequest" });
      const isCutShort = await world.faulty([failing("UploadPart"), failing("AbortMultipartUpload")], () =>
        store("large", large).then(
          () => false,
          () => true,
        ),
      );
      if (!isCutShort) throw new Error("the upload was not cut short");
      await store("large", large);
      await store("large copy", { copyFrom: { bucket: "b-one", key: "large" }, partSizeMiB: 5 });
      await store("small", { content: "small" });
      await store("small copy", { copyFrom: { bucket: "b-one", key: "small" } });
    });
  },

  // What hangs on a user, and who has a policy, is asked by a deletion that ends it.
  IamUser: async (world) => {
    await iam(world.emulator, "CreateGroup", { GroupName: "g" });
    await deletedByForce(world, "IamUser", { userName: "member" }, () =>
      iam(world.emulator, "AddUserToGroup", { GroupName: "g", UserName: "member" }),
    );
  },
  Policy: async (world) => {
    const PolicyArn = `arn:ctyun:iam::${world.emulator.accountId}:policy/held`;
    await iam(world.emulator, "CreateUser", { UserName: "holder" });
    const policy = { Version: "2012-10-17", Statement: [{ Effect: "Allow", Action: "oos:*", Resource: "*" }] };
    await deletedByForce(world, "Policy", { name: "held", policy }, () =>
      iam(world.emulator, "AttachUserPolicy", { UserName: "holder", PolicyArn }),
    );
  },
};

async function deletedByForce(world: TestWorld, noun: string, given: Properties, entangle: () => Promise<unknown>): Promise<void> {
  await withDriver(world, async (driver) => {
    const { inputs } = await driver.check(noun, "held", {}, { ...given, forceDestroy: true });
    const { id, state } = await driver.create(noun, "held", inputs);
    await entangle();
    await driver.delete(noun, id, state);
  });
}

const commands: Readonly<Record<string, Through>> = {
  "pulumi-oos password change": async (world) => {
    const keys = await userWithKey(world.emulator, "bob", { Effect: "Allow", Action: "*", Resource: "*" });
    await iam(world.emulator, "CreateLoginProfile", { UserName: "bob", Password: "First-password-1" });
    const typed = Readable.from(["First-password-1\nSecond-password-2\n"]);
    await run(world, ["password", "change"], (program, io) => addPasswordCommand(program, io, typed), keys);
  },
  "pulumi-oos uploads abort": async (world) => {
    await withUpload(world);
    await run(world, ["uploads", "abort", "b-one", "--older-than", "0", "--yes"], addUploadsCommand);
  },
  "pulumi-oos uploads list": async (world) => {
    await withUpload(world);
    await run(world, ["uploads", "list", "b-one", "--sizes"], addUploadsCommand);
  },
};

async function withUpload(world: TestWorld): Promise<void> {
  await withBucket(world);
  await withS3(world, (s3) => s3.send(new CreateMultipartUploadCommand({ Bucket: "b-one", Key: "open" })));
}

async function run(
  { emulator, environment }: TestWorld,
  args: readonly string[],
  add: (program: Command, io: Io) => unknown,
  keys: Keys = emulator,
): Promise<void> {
  const written: string[] = [];
  const io: Io = {
    environment: {
      ...environment,
      OOS_ENDPOINT_S3: emulator.endpoints.s3,
      OOS_ENDPOINT_IAM: emulator.endpoints.iam,
      OOS_ACCESS_KEY_ID: keys.accessKeyId,
      OOS_SECRET_ACCESS_KEY: keys.secretAccessKey,
      OOS_MAX_RETRIES: "0",
    },
    out: (text) => void written.push(text),
    err: (text) => void written.push(text),
    now: () => new Date(),
    isInteractive: false,
    ask: () => Promise.reject(new Error("nobody is there")),
  };
  const program = new Command("pulumi-oos").exitOverride();
  add(program, io);
  await program.parseAsync([...args], { from: "user" });
}

/** Settings of the provider by which something of the manuals is reached. */
const settings: Readonly<Record<string, Through>> = {
  signatureVersion: async (world) => {
    for (const signatureVersion of ["v2", "v4"]) {
      const keys = await userWithKey(world.emulator, `signer-${signatureVersion}`, { Effect: "Allow", Action: "*", Resource: "*" });
      const config = world.config({ ...keys, signatureVersion });
      const face = new DynamicFace(registry, world);
      await face.invoke("getBuckets", {}, config).finally(() => face.session(config).close());
      const claims = await world.claimsOf(keys.accessKeyId);
      if (claims.join() !== `s3 ${signatureVersion}`) throw new Error(`signed with ${claims.join()}`);
    }
  },
};

/** Goes through the door, whatever it is. */
export async function goThrough(door: string, world: TestWorld): Promise<void> {
  if (registry.resources.has(door)) {
    await live(door, world);
    await occasions[door]?.(world);
    return;
  }
  const other = commands[door] ?? settings[door];
  if (other !== undefined) return other(world);
  const question = questions[door];
  if (question === undefined) throw new Error(`no test goes through the door ${door}`);
  await ask(door, question, world);
}

async function ask(name: string, question: Question, world: TestWorld): Promise<void> {
  await question.prepare?.(world);
  const face = new DynamicFace(registry, world);
  try {
    for (const args of [question.args?.(world) ?? {}, ...(question.more ?? [])]) {
      const answer = await face.invoke(name, args, world.config());
      await question.then?.(answer);
    }
  } finally {
    await face.session(world.config()).close();
  }
}

async function withDriver(world: TestWorld, task: (driver: Driver) => Promise<void>): Promise<void> {
  const driver = await openDriver("dynamic", world, world.config(), world.writeError);
  try {
    await task(driver);
  } finally {
    await driver.close();
  }
}
