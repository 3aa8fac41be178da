/** What the classes make of a program's inputs: names that no input has, resources in the place of names, and `get`. */
import * as pulumi from "@pulumi/pulumi";
import { beforeEach, afterEach, describe, expect, test, vi } from "vitest";
import * as sdk from "../../../sdk/nodejs";

interface Registered {
  readonly type: string;
  readonly name: string;
  readonly id: string | undefined;
  readonly inputs: Readonly<Record<string, unknown>>;
}

let registered: Registered[];

async function start(preview: boolean): Promise<void> {
  registered = [];
  await pulumi.runtime.setMocks(
    {
      newResource: ({ type, name, id, inputs }) => {
        registered.push({ type, name, id, inputs: inputs as Record<string, unknown> });
        // What the service makes, as outputs of the resource.
        return { id: `${name}-id`, state: { ...(inputs as object), arn: `arn:${name}` } };
      },
      call: ({ inputs }) => inputs as Record<string, unknown>,
    },
    "project",
    "stack",
    preview,
  );
}
beforeEach(() => start(false));
afterEach(() => {
  vi.unstubAllEnvs();
});

async function inputsOf(resource: pulumi.CustomResource): Promise<Readonly<Record<string, unknown>>> {
  const urn = await new Promise<string>((resolve) => resource.urn.apply(resolve));
  const inputs = registered.find(({ name }) => name === urn.split("::").at(-1))?.inputs ?? {};
  return Object.fromEntries(Object.entries(inputs).filter(([name]) => !name.startsWith("__")));
}

describe.each(["dynamic", "plugin"])("%s face", (face) => {
  beforeEach(() => {
    vi.stubEnv("OOS_FACE", face);
  });

  test("inputs of plain JavaScript travel as they are, misspelt ones too: the check says what they should be", async () => {
    const more = { forceDestory: true, arn: "mine" };
    expect(await inputsOf(new sdk.Bucket("b", { bucket: "b-one", ...more }))).toEqual({ bucket: "b-one", ...more });
    const user = { userName: "Bob", tag: { a: "1" } };
    expect(await inputsOf(new sdk.IamUser("u", user))).toEqual(user);
  });

  test("arguments of functions too", async () => {
    vi.stubEnv("OOS_FACE", "plugin");
    const args = { bucket: "b-one", buckett: "x" };
    expect(await sdk.getBucket(args)).toEqual(args);
    expect(await new Promise((resolve) => sdk.getBucketOutput(args).apply(resolve))).toEqual(args);
  });

  test("a resource stands for its name, where one of its kind is wanted", async () => {
    const logs = new sdk.Bucket("logs", { bucket: "b-logs" });
    const bob = new sdk.IamUser("bob", { userName: "Bob" });
    const ops = new sdk.Group("ops", { groupName: "Ops" });
    const readers = new sdk.Policy("readers", { name: "Readers", policy: "{}" });
    const topic = new sdk.Topic("t", { name: "t" });
    const cases: readonly (readonly [pulumi.CustomResource, Readonly<Record<string, unknown>>])[] = [
      [new sdk.Cors("cors", { bucket: logs, rules: [] }), { bucket: "b-logs", rules: [] }],
      [new sdk.Trail("trail", { name: "t", s3BucketName: pulumi.output(Promise.resolve(logs)) }), { name: "t", s3BucketName: "b-logs" }],
      [new sdk.AccessKey("key", { user: Promise.resolve(bob) }), { user: "Bob" }],
      [new sdk.UserPolicyAttachment("a", { user: bob, policyArn: readers }), { user: "Bob", policyArn: "arn:readers" }],
      [
        new sdk.GroupMembers("m", { group: ops, users: [bob, "Eve", pulumi.output("Mia"), bob.userName] }),
        { group: "Ops", users: ["Bob", "Eve", "Mia", "Bob"] },
      ],
      [new sdk.GroupMembership("n", { group: "Ops", users: pulumi.output([bob, "Eve"]) }), { group: "Ops", users: ["Bob", "Eve"] }],
      [
        new sdk.BucketObject("o", { bucket: logs, key: "k", copyFrom: { bucket: logs, key: "l" } }),
        { bucket: "b-logs", key: "k", copyFrom: { bucket: "b-logs", key: "l" } },
      ],
      [
        new sdk.BucketNotification("e", { bucket: logs, notifications: [{ id: "i", topicArn: topic, events: ["s3:ObjectCreated:*"] }] }),
        { bucket: "b-logs", notifications: [{ id: "i", topicArn: "arn:t", events: ["s3:ObjectCreated:*"] }] },
      ],
    ];
    for (const [resource, inputs] of cases) expect(await inputsOf(resource)).toEqual(inputs);
  });

  test("a resource of another kind is refused with the place", () => {
    const ops = new sdk.Group("ops2", { groupName: "Ops" });
    // @ts-expect-error the compiler sees it as well
    expect(() => new sdk.AccessKey("key2", { user: ops })).toThrow(
      /^AccessKey "key2": user wants a resource of the kind IamUser, or its userName; found one of the type \S+:Group$/,
    );
  });

  test("what is known beside what is not stays known, and secrets stay secrets", async () => {
    await start(true);
    const bob = new sdk.IamUser("bob", { userName: pulumi.secret("Bob") });
    const unknown = pulumi.output(pulumi.unknown as string);
    const { users: sent } = await inputsOf(
      new sdk.GroupMembers("m", { group: "g", users: [new sdk.IamUser("eve", { userName: "Eve" }), unknown] }),
    );
    expect(sent).toEqual(["Eve", expect.objectContaining({ __pulumiUnknown: true })]);
    const { users } = new sdk.GroupMembers("secret", { group: "g", users: [bob] });
    expect(await pulumi.isSecret(users)).toBe(true);
  });

  test("get reads by the id, sends no inputs and has every output", async () => {
    for (const [noun, type] of Object.entries(sdk)) {
      if (typeof type !== "function" || !(type.prototype instanceof pulumi.CustomResource) || type === sdk.Provider) continue;
      const { get } = type as unknown as {
        get: (name: string, id: pulumi.Input<string>, options?: pulumi.CustomResourceOptions) => pulumi.CustomResource;
      };
      const found = get.call(type, `${noun}-found`, pulumi.output(`the-${noun}`));
      expect(await inputsOf(found)).toEqual({});
      expect(registered.at(-1)).toMatchObject({ id: `the-${noun}`, name: `${noun}-found`, type: expect.stringMatching(noun) as string });
      expect(found).toBeInstanceOf(type);
    }
    const found = sdk.Bucket.get("logs", "b-logs");
    expect([pulumi.Output.isInstance(found.acl), pulumi.Output.isInstance(found.arn)]).toEqual([true, true]);
  });
});
