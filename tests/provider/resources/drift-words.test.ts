/** A change by hand is shown where it was made, in the order and the words of the program, in both faces; what it reaches now is said. */
import { PutBucketPolicyCommand } from "@aws-sdk/client-s3";
import { describe, expect, onTestFinished, test } from "vitest";
import { s3Client } from "../../support/emulator/support";
import type { Properties } from "../../support/plugin/results";
import { makeBucket } from "../../support/resources/cases";
import { type Driver, faces, openDriver } from "../../support/resources/driver";
import { bucketCall } from "../../support/resources/setting-cases";
import { TestWorld } from "../../support/resources/world";

describe.each(faces)("%s face", (face) => {
  async function start(): Promise<{
    world: TestWorld;
    driver: Driver;
    said: string[];
    make: (noun: string, inputs: Properties) => Promise<{ readonly news: Properties; readonly refreshed: () => Promise<Properties> }>;
  }> {
    const world = await TestWorld.start();
    const said: string[] = [];
    const driver = await openDriver(face, world, world.config({ settleSeconds: 0 }), (line) => said.push(line));
    onTestFinished(async () => {
      await driver.close();
      await world.close();
    });
    await makeBucket("b-one")(world.emulator);
    const make = async (noun: string, inputs: Properties) => {
      const { inputs: news, failures } = await driver.check(noun, "r", {}, { bucket: "b-one", ...inputs });
      expect(failures).toEqual([]);
      const { id, state } = await driver.create(noun, "r", news);
      return { news, refreshed: async () => (await driver.read(noun, id, state))?.state ?? {} };
    };
    return { world, driver, said, make };
  }

  test("one lifecycle rule of several, answered in another order and with every default", async () => {
    const { world, driver, said, make } = await start();
    const rules = [
      { id: "z", prefix: "z/", expiration: { days: 3 } },
      { id: "logs", prefix: "logs/", transition: { days: 30 }, expiration: { days: 90 } },
    ];
    const { news, refreshed } = await make("Lifecycle", { rules });
    await bucketCall(
      world.emulator,
      "PUT",
      "lifecycle",
      "<LifecycleConfiguration><Rule><ID>logs</ID><Prefix/><Status>Enabled</Status><Expiration><Days>90</Days></Expiration><Transition><Days>30</Days><StorageClass>STANDARD_IA</StorageClass></Transition></Rule></LifecycleConfiguration>",
    );
    const state = await refreshed();
    expect(state).toMatchObject({ rules: [{ ...rules[1], prefix: "" }] });
    expect((state as { rules: unknown[] }).rules[0]).not.toHaveProperty("enabled");
    await expect.poll(() => said.join("\n")).toContain('rule "logs" reaches every object of the bucket now; its prefix was "logs/"');
    expect((await driver.diff("Lifecycle", "b-one", state, news)).changes).toBe(true);
  });

  test("a policy given as an object, changed by hand in one statement", async () => {
    const { world, make } = await start();
    const statement = { Effect: "Allow", Principal: "*", Resource: "arn:ctyun:oos:::b-one/*" };
    const policy = {
      Version: "2012-10-17",
      Statement: [
        { Sid: "b", ...statement, Action: ["oos:GetObject"] },
        { Sid: "a", ...statement, Action: "oos:PutObject" },
      ],
    };
    const { refreshed } = await make("BucketPolicy", { policy });
    const [b, a] = policy.Statement;
    const s3 = s3Client(world.emulator);
    const byHand = {
      Statement: [
        { ...a, Action: ["oos:PutObject"] },
        { ...b, Action: ["oos:*"], Resource: ["arn:ctyun:oos:::b-one/*"] },
      ],
    };
    await s3.send(new PutBucketPolicyCommand({ Bucket: "b-one", Policy: JSON.stringify(byHand) }));
    s3.destroy();
    expect(await refreshed()).toMatchObject({ policy: { Version: "2012-10-17", Statement: [{ ...b, Action: ["oos:*"] }, a] } });
  });

  test("one origin more in a CORS rule whose lists come back in another order", async () => {
    const { world, make } = await start();
    const rules = [{ allowedOrigins: ["https://b", "https://a"], allowedMethods: ["PUT", "GET"], allowedHeaders: ["X-B", "x-a"] }];
    const { refreshed } = await make("Cors", { rules });
    const list = (name: string, ...values: string[]): string => values.map((value) => `<${name}>${value}</${name}>`).join("");
    await bucketCall(
      world.emulator,
      "PUT",
      "cors",
      `<CORSConfiguration><CORSRule>${list("AllowedOrigin", "https://a", "https://b", "https://c")}${list("AllowedMethod", "GET", "PUT")}${list("AllowedHeader", "x-a", "x-b")}</CORSRule></CORSConfiguration>`,
    );
    expect(await refreshed()).toMatchObject({ rules: [{ ...rules[0], allowedOrigins: ["https://b", "https://a", "https://c"] }] });
  });
});
