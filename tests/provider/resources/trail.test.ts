/** Trail: what it tells of its deliveries, how many there may be, and what a removed field leaves behind. */
import {
  CreateBucketCommand,
  DeleteBucketPolicyCommand,
  ListObjectsCommand,
  PutBucketPolicyCommand,
  type S3Client,
} from "@aws-sdk/client-s3";
import { describe, expect, test } from "vitest";
import { admin, iam, s3Client, trail as trailCall } from "../../support/emulator/support";
import { faces } from "../../support/resources/driver";
import { Program } from "./program";

const wanted = { name: "audit", s3BucketName: "logs", s3KeyPrefix: "audit/" };

describe.each(faces)("%s face", (face) => {
  async function open(): Promise<Program> {
    const program = await Program.open(face, "Trail");
    await withS3(program, (s3) => s3.send(new CreateBucketCommand({ Bucket: "logs" })));
    return program;
  }

  async function withS3<T>({ world }: Program, task: (s3: S3Client) => Promise<T>): Promise<T> {
    const s3 = s3Client(world.emulator, { systemClockOffset: world.now().getTime() - Date.now() });
    try {
      return await task(s3);
    } finally {
      s3.destroy();
    }
  }

  /** Something happens in the account, and the trail's time to write has come. */
  async function deliver({ world }: Program): Promise<void> {
    await iam(world.emulator, "GetAccountSummary", {}, world.emulator, world.now());
    await world.pass(60_000);
    await admin(world.emulator, "POST", "/logs");
  }

  test("deliveries and their failures show in a refresh, a success ends a failure, and none of it is a change to the program", async () => {
    const program = await open();
    await program.up(wanted);
    expect(program.state).toMatchObject({ isLogging: true });
    expect(program.state).not.toHaveProperty("latestDeliveryTime");
    await deliver(program);
    await program.refresh();
    const first = program.state["latestDeliveryTime"];
    expect(first).toMatch(/^\d{4}-\d\d-\d\dT/);
    expect(program.state).not.toHaveProperty("latestDeliveryError");
    expect((await program.diff(wanted)).changes).toBe(false);
    const { Contents = [] } = await withS3(program, (s3) => s3.send(new ListObjectsCommand({ Bucket: "logs", Prefix: "audit/" })));
    expect(Contents).toHaveLength(1);

    const Statement = [{ Effect: "Deny", Principal: "*", Action: "s3:PutObject", Resource: "arn:aws:s3:::logs/*" }];
    const Policy = JSON.stringify({ Version: "2012-10-17", Statement });
    await withS3(program, (s3) => s3.send(new PutBucketPolicyCommand({ Bucket: "logs", Policy })));
    await deliver(program);
    await program.refresh();
    expect(program.state).toMatchObject({ latestDeliveryTime: first, latestDeliveryError: "AccessDenied" });
    expect((await program.diff(wanted)).changes).toBe(false);
    // An update of something else leaves them as they are.
    await program.up({ ...wanted, enableLogging: false });
    expect(program.state).toMatchObject({ isLogging: false, latestDeliveryTime: first, latestDeliveryError: "AccessDenied" });
    await program.up(wanted);

    await withS3(program, (s3) => s3.send(new DeleteBucketPolicyCommand({ Bucket: "logs" })));
    await deliver(program);
    await program.refresh();
    expect(program.state).not.toHaveProperty("latestDeliveryError");
    expect(program.state["latestDeliveryTime"]).not.toBe(first);
    expect((await program.diff(wanted)).changes).toBe(false);

    // Stopped elsewhere: that is drift, and the next run starts it again.
    await trailCall(program.world.emulator, "StopLogging", { Name: "audit" }, program.world.emulator, program.world.now());
    await program.refresh();
    expect(program.state).toMatchObject({ isLogging: false, enableLogging: false });
    expect(await program.up(wanted)).toBe(true);
    expect(program.state).toMatchObject({ isLogging: true, enableLogging: true });
  });

  test("a trail too many is refused with the names of those that are there", async () => {
    const program = await open();
    const { emulator } = program.world;
    const names = Array.from({ length: 10 }, (_, index) => `trail-${String(index)}`);
    for (const Name of names) await trailCall(emulator, "CreateTrail", { Name, S3BucketName: "logs" });
    const refusal = await program.upFailing(wanted);
    expect((refusal as { details?: string }).details ?? refusal.message).toBe(
      `the account has the maximum of 10 trails: ${names.join(", ")}\n` +
        "  next: delete one that is not needed any more, or let one trail serve both purposes",
    );
    expect((await trailCall(emulator, "DescribeTrails", {}))["trailList"]).toHaveLength(10);
  });
});
