/** A run that goes on after a failure: the engine drops inputs that are not known, the SDK names them, and none of them is "required". */
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { unknownInputsProperty } from "../../provider/engine/instance";
import { type Driver, faces, openDriver } from "../support/resources/driver";
import { TestWorld } from "../support/resources/world";

let world: TestWorld;
beforeAll(async () => {
  world = await TestWorld.start();
});
afterAll(() => world.close());

const policyArn = "arn:ctyun:iam::a1:policy/Readers";
const rule = { allowedOrigins: ["https://a.example"], allowedMethods: ["GET"] };

describe.each(faces)("%s face", (face) => {
  let driver: Driver;
  beforeAll(async () => {
    driver = await openDriver(face, world, world.config());
  });
  afterAll(() => driver.close());

  test("a new resource is checked without them, and the mark is not kept", async () => {
    expect(await driver.check("UserPolicyAttachment", "a", {}, { policyArn, [unknownInputsProperty]: ["user"] })).toMatchObject({
      inputs: { policyArn },
      failures: [],
    });
    // The engine drops an item and leaves the list.
    const news = { bucket: "b", rules: [{ ...rule, allowedOrigins: [] }], [unknownInputsProperty]: ["rules"] };
    const { inputs, failures } = await driver.check("Cors", "b", {}, news);
    expect(failures).toEqual([]);
    expect(Object.keys(inputs).sort()).toEqual(["bucket", "rules"]);
  });

  test("what else is wrong is still said, and what is really missing", async () => {
    const { failures } = await driver.check("UserPolicyAttachment", "c", {}, { policyArn: "x", [unknownInputsProperty]: ["user"] });
    expect(failures.map(({ property }) => property)).toEqual(["policyArn"]);
    const missing = await driver.check("UserPolicyAttachment", "d", {}, { [unknownInputsProperty]: ["policyArn"] });
    expect(missing.failures).toEqual([{ property: "user", reason: "is required (user, backend oos)" }]);
  });

  test("the last value of a resource that is there stands: nothing differs, nothing is replaced", async () => {
    const last = { user: "Bob", status: "Active" };
    const { inputs, failures } = await driver.check("AccessKey", "e", last, { status: "Active", [unknownInputsProperty]: ["user"] });
    expect({ inputs: { user: inputs["user"], status: inputs["status"] }, failures }).toEqual({ inputs: last, failures: [] });
    expect(await driver.diff("AccessKey", "ak-1", { ...last, accessKeyId: "ak-1" }, inputs)).toMatchObject({
      changes: false,
      replaces: [],
    });
  });

  test("no name is made in the place of one that is not known", async () => {
    const { inputs } = await driver.check("IamUser", "f", {}, { [unknownInputsProperty]: ["userName"] });
    expect(inputs).not.toHaveProperty("userName");
  });
});
