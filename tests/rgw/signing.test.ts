/** Each signature with each way to name the bucket, as a user configures them: whole lives of resources, and links. */
import { CreateBucketCommand, HeadObjectCommand } from "@aws-sdk/client-s3";
import { describe, expect, onTestFinished, test } from "vitest";
import { fetch, ProxyAgent } from "undici";
import { zos } from "../../provider/backends/zos";
import { DynamicFace } from "../../provider/engine/faces/dynamic";
import { registry } from "../../provider/registry";
import { withClient } from "../support/contract/server";
import { contractSuite } from "../support/contract/suite";
import { openDriver } from "../support/resources/driver";
import { gatewayDomain } from "../support/servers/rgw/cluster";
import { GatewayWorld, type Wire } from "./world";

const wires: readonly Wire[] = (["v2", "v4"] as const).flatMap((signatureVersion) =>
  (["path", "virtual"] as const).map((addressing) => ({ signatureVersion, addressing })),
);
const title = ({ signatureVersion, addressing }: Wire): string => `${signatureVersion} ${addressing}`;
const Bucket = "b-one";

for (const wire of wires)
  contractSuite(
    zos,
    () => GatewayWorld.start(wire),
    ({ notOnGateway }) => notOnGateway === undefined,
    title(wire),
  );

describe.each(wires)("$signatureVersion $addressing", (wire) => {
  async function start(): Promise<GatewayWorld> {
    const world = await GatewayWorld.start(wire);
    onTestFinished(() => world.close());
    return world;
  }

  test("is what goes onto the wire, for topics too", async () => {
    const world = await start();
    const driver = await openDriver("plugin", world.world, world.config);
    onTestFinished(() => driver.close());
    for (const [noun, news] of [
      ["Bucket", { bucket: Bucket }],
      ["BucketTagging", { bucket: Bucket, tags: { a: "b" } }],
      ["Topic", { name: "t" }],
    ] as const) {
      const { inputs, failures } = await driver.check(noun, "r", {}, news);
      expect(failures).toEqual([]);
      await driver.create(noun, "r", inputs);
    }
    const isAboutBucket = (target: string, host: string | undefined): boolean => target.startsWith(`/${Bucket}`) || host !== gatewayDomain;
    const hosts = world.proxy.seen.filter(({ target, headers }) => isAboutBucket(target, headers.host)).map(({ headers }) => headers.host);
    expect(new Set(hosts)).toEqual(new Set([wire.addressing === "virtual" ? `${Bucket}.${gatewayDomain}` : gatewayDomain]));
    const signatures = world.proxy.seen.map(({ headers }) => headers.authorization?.split(" ")[0]);
    expect(new Set(signatures)).toEqual(new Set([wire.signatureVersion === "v2" ? "AWS" : "AWS4-HMAC-SHA256"]));
    expect(world.proxy.calls).toEqual(expect.arrayContaining(["POST / CreateTopic"]));
  });

  test("signs links that write, look, read and delete, and nothing else", async () => {
    const world = await start();
    await withClient(world, (s3) => s3.send(new CreateBucketCommand({ Bucket })));
    const face = new DynamicFace(registry, world.world);
    const through = new ProxyAgent({ uri: world.proxy.endpoint, proxyTunnel: false });
    onTestFinished(async () => {
      await face.session(world.config).close();
      await through.close();
    });
    const key = "a b/ü+&=?#.txt";
    const link = async (more: Readonly<Record<string, unknown>>): Promise<string> => {
      const { url } = (await face.invoke("presignUrl", { bucket: Bucket, key, ...more }, world.config)) as { readonly url: string };
      expect(new URL(url).host).toBe(wire.addressing === "virtual" ? `${Bucket}.${gatewayDomain}` : gatewayDomain);
      expect(url).toContain(wire.signatureVersion === "v2" ? "&Signature=" : "&X-Amz-Signature=");
      return url;
    };
    const use = async (method: string, url: string, more: { readonly body?: string; readonly headers?: Record<string, string> } = {}) => {
      const answer = await fetch(url, { method, dispatcher: through, ...more });
      return { status: answer.status, text: await answer.text(), type: answer.headers.get("content-type") };
    };

    const contentType = "text/x-test";
    const upload = await link({ method: "PUT", contentType });
    expect(await use("PUT", upload, { body: "12345", headers: { "content-type": contentType } })).toMatchObject({ status: 200 });
    const shown = await withClient(world, (s3) => s3.send(new HeadObjectCommand({ Bucket, Key: key })));
    expect(shown).toMatchObject({ ContentLength: 5, ContentType: contentType });

    expect(await use("HEAD", await link({ method: "HEAD" }))).toMatchObject({ status: 200 });
    const download = await link({ responseContentType: "text/x-other", responseContentDisposition: 'attachment; filename="a b.txt"' });
    expect(await use("GET", download)).toMatchObject({ status: 200, text: "12345", type: "text/x-other" });
    expect(await use("GET", download.replace("x-other", "x-third"))).toMatchObject({ status: 403 });
    expect(await use("DELETE", download)).toMatchObject({ status: 403 });

    expect(await use("DELETE", await link({ method: "DELETE" }))).toMatchObject({ status: 204 });
    expect(await use("GET", await link({}))).toMatchObject({ status: 404 });
  });

  test("signs a link that ends", async () => {
    const world = await start();
    await withClient(world, (s3) => s3.send(new CreateBucketCommand({ Bucket })));
    const longAgo = { ...world.world, now: () => new Date(Date.now() - 120_000) };
    const face = new DynamicFace(registry, longAgo);
    const through = new ProxyAgent({ uri: world.proxy.endpoint, proxyTunnel: false });
    onTestFinished(async () => {
      await face.session(world.config).close();
      await through.close();
    });
    const { url } = (await face.invoke("presignUrl", { bucket: Bucket, key: "k", expiresInSeconds: 60 }, world.config)) as {
      readonly url: string;
    };
    const answer = await fetch(url, { dispatcher: through });
    expect({ status: answer.status, text: await answer.text() }).toMatchObject({
      status: 403,
      text: expect.stringContaining("AccessDenied") as string,
    });
  });
});
