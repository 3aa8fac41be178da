/** What each data function that leads to an operation is asked: arguments that it takes, on a server that can answer. */
import { PutBucketPolicyCommand, PutObjectCommand, type S3Client } from "@aws-sdk/client-s3";
import { iam, s3Client, trail } from "../support/emulator/support";
import type { Properties } from "../support/plugin/results";
import { makeBucket } from "../support/resources/cases";
import type { TestWorld } from "../support/resources/world";

export interface Question {
  /** Makes what is asked about. */
  readonly prepare?: (world: TestWorld) => Promise<unknown>;
  readonly args?: (world: TestWorld) => Properties;
  /** Further arguments to ask with. */
  readonly more?: readonly Properties[];
  /** What is done with the answer. */
  readonly then?: (answer: Properties) => Promise<void>;
}

export async function withS3<T>({ emulator }: TestWorld, task: (s3: S3Client) => Promise<T>): Promise<T> {
  const s3 = s3Client(emulator);
  try {
    return await task(s3);
  } finally {
    s3.destroy();
  }
}

export async function withBucket(world: TestWorld): Promise<void> {
  await makeBucket("b-one")(world.emulator);
  await withS3(world, (s3) => s3.send(new PutObjectCommand({ Bucket: "b-one", Key: "k", Body: "content" })));
}

const everything = JSON.stringify({ Version: "2012-10-17", Statement: [{ Effect: "Allow", Action: "oos:*", Resource: "*" }] });
const arnOf = ({ emulator }: TestWorld, kind: string, name: string): string => `arn:ctyun:iam::${emulator.accountId}:${kind}/${name}`;

const about = (args: Properties): Question => ({ prepare: withBucket, args: () => args });
const aboutUser: Question = {
  prepare: async ({ emulator }) => {
    await iam(emulator, "CreateUser", { UserName: "bob" });
    await iam(emulator, "CreateAccessKey", { UserName: "bob" });
  },
  args: () => ({ userName: "bob" }),
};
const aboutPolicy: Question = {
  prepare: ({ emulator }) => iam(emulator, "CreatePolicy", { PolicyName: "p", PolicyDocument: everything }),
  args: (world) => ({ policyArn: arnOf(world, "policy", "p") }),
};
const aboutTrail: Question = {
  prepare: async (world) => {
    await withBucket(world);
    await trail(world.emulator, "CreateTrail", { Name: "audit", S3BucketName: "b-one" });
  },
  args: () => ({ name: "audit" }),
};
/** One day, as the service counts days. */
const aboutToday: Question = {
  prepare: withBucket,
  args: (world) => {
    const day = new Date(world.now().getTime() + 8 * 3_600_000).toISOString().slice(0, 10);
    return { beginDate: day, endDate: day };
  },
};

export const questions: Readonly<Record<string, Question>> = {
  getAccessKeys: {
    prepare: (world) => aboutUser.prepare?.(world) ?? Promise.resolve(),
    args: () => ({ userName: "bob" }),
    // The operation of 6.0 by which an account without IAM lists its keys.
    more: [{}, { legacy: true }],
  },
  getAccountSummary: {},
  getBandwidth: {
    args: (world) => ({ startTime: fiveMinutes(world, 12), endTime: fiveMinutes(world, 2) }),
  },
  getBilledStorageUsage: aboutToday,
  getBucketUsage: about({ bucket: "b-one" }),
  getCallerIdentity: {},
  getBucket: about({ bucket: "b-one" }),
  getBucketPolicy: {
    prepare: async (world) => {
      await withBucket(world);
      const read = { Effect: "Allow", Principal: "*", Action: "oos:GetObject", Resource: "arn:ctyun:oos:::b-one/*" };
      const Policy = JSON.stringify({ Version: "2012-10-17", Statement: [read] });
      await withS3(world, (s3) => s3.send(new PutBucketPolicyCommand({ Bucket: "b-one", Policy })));
    },
    args: () => ({ bucket: "b-one" }),
  },
  getBuckets: {},
  getCapacity: aboutToday,
  getConnections: aboutToday,
  getDeletedCapacity: aboutToday,
  getGroup: { prepare: ({ emulator }) => iam(emulator, "CreateGroup", { GroupName: "g" }), args: () => ({ groupName: "g" }) },
  getGroups: {},
  getMfaDevices: { ...aboutUser, more: [{}] },
  getMultipartUploads: about({ bucket: "b-one" }),
  getObject: about({ bucket: "b-one", key: "k" }),
  getObjects: about({ bucket: "b-one" }),
  getPasswordPolicy: {},
  getPolicies: {},
  getPolicy: aboutPolicy,
  getPolicyEntities: aboutPolicy,
  getRegions: {},
  getRequests: aboutToday,
  getReturnCodes: aboutToday,
  getSessionToken: { prepare: aboutUser.prepare ?? withBucket },
  getTraffics: aboutToday,
  getTrail: aboutTrail,
  getTrailStatus: aboutTrail,
  getTrails: {},
  getUsage: aboutToday,
  getUser: aboutUser,
  getUsers: {},
  lookupEvents: {},
  presignUrl: {
    ...about({ bucket: "b-one", key: "k" }),
    then: async ({ url }) => {
      if (!(await fetch(String(url))).ok) throw new Error("the link does not work");
    },
  },
};

/** The moment so many times five minutes ago; the service has one sample for each of them. */
function fiveMinutes(world: TestWorld, count: number): string {
  const step = 300_000;
  const at = Math.floor(world.now().getTime() / step - count) * step;
  return `${new Date(at).toISOString().slice(0, 19)}Z`;
}
