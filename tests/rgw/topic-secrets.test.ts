/** The password of a topic, which the gateway takes over TLS only, under the real engine: it reaches the receiver, changed too, and stands nowhere in plain. */
import { execFileSync } from "node:child_process";
import { type AddressInfo, createServer, type Socket } from "node:net";
import path from "node:path";
import { PutObjectCommand } from "@aws-sdk/client-s3";
import { afterAll, beforeAll, describe, expect, inject, onTestFinished, test } from "vitest";
import { until } from "../support/chaos/support";
import { Session } from "../../provider/engine/instance";
import { registry } from "../../provider/registry";
import { createTopic } from "../../provider/services/topic";
import { withClient } from "../support/contract/server";
import { engineTestLimit, faces, type Spec, Stack } from "../support/engine/harness";
import type { Properties } from "../support/plugin/results";
import { openDriver } from "../support/resources/driver";
import { startGateway, type Tls } from "../support/servers/rgw/cluster";
import { type Daemon, findPrograms, freePort } from "../support/servers/rgw/programs";
import { GatewayWorld, settingsOf } from "./world";

/** So much of RabbitMQ's protocol (AMQP 0-9-1, 1.4.2.1 and 1.4.2.2) that a client says who it is; then the door is shut. */
class Broker {
  readonly logins: string[] = [];
  private constructor(
    readonly endpoint: string,
    readonly close: () => void,
  ) {}

  static async start(): Promise<Broker> {
    const server = createServer((socket) => broker.#greet(socket));
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    const broker: Broker = new Broker(`amqp://127.0.0.1:${String((server.address() as AddressInfo).port)}`, () => void server.close());
    onTestFinished(broker.close);
    return broker;
  }

  #greet(socket: Socket): void {
    let heard = Buffer.alloc(0);
    let isGreeted = false;
    socket.on("error", () => undefined);
    socket.on("data", (chunk: Buffer) => {
      heard = Buffer.concat([heard, chunk]);
      if (!isGreeted && heard.subarray(0, 4).toString("latin1") === "AMQP" && heard.length >= 8) {
        isGreeted = true;
        heard = heard.subarray(8);
        socket.write(connectionStart);
      }
      const login = loginOf(heard);
      if (login === undefined) return;
      this.logins.push(login);
      socket.destroy();
    });
  }
}

/** The login in Connection.StartOk, once all of it is there: the mechanism as a short string, then "\0user\0password" as a long one. */
function loginOf(heard: Buffer): string | undefined {
  const mechanism = heard.lastIndexOf(Buffer.from([5, ...Buffer.from("PLAIN")]));
  const start = mechanism + 10;
  if (mechanism < 0 || heard.length < start) return undefined;
  const end = start + heard.readUInt32BE(mechanism + 6);
  if (heard.length < end) return undefined;
  const [, name = "", password = ""] = heard.subarray(start, end).toString("utf8").split("\0");
  return `${name} ${password}`;
}

function longString(text: string): Buffer {
  const length = Buffer.alloc(4);
  length.writeUInt32BE(Buffer.byteLength(text));
  return Buffer.concat([length, Buffer.from(text)]);
}

/** Connection.Start: version 0-9, no server properties, mechanism PLAIN, locale en_US. */
const connectionStart = ((): Buffer => {
  const payload = Buffer.concat([Buffer.from([0, 10, 0, 10, 0, 9, 0, 0, 0, 0]), longString("PLAIN"), longString("en_US")]);
  const head = Buffer.alloc(7);
  head.writeUInt8(1);
  head.writeUInt32BE(payload.length, 3);
  return Buffer.concat([head, payload, Buffer.from([0xce])]);
})();

/** As a state shows it that is exported with its secrets. */
const secretOf = (text: string): object => expect.objectContaining({ plaintext: JSON.stringify(text) }) as object;

const Bucket = "b-one";
const user = "me & you";

function wanted(broker: Broker, pushPassword: string): Spec {
  return {
    resources: [
      { name: "bucket", noun: "Bucket", args: { bucket: Bucket, forceDestroy: true } },
      {
        name: "topic",
        noun: "Topic",
        args: { name: "q", pushEndpoint: broker.endpoint, amqpExchange: "events", pushUser: user, pushPassword },
      },
      {
        name: "events",
        noun: "BucketNotification",
        args: {
          bucket: { $ref: "bucket.bucket" },
          notifications: [{ id: "ours", topicArn: { $ref: "topic.arn" }, events: ["s3:ObjectCreated:*"] }],
        },
      },
    ],
  };
}

describe.each(faces)("%s face", engineTestLimit, (face) => {
  let world: GatewayWorld;
  let gateway: Daemon;
  let stack: Stack;
  let endpoint: string;
  let tls: Tls;
  beforeAll(async () => {
    world = await GatewayWorld.start();
    tls = { certificate: path.join(world.journal, "cert.pem"), key: path.join(world.journal, "key.pem") };
    execFileSync(
      "openssl",
      [
        ...["req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-days", "2", "-subj", "/CN=localhost"],
        ...["-addext", "subjectAltName=IP:127.0.0.1", "-keyout", tls.key, "-out", tls.certificate],
      ],
      { stdio: "ignore" },
    );
    const port = String(await freePort());
    gateway = await startGateway(await findPrograms(), inject("rgw"), port, world.journal, tls);
    endpoint = `https://127.0.0.1:${port}`;
    stack = await Stack.create({
      face,
      config: { ...settingsOf(world, endpoint), caBundle: tls.certificate },
      environment: { OOS_LOG: "debug" },
    });
  });
  afterAll(async () => {
    await stack.close();
    await gateway.stop();
    await world.close();
  });

  test("made, read back, changed with the copies of its notifications, never shown; and not read without TLS", async () => {
    const [first, second] = [await Broker.start(), await Broker.start()];
    const [before, after] = ["s3cr3t /one:@", "s3cr3t two+=%"];
    const said: string[] = [];
    const isShown = (text: string): boolean => text.includes("s3cr3t");
    // The gateway that the objects go through takes the receiver from the notification's own copy.
    const arrives = async (broker: Broker): Promise<string | undefined> => {
      await withClient(world, (s3) => s3.send(new PutObjectCommand({ Bucket, Key: "k", Body: "x" }))).catch(() => undefined);
      await until(
        "a login at the receiver",
        () => broker.logins[0],
        () => gateway.words(),
      );
      return broker.logins[0];
    };

    said.push(await stack.up(wanted(first, before), "--debug"));
    await stack.must("preview", "--refresh", "--diff", "--color", "never", "--expect-no-changes");
    expect(await arrives(first)).toBe(`${user} ${before}`);
    said.push(await stack.must("refresh", "--yes", "--skip-preview", "--color", "never", "--debug"));
    expect((await stack.resource("topic"))?.outputs).toMatchObject({
      pushEndpoint: first.endpoint,
      pushUser: user,
      pushPassword: secretOf(before),
    });
    expect((await stack.exported()).text).toContain(first.endpoint);
    expect(isShown((await stack.exported()).text)).toBe(false);

    said.push(await stack.up(wanted(second, after), "--debug", "--diff"));
    expect(await arrives(second)).toBe(`${user} ${after}`);
    await stack.must("preview", "--refresh", "--diff", "--color", "never", "--expect-no-changes");
    expect((await stack.resource("topic"))?.outputs).toMatchObject({ pushPassword: secretOf(after) });
    expect(isShown((await stack.exported()).text)).toBe(false);
    expect(said.join("\n")).toContain("CreateTopic");
    // Pulumi's own SDK writes what the engine answered into the debug log, secrets and all.
    const lines = said.flatMap((text) => text.split("\n")).filter((line) => !line.includes("RegisterResource RPC finished"));
    expect(lines.filter(isShown)).toEqual([]);

    const { id = "" } = (await stack.resource("topic")) ?? {};
    const driver = await openDriver(face, world.world, world.config);
    onTestFinished(() => driver.close());
    await expect(driver.read("Topic", id, { name: "q", arn: id })).rejects.toThrow("403");

    expect(await stack.destroy()).toMatchObject({ code: 0 });
  });

  const overTls = (): Properties => ({ ...world.config, endpoints: JSON.stringify({ s3: endpoint }), caBundle: tls.certificate });

  test("a kafka login comes back as it was, whatever is in it", async () => {
    const driver = await openDriver(face, world.world, overTls());
    onTestFinished(() => driver.close());
    const login = { pushUser: "me+%41$&", pushPassword: "a+b%26&c=$1$&/:;#?" };
    const news = { name: "k", pushEndpoint: "kafka://127.0.0.1:9093/x?y=z", useSsl: true, ...login };
    const { inputs, failures } = await driver.check("Topic", "r", {}, news);
    expect(failures).toEqual([]);
    const { id, state } = await driver.create("Topic", "r", inputs);
    expect(state).toMatchObject(news);
    expect(await driver.read("Topic", id, state)).toEqual({ id, state });
    expect((await driver.diff("Topic", id, state, inputs)).changes).toBe(false);
    await driver.delete("Topic", id, state);
  });

  test("a login that somebody else put in without encoding it is shown as it is", async () => {
    const session = new Session(registry, overTls(), world.world);
    onTestFinished(() => session.close());
    const { context } = await session.scope({ log: () => undefined });
    const id = await createTopic(context.client, { name: "theirs", attributes: { "push-endpoint": "amqp://me:50%@127.0.0.1" } });
    const driver = await openDriver(face, world.world, overTls());
    onTestFinished(() => driver.close());
    const found = await driver.read("Topic", id, {});
    expect(found?.state).toMatchObject({ pushEndpoint: "amqp://127.0.0.1", pushUser: "me", pushPassword: "50%" });
    await driver.delete("Topic", id, found?.state ?? {});
  });
});
