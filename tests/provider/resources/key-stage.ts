/** A user whose keys are made by a program under test: counted through the service's log, tried through the AWS SDK. */
import { ListBucketsCommand } from "@aws-sdk/client-s3";
import { expect } from "vitest";
import type { EmulatorOptions } from "../../../emulator";
import { failure, iam, members, s3Client } from "../../support/emulator/support";
import type { Face } from "../../support/resources/driver";
import { Program } from "./program";

export const user = "rotating";
export const dayMs = 86_400_000;

/** Counts a user's keys by what the service has answered: the number after each call is the number between it and the next one. */
export class Ledger {
  readonly numbers: number[] = [];
  /** True while every request that gets no answer is one that was executed. */
  countsUnanswered = false;
  readonly options: EmulatorOptions = {
    log: (line) => {
      const [service, , , operation, status] = line.split(" ");
      const isDone = status === "200" || (status === "none" && this.countsUnanswered);
      if (service === "iam" && isDone) this.add(operation === "CreateAccessKey" ? 1 : operation === "DeleteAccessKey" ? -1 : 0);
    },
  };

  /** A call that was executed, though its answer was kept back. */
  add(change: number): void {
    if (change !== 0) this.numbers.push((this.numbers.at(-1) ?? 0) + change);
  }
}

export interface Stage {
  readonly program: Program;
  readonly ledger: Ledger;
  readonly keys: () => Promise<readonly string[]>;
  readonly call: (action: string, params?: Readonly<Record<string, string>>) => Promise<Record<string, unknown>>;
  /** Outcome of a call that is signed with this key. */
  readonly sign: (accessKeyId: unknown, secretAccessKey: unknown) => Promise<string>;
}

/** The user may list buckets, and nothing else. */
export async function open(face: Face, noun: string): Promise<Stage> {
  const ledger = new Ledger();
  const program = await Program.open(face, noun, ledger.options);
  const { world } = program;
  const { emulator } = world;
  const call: Stage["call"] = (action, params = {}) => iam(emulator, action, params, emulator, world.now());
  await call("CreateUser", { UserName: user });
  const { Policy: policy } = (await call("CreatePolicy", {
    PolicyName: "lists",
    PolicyDocument: JSON.stringify({
      Version: "2012-10-17",
      Statement: [{ Effect: "Allow", Action: "oos:ListAllMyBuckets", Resource: "*" }],
    }),
  })) as { Policy: { Arn: string } };
  await call("AttachUserPolicy", { UserName: user, PolicyArn: policy.Arn });
  return {
    program,
    ledger,
    call,
    keys: async () =>
      members((await call("ListAccessKeys", { UserName: user }))["AccessKeyMetadata"]).map(({ AccessKeyId }) => String(AccessKeyId)),
    sign: async (accessKeyId, secretAccessKey) => {
      const s3 = s3Client(emulator, {
        credentials: { accessKeyId: String(accessKeyId), secretAccessKey: String(secretAccessKey) },
        systemClockOffset: world.now().getTime() - Date.now(),
      });
      try {
        return await failure(s3.send(new ListBucketsCommand()));
      } finally {
        s3.destroy();
      }
    },
  };
}

export const works = "no failure";
export const isRefused = "403 InvalidAccessKeyId";

/** The program's key signs, and the service has no key but those that the state names. */
export async function mustBeWhole({ program, ledger, keys, sign }: Stage): Promise<void> {
  const { accessKeyId, previousAccessKeyId, secretAccessKey } = program.state;
  expect((await keys()).toSorted()).toEqual([accessKeyId, previousAccessKeyId].filter((id) => id !== undefined).toSorted());
  expect(await sign(accessKeyId, secretAccessKey)).toBe(works);
  expect(ledger.numbers.filter((number) => number < 1 || number > 2)).toEqual([]);
}
