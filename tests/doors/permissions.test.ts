/** The permissions that the reference names are enough: each resource and function is walked on the emulator by a user who has exactly these. */
import { describe, expect, test } from "vitest";
import { oos } from "../../provider/backends/oos";
import { actionsFor } from "../../provider/catalog/permissions";
import { registry } from "../../provider/registry";
import { userWithKey } from "../support/emulator/support";
import { TestWorld } from "../support/resources/world";
import { doorsOn } from "../support/doors/rows";
import { goThrough } from "./through";

/** The provider asks who the caller is. */
const ofProvider = actionsFor(["GetUser"], oos.dialect.arns);

/** Links are used without a policy of the caller; keys of the 6.0 kind are listed by the root user alone. */
const elsewhere: ReadonlySet<string> = new Set(["presignUrl", "getAccessKeys"]);

const doors = doorsOn(oos).filter(({ name }) => (registry.resources.has(name) || registry.functions.has(name)) && !elsewhere.has(name));

test("an action is named once, with its prefix", () => {
  expect(actionsFor(["PutObject", "UploadPart", "GetUser", "StopLogging"], "ctyun")).toEqual([
    "cloudtrail:StopLogging",
    "iam:GetUser",
    "oos:PutObject",
  ]);
  expect(actionsFor(["PutBucketCors", "DeleteBucketCors", "CreateTopic"], "aws")).toEqual(["s3:PutBucketCORS", "sns:CreateTopic"]);
});

describe.each(doors)("$name", ({ name, calls }) => {
  const actions = [...ofProvider, ...actionsFor(calls, oos.dialect.arns)];

  test(`works with ${actions.join(", ")}`, async () => {
    const world = await TestWorld.start();
    try {
      const keys = await userWithKey(world.emulator, "worker", { Effect: "Allow", Action: actions, Resource: "*" });
      const config = world.config.bind(world);
      world.config = (more) => config({ ...keys, ...more });
      await goThrough(name, world);
    } finally {
      await world.close();
    }
  });
});
