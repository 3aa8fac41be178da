/** Elements of a document that no table of ours names: seen, told of once, kept by every write or the write is refused, and never imported. Both faces. */
import { nounsOf } from "../../support/backends/nouns";
import { describe, expect, onTestFinished, test, vi } from "vitest";
import { zos } from "../../../provider/backends/zos";
import { operationNamed } from "../../../provider/catalog";
import { registry } from "../../../provider/registry";
import { contractCases } from "../../support/contract/cases";
import type { ContractServer } from "../../support/contract/server";
import { InitFailed, type Properties } from "../../support/plugin/results";
import { type Driver, type Face, faces, openDriver } from "../../support/resources/driver";
import { plainBucket as bucket, PlainS3 } from "./plain-s3";

interface Case {
  readonly noun: string;
  readonly setting: string;
  readonly inputs: Properties;
  /** Changes that leave a place for the element. */
  readonly change: Properties;
  /** Where the element is put by hand, before this text of the document. */
  readonly before: string;
  readonly element: string;
  readonly place: string;
  readonly text: string;
  readonly backend?: "oos";
}

const rules = (...all: Properties[]): Properties => ({ rules: all });
const expiring = (prefix: string, days: number): Properties => ({ id: prefix, prefix, expiration: { days } });
const routed = (to: string): Properties => ({
  indexDocument: "i.html",
  routingRules: [{ condition: { keyPrefixEquals: "old/" }, redirect: { replaceKeyPrefixWith: "new/" } }],
  errorDocument: to,
});

const ownCases: readonly Case[] = [
  {
    noun: "Lifecycle",
    setting: "lifecycle",
    inputs: rules(expiring("a/", 3), expiring("b/", 3)),
    // Another rule, and the time of the same rule; what chooses its objects stays.
    change: rules(expiring("b/", 4), expiring("a/", 5)),
    before: "</Filter><Status>Enabled</Status><Expiration><Days>3</Days></Expiration></Rule><Rule><ID>b/",
    element: "<ObjectAge><Above>9</Above></ObjectAge>",
    place: 'Rule[ID="a/"]/Filter/ObjectAge',
    text: "<Above>9</Above>",
  },
  {
    noun: "Lifecycle",
    setting: "lifecycle",
    inputs: rules({ id: "r", prefix: "a/", noncurrentVersionExpiration: { noncurrentDays: 3 } }),
    change: rules({ id: "r", prefix: "b/", noncurrentVersionExpiration: { noncurrentDays: 4 } }),
    before: "</NoncurrentVersionExpiration>",
    element: "<Least>2</Least>",
    place: 'Rule[ID="r"]/NoncurrentVersionExpiration/Least',
    text: "2",
  },
  {
    noun: "Lifecycle",
    setting: "lifecycle",
    inputs: rules(expiring("a/", 3)),
    change: rules(expiring("z/", 3)),
    before: "</LifecycleConfiguration>",
    element: "<Window><Day>1</Day><Day>2</Day></Window>",
    place: "Window",
    text: "<Day>1</Day> <Day>2</Day>",
  },
  {
    noun: "Cors",
    setting: "cors",
    inputs: rules({ id: "one", allowedOrigins: ["*"], allowedMethods: ["GET"] }),
    change: rules(
      { allowedOrigins: ["https://a.example"], allowedMethods: ["PUT"] },
      { id: "one", allowedOrigins: ["*"], allowedMethods: ["GET", "PUT"] },
    ),
    before: "</CORSRule>",
    element: "<AllowCredentials>true</AllowCredentials>",
    place: 'CORSRule[ID="one"]/AllowCredentials',
    text: "true",
  },
  {
    noun: "Website",
    setting: "website",
    inputs: routed("e.html"),
    change: routed("f.html"),
    before: "</Redirect>",
    element: "<TransparentProxy>true</TransparentProxy>",
    place: "RoutingRules/RoutingRule[0]/Redirect/TransparentProxy",
    text: "true",
  },
  {
    noun: "BucketLogging",
    setting: "logging",
    inputs: { targetBucket: "logs-one", targetGrants: [{ canonicalId: "you", permission: "READ" }] },
    change: { targetBucket: "logs-two", targetGrants: [{ canonicalId: "they", permission: "READ" }] },
    before: "</LoggingEnabled>",
    element: "<Filter>x</Filter>",
    place: "LoggingEnabled/Filter",
    text: "x",
  },
  {
    noun: "BucketEncryption",
    setting: "encryption",
    inputs: {},
    change: { algorithm: "aws:kms", kmsMasterKeyId: "k:AES:u" },
    before: "</Rule>",
    element: "<Blocked><Type>SSE-C</Type></Blocked>",
    place: "Rule/Blocked",
    text: "<Type>SSE-C</Type>",
  },
  {
    noun: "ObjectLock",
    setting: "object-lock",
    inputs: { state: "Enabled", retention: { days: 1 } },
    change: { state: "Enabled", retention: { years: 1 } },
    before: "</DefaultRetention>",
    element: "<Hours>5</Hours>",
    place: "Rule/DefaultRetention/Hours",
    text: "5",
  },
  {
    noun: "BucketTagging",
    setting: "tagging",
    inputs: { tags: { a: "1" } },
    change: { tags: { a: "2", b: "3" } },
    before: "</Tag>",
    element: "<Owner>x</Owner>",
    place: 'TagSet/Tag[Key="a"]/Owner',
    text: "x",
  },
  {
    noun: "BucketAccelerate",
    setting: "accelerate",
    inputs: { ipWhiteList: ["192.0.2.1"] },
    change: { ipWhiteList: ["192.0.2.2"] },
    before: "</AccelerateConfiguration>",
    element: "<Mode>x</Mode>",
    place: "Mode",
    text: "x",
    backend: "oos",
  },
  {
    noun: "BucketNotification",
    setting: "notification",
    inputs: { notifications: [{ id: "n", topicArn: "arn:aws:sns:z:t:one", events: ["s3:ObjectCreated:*"] }] },
    change: { notifications: [{ id: "n", topicArn: "arn:aws:sns:z:t:one", events: ["s3:ObjectRemoved:*"] }] },
    before: "</TopicConfiguration>",
    element: "<Delay>5</Delay>",
    place: 'TopicConfiguration[Id="n"]/Delay',
    text: "5",
  },
  {
    noun: "BucketNotification",
    setting: "notification",
    inputs: { notifications: [{ id: "n", topicArn: "arn:aws:sns:z:t:one", events: ["s3:ObjectCreated:*"], filterPrefix: "a" }] },
    change: { notifications: [{ id: "n", topicArn: "arn:aws:sns:z:t:one", events: ["s3:ObjectCreated:*"], filterPrefix: "b" }] },
    before: "</S3Key>",
    element: "<FilterRule><Name>depth</Name><Value>2</Value></FilterRule>",
    place: 'TopicConfiguration[Id="n"]/Filter/S3Key/FilterRule',
    text: "<Name>depth</Name> <Value>2</Value>",
  },
];

/** No settings, or no documents of ours: the policy is one text of the program. */
const withoutDocument: readonly string[] = ["Bucket", "BucketObject", "BucketPolicy", "Topic"];
/** All that the inputs of such a case ask of their server. */
const server = { backend: zos } as ContractServer;

/** Of a setting without a case of its own: an element at the end of its document. */
const cases: readonly Case[] = [
  ...ownCases,
  ...contractCases.flatMap(({ noun, minimal, full }): readonly Case[] => {
    const read = (registry.resources.get(noun)?.uses ?? []).map(operationNamed).find(({ effect }) => effect === "read");
    const { subresource: setting, answer } = read ?? {};
    const isElsewhere = [...withoutDocument, "BucketAcl", ...ownCases.map((it) => it.noun)].includes(noun);
    if (isElsewhere || setting === undefined || typeof answer !== "object") return [];
    const [inputs, change] = [minimal, full].map((inputsOf) => inputsOf(server)) as [Properties, Properties];
    return [{ noun, setting, inputs, change, before: `</${answer.root}>`, element: "<Newer>x</Newer>", place: "Newer", text: "x" }];
  }),
];

async function start(face: Face, backend?: string) {
  const world = await PlainS3.start();
  const said: string[] = [];
  const driver = await openDriver(face, world, world.config({}, backend), (line) => said.push(line));
  onTestFinished(async () => {
    await driver.close();
    await world.close();
  });
  return { world, driver, said };
}

async function checked(driver: Driver, noun: string, inputs: Properties, olds: Properties = {}): Promise<Properties> {
  const { inputs: news, failures } = await driver.check(noun, "r", olds, { bucket, ...inputs });
  expect(failures).toEqual([]);
  return news;
}

const failing = (task: Promise<unknown>): Promise<unknown> =>
  task.then(
    () => "no failure",
    (error: unknown) => error,
  );

/** Puts an element into the document, as a person or a newer client would. */
function setByHand(world: PlainS3, setting: string, before: string, element: string): void {
  const document = world.documents.get(setting) ?? "";
  expect(document).toContain(before);
  world.documents.set(setting, document.replace(before, `${element}${before}`));
}

test("every setting of a bucket has a case, but the policy, which is one text of the program", () => {
  const settings = [...nounsOf(zos), "BucketAccelerate"].filter((noun) => !withoutDocument.includes(noun));
  expect([...new Set(["BucketAcl", ...cases.map(({ noun }) => noun)])].sort()).toEqual(settings.sort());
});

describe.each(faces)("%s face", (face) => {
  test.each(cases)(
    "$noun, $place: told of, taken note of, and kept",
    async ({ noun, setting, inputs, change, before, element, place, text, backend }) => {
      const { world, driver, said } = await start(face, backend);
      const news = await checked(driver, noun, inputs);
      const { id, state } = await driver.create(noun, "r", news);
      expect((await driver.read(noun, id, state))?.state).toEqual(state);
      setByHand(world, setting, before, element);

      // A refresh shows it, and says so once.
      const read = await driver.read(noun, id, state);
      expect(read?.state).toMatchObject({ unknownElements: { [place]: text } });
      await vi.waitFor(() => expect(said).toHaveLength(1));
      expect(said[0]).toMatch(
        /^warning: .* of bucket "b-one" has elements that this version of pulumi-oos does not know and leaves as they are: /,
      );
      expect(said[0]).toContain(`${place} (${text})`);
      const refreshed = read?.state ?? {};
      expect((await driver.read(noun, id, refreshed))?.state).toEqual(refreshed);

      // The next update takes note of it, without a write; after that nothing is said or changed.
      const due = await driver.diff(noun, id, refreshed, await checked(driver, noun, news, news));
      expect(due).toMatchObject({ changes: true, replaces: [] });
      world.calls.length = 0;
      const noted = await driver.update(noun, id, refreshed, news);
      expect(world.calls.filter((call) => call.startsWith("PUT"))).toEqual([]);
      expect(noted).toMatchObject({ keptElements: { [place]: text } });
      expect(noted).not.toHaveProperty("unknownElements");
      expect((await driver.read(noun, id, noted))?.state).toEqual(noted);
      expect((await driver.diff(noun, id, noted, news)).changes).toBe(false);
      expect(said.filter((line) => line.startsWith("warning"))).toHaveLength(1);

      // A change keeps it, and so does one of a state that has never seen it.
      for (const olds of [noted, state]) {
        const changed = await driver.update(noun, id, olds, await checked(driver, noun, change, news));
        expect(world.documents.get(setting)).toContain(element);
        expect(changed).toMatchObject({ keptElements: { [place]: text } });
        expect((await driver.read(noun, id, changed))?.state).toEqual(changed);
        await driver.update(noun, id, changed, news);
        expect(world.documents.get(setting)).toContain(element);
      }
      expect(said.filter((line) => line.startsWith("warning"))).toHaveLength(1);

      // What is only looked up is read, with a warning. A program could not say it, so it is not imported: this face alone has imports.
      expect((await driver.read(noun, id, {}))?.state).toMatchObject({ unknownElements: { [place]: text } });
      await vi.waitFor(() => expect(said.filter((line) => line.startsWith("warning"))).toHaveLength(2));
      if (face === "plugin") {
        const refusal = String(await failing(driver.import(noun, id)));
        expect(refusal).toContain(
          `has elements that this version of pulumi-oos does not know, so a program could not describe it completely: ${place} (${text}); nothing was imported`,
        );
        expect(refusal).toContain("next: remove them on the service");
        // Nothing else is said of what is not imported.
        expect(said.filter((line) => line.startsWith("warning"))).toHaveLength(2);
      }

      await driver.delete(noun, id, noted);
    },
  );

  test("a rule that reaches by what we do not know is neither imported nor widened", async () => {
    const { world, driver } = await start(face);
    const bySize =
      "<Rule><ID>r</ID><Filter><ObjectAge>9</ObjectAge></Filter><Status>Enabled</Status><Expiration><Days>3</Days></Expiration></Rule>";
    world.documents.set("lifecycle", `<LifecycleConfiguration>${bySize}</LifecycleConfiguration>`);
    if (face === "plugin")
      expect(String(await failing(driver.import("Lifecycle", bucket)))).toContain(
        'Rule[ID="r"]/Filter/ObjectAge (9); nothing was imported',
      );
    const everything = await checked(driver, "Lifecycle", { ...rules({ id: "r", prefix: "", expiration: { days: 4 } }), adopt: true });
    const { id, state } = await driver.create("Lifecycle", "r", everything);
    expect(world.documents.get("lifecycle")).toContain("<Filter><ObjectAge>9</ObjectAge></Filter>");
    expect(state).toMatchObject({ keptElements: { 'Rule[ID="r"]/Filter/ObjectAge': "9" } });
    expect((await driver.read("Lifecycle", id, state))?.state).toEqual(state);
  });

  test.each<[string, string, Properties, Properties, string, string]>([
    [
      "another scope of the same rule",
      "Lifecycle",
      rules(expiring("a/", 3)),
      rules({ id: "a/", prefix: "b/", expiration: { days: 3 } }),
      "</Filter>",
      'Rule[ID="a/"]/Filter/New (1)',
    ],
    [
      "an action that is gone",
      "Lifecycle",
      rules({ id: "r", prefix: "a", expiration: { days: 9 }, noncurrentVersionExpiration: { noncurrentDays: 3 } }),
      rules({ id: "r", prefix: "a", expiration: { days: 9 } }),
      "</NoncurrentVersionExpiration>",
      'Rule[ID="r"]/NoncurrentVersionExpiration/New (1)',
    ],
    [
      "a rule without a name that changes",
      "Cors",
      rules({ allowedOrigins: ["*"], allowedMethods: ["GET"] }),
      rules({ allowedOrigins: ["*"], allowedMethods: ["PUT"] }),
      "</CORSRule>",
      "CORSRule[0]/New (1)",
    ],
    [
      "a list of grants",
      "BucketAcl",
      { grants: [{ canonicalId: "you", permission: "READ" }] },
      { grants: [{ canonicalId: "you", permission: "WRITE" }] },
      "</Grant></AccessControlList>",
      "AccessControlList/Grant[1]/New (1)",
    ],
  ])("%s has no place for it: refused before anything is sent, and the state stays", async (_what, noun, inputs, change, before, place) => {
    const { world, driver } = await start(face);
    const setting = { Lifecycle: "lifecycle", Cors: "cors", BucketAcl: "acl" }[noun] ?? "";
    const news = await checked(driver, noun, inputs);
    const { id, state } = await driver.create(noun, "r", news);
    setByHand(world, setting, before, "<New>1</New>");
    const document = world.documents.get(setting);
    const error = await failing(driver.update(noun, id, state, await checked(driver, noun, change, news)));
    expect(error).not.toBeInstanceOf(InitFailed);
    expect(String(error)).toContain(`and the change leaves no place for them: ${place}; nothing was changed`);
    expect(String(error)).toContain("next: remove them on the service, or keep the elements around them");
    expect(world.documents.get(setting)).toBe(document);
    // Adopting is a write like any other.
    const adopting = await failing(driver.create(noun, "other", await checked(driver, noun, { ...change, adopt: true })));
    expect(adopting).not.toBeInstanceOf(InitFailed);
    expect(String(adopting)).toContain(place);
    expect(world.documents.get(setting)).toBe(document);
    // The resource itself can go, and takes it along.
    await driver.delete(noun, id, state);
    expect(world.documents.get(setting) ?? "").not.toContain("<New>");
  });

  test("a rule that the program drops takes along what was in it", async () => {
    const { world, driver } = await start(face);
    const news = await checked(driver, "Lifecycle", rules(expiring("a/", 3), expiring("b/", 3)));
    const { id, state } = await driver.create("Lifecycle", "r", news);
    setByHand(world, "lifecycle", "</Filter>", "<New>1</New>");
    const changed = await driver.update("Lifecycle", id, state, await checked(driver, "Lifecycle", rules(expiring("b/", 3)), news));
    expect(world.documents.get("lifecycle")).not.toContain("New");
    expect(changed).not.toHaveProperty("keptElements");
    expect((await driver.read("Lifecycle", id, changed))?.state).toEqual(changed);
  });

  test("what servers show whether it was set or not is kept, and nobody hears of it", async () => {
    const { world, driver, said } = await start(face);
    const news = await checked(driver, "BucketLogging", { targetBucket: "logs-one" });
    const { id, state } = await driver.create("BucketLogging", "r", news);
    const shown = "<ObjectRollTime>300</ObjectRollTime><LoggingType>Standard</LoggingType>";
    setByHand(world, "logging", "</LoggingEnabled>", shown);
    expect((await driver.read("BucketLogging", id, state))?.state).toEqual(state);
    await driver.update("BucketLogging", id, state, await checked(driver, "BucketLogging", { targetBucket: "logs-two" }, news));
    expect(world.documents.get("logging")).toContain(shown);
    expect((await driver.read("BucketLogging", id, {}))?.state).toMatchObject({ targetBucket: "logs-two" });
    // A second factor is asked for by a call of its own.
    await driver.create("BucketVersioning", "r", await checked(driver, "BucketVersioning", {}));
    setByHand(world, "versioning", "</VersioningConfiguration>", "<MfaDelete>Disabled</MfaDelete>");
    const versions = await driver.read("BucketVersioning", id, {});
    await driver.update("BucketVersioning", id, versions?.state ?? {}, await checked(driver, "BucketVersioning", { status: "Suspended" }));
    expect(world.documents.get("versioning")).not.toContain("MfaDelete");
    expect(said).toEqual([]);
  });
});
