/** Topics and events of ZOS beyond what a gateway is asked in tests/support/contract/zos-wire.ts: filters, receivers that are away, what is refused. */
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { CreateBucketCommand, PutObjectCommand } from "@aws-sdk/client-s3";
import { beforeAll, expect, onTestFinished, test } from "vitest";
import { emulatorForFile, outcome, s3Client, send, sendSigned, xmlOf, type Answer } from "../support/emulator/support";

const emulator = emulatorForFile({ flavour: "zos", limits: {} });
const s3 = (): ReturnType<typeof s3Client> => s3Client(emulator(), { region: "us-east-1" });
const Bucket = "events";

beforeAll(async () => {
  await s3().send(new CreateBucketCommand({ Bucket }));
});

function topics(fields: Readonly<Record<string, string>>): Promise<Answer> {
  const body = new URLSearchParams({ ...fields, Version: "2010-03-31" }).toString().replaceAll("+", "%20");
  return sendSigned(emulator().endpoints.s3, { method: "POST", target: "/", body }, { keys: emulator(), service: "sns" });
}

function createTopic(Name: string, attributes: Readonly<Record<string, string>>): Promise<Answer> {
  const entries = Object.entries(attributes).flatMap(([key, value], index) => [
    [`Attributes.entry.${String(index + 1)}.key`, key],
    [`Attributes.entry.${String(index + 1)}.value`, value],
  ]);
  return topics({ Action: "CreateTopic", Name, ...(Object.fromEntries(entries) as Record<string, string>) });
}

async function notification(id: string, topic: string, filter: string): Promise<string> {
  const body = `<NotificationConfiguration><TopicConfiguration><Id>${id}</Id><Topic>arn:aws:sns:zg_cn::${topic}</Topic><Event>s3:ObjectCreated:*</Event>${filter}</TopicConfiguration></NotificationConfiguration>`;
  const request = { method: "PUT", target: `/${Bucket}?notification`, body };
  return outcome(await sendSigned(emulator().endpoints.s3, request, { keys: emulator(), service: "s3" }));
}

/** Takes events at a port; `keys` are those of the objects that they are about. */
async function receive(port = 0): Promise<{ readonly port: number; readonly keys: string[]; close(): void }> {
  const keys: string[] = [];
  const server: Server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    request.on("end", () => {
      const { Records } = JSON.parse(Buffer.concat(chunks).toString("utf8")) as {
        readonly Records: readonly { readonly s3: { readonly object: { readonly key: string } } }[];
      };
      keys.push(...Records.map((record) => record.s3.object.key));
      response.end();
    });
  });
  await new Promise<void>((resolve) => server.listen(port, "127.0.0.1", resolve));
  const close = (): void => {
    server.closeAllConnections();
    server.close();
  };
  onTestFinished(close);
  return { port: (server.address() as AddressInfo).port, keys, close };
}

const put = (Key: string, more: object = {}): Promise<unknown> => s3().send(new PutObjectCommand({ Bucket, Key, Body: "x", ...more }));

test("filters by name, metadata and tags must all fit", async () => {
  const receiver = await receive();
  await createTopic("filtered", { "push-endpoint": `http://127.0.0.1:${receiver.port}/` });
  const rule = (name: string, value: string): string => `<FilterRule><Name>${name}</Name><Value>${value}</Value></FilterRule>`;
  const filter = `<Filter><S3Key>${rule("prefix", "f/")}${rule("regex", "f/[0-9]+")}</S3Key><S3Metadata>${rule("x-amz-meta-team", "a")}</S3Metadata><S3Tags>${rule("kind", "raw")}</S3Tags></Filter>`;
  expect(await notification("filtered", "filtered", filter)).toBe("200");
  const fitting = { Metadata: { team: "a" }, Tagging: "kind=raw" };
  await put("f/1", fitting);
  await put("f/x", fitting);
  await put("g/1", fitting);
  await put("f/2", { ...fitting, Metadata: { team: "b" } });
  await put("f/3", { ...fitting, Tagging: "kind=other" });
  expect(receiver.keys).toEqual(["f/1"]);
});

test("a receiver that is away: an event is lost, but that of a persistent topic comes with the next", async () => {
  const away = await receive();
  away.close();
  for (const persistent of ["false", "true"]) {
    await createTopic(`away-${persistent}`, { "push-endpoint": `http://127.0.0.1:${away.port}/${persistent}`, persistent });
    const filter = `<Filter><S3Key><FilterRule><Name>prefix</Name><Value>${persistent}/</Value></FilterRule></S3Key></Filter>`;
    await notification(`away-${persistent}`, `away-${persistent}`, filter);
  }
  await put("false/1");
  await put("true/1");
  const back = await receive(away.port);
  await put("false/2");
  await put("true/2");
  await expect.poll(() => [...back.keys].sort()).toEqual(["false/2", "true/1", "true/2"]);
});

test("what nobody can receive is kept and not pushed; what would need TLS or has no effect is refused", async () => {
  expect(outcome(await createTopic("queue", { "push-endpoint": "amqp://127.0.0.1:9/v", "amqp-exchange": "e" }))).toBe("200");
  expect(await notification("queue", "queue", "")).toBe("200");
  await put("queued");
  expect(outcome(await createTopic("login", { "push-endpoint": "http://me:hush@127.0.0.1/" }))).toBe("400 InvalidInput");
  expect(outcome(await createTopic("other", { time_to_live: "5" }))).toBe("501 NotImplemented");
  expect(outcome(await topics({ Action: "CreateTopic", Name: "" }))).toBe("400 InvalidInput");
  expect(outcome(await topics({ Action: "GetTopic", TopicArn: "arn:aws:sns:zg_cn::login" }))).toBe("404 NoSuchEntity");
  expect(outcome(await topics({ Action: "SetTopicAttributes" }))).toBe("501 NotImplemented");
  expect(await notification("none", "nowhere", "")).toBe("404 NoSuchKey");
  const unsigned = { method: "POST", target: "/", headers: { host: "127.0.0.1" }, body: "Action=ListTopics&Version=2010-03-31" };
  expect(outcome(await send(emulator().endpoints.s3, unsigned))).toBe("403 AccessDenied");
});

test("a topic is shown with the form that made it, its attributes twice", async () => {
  await createTopic("shown", { "push-endpoint": "http://127.0.0.1:9/?a=b&c=d", OpaqueData: "x & y", "verify-ssl": "false" });
  const found = xmlOf(await topics({ Action: "GetTopic", TopicArn: "arn:aws:sns:zg_cn::shown" }));
  expect(found["GetTopicResult"]).toEqual({
    Topic: {
      User: "",
      Name: "shown",
      EndPoint: {
        EndpointAddress: "http://127.0.0.1:9/?a=b&c=d",
        EndpointArgs: [
          ...["Attributes.entry.1.key=push-endpoint", "Attributes.entry.1.value=http://127.0.0.1:9/?a=b&c=d"],
          ...["Attributes.entry.2.key=OpaqueData", "Attributes.entry.2.value=x & y"],
          ...["Attributes.entry.3.key=verify-ssl", "Attributes.entry.3.value=false"],
          ...["OpaqueData=x & y", "Version=2010-03-31", "push-endpoint=http://127.0.0.1:9/?a=b&c=d", "verify-ssl=false"],
        ].join("&"),
        EndpointTopic: "shown",
        HasStoredSecret: "False",
        Persistent: "False",
      },
      TopicArn: "arn:aws:sns:zg_cn::shown",
      OpaqueData: "x & y",
    },
  });
});
