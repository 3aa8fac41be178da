/**
 * A bucket, its policy and settings, and objects from texts, assets and other objects over the real engine, on a service whose reads lag behind:
 * every option set, changed and removed, quiet after each step; the server is looked at by software that is not ours. One face goes the whole way;
 * tests/provider/resources has each setting and each kind of content in both.
 */
import { writeFileSync } from "node:fs";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import path from "node:path";
import { GetObjectCommand, ListBucketsCommand, type S3Client } from "@aws-sdk/client-s3";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type RunningEmulator, startEmulator } from "../../emulator";
import type { Properties } from "../support/plugin/results";
import { resourceCases } from "../support/resources/cases";
import { settingCases } from "../support/resources/setting-cases";
import { engineTestLimit, type ResourceSpec, type Spec, Stack } from "../support/engine/harness";
import { s3ClientOf, settingsFor } from "../support/engine/servers";

type Step = "minimal" | "full" | "changed";
const steps: readonly Step[] = ["minimal", "full", "changed", "minimal"];
const contents: Readonly<Record<Step, Properties>> = {
  minimal: { content: "one" },
  full: { content: "two ✓", contentType: "text/plain", storageClass: "STANDARD_IA", metadata: { team: "a" } },
  changed: { content: "two ✓", metadata: { team: "b" }, cacheControl: "no-cache" },
};

/** What each step stores from an asset: a file beside the program, a text, a URL. */
const assets: Readonly<Record<Step, string>> = { minimal: "in a file", full: "as a text ✓", changed: "from a server" };

const others = ["logs-one", "logs-two"];
const caseOf = (noun: string) => {
  const found = resourceCases.find((it) => it.noun === noun);
  if (found === undefined) throw new Error(`no case of ${noun}`);
  return found;
};
const cases = [caseOf("BucketPolicy"), ...settingCases];

function spec(emulator: RunningEmulator, step: Step, url: string, more: Readonly<Record<string, Properties>> = {}): Spec {
  const bucket: ResourceSpec = { name: "b-one", noun: "Bucket", args: caseOf("Bucket")[step](emulator) };
  const settings = cases.map((it): ResourceSpec => ({
    name: it.noun,
    noun: it.noun,
    args: { ...it[step](emulator), ...more[it.noun] },
    options: { dependsOn: ["b-one", ...others] },
  }));
  const inBucket = { bucket: { $ref: "b-one.bucket" } };
  const source = { minimal: { $file: "asset.txt" }, full: { $text: assets.full }, changed: { $uri: `${url}/asset` } }[step];
  const objects: readonly ResourceSpec[] = [
    { name: "object", noun: "BucketObject", args: { ...inBucket, key: "a/b", ...contents[step] } },
    { name: "asset", noun: "BucketObject", args: { ...inBucket, key: "asset", source, ...more["asset"] } },
    {
      name: "copy",
      noun: "BucketObject",
      args: { ...inBucket, key: "copy", copyFrom: { ...inBucket, key: { $ref: "object.key" }, etag: { $ref: "object.etag" } } },
    },
  ];
  return {
    resources: [bucket, ...others.map((name) => ({ name, noun: "Bucket", args: { bucket: name } })), ...settings, ...objects],
    outputs: { domain: { $ref: "Website.domain" } },
  };
}

describe("settings, dynamic face", engineTestLimit, () => {
  let emulator: RunningEmulator;
  let stack: Stack;
  let s3: S3Client;
  let server: Server;
  let url: string;

  beforeAll(async () => {
    emulator = await startEmulator({ staleMs: 5000 });
    s3 = s3ClientOf(emulator);
    stack = await Stack.create({ face: "dynamic", config: settingsFor(emulator) });
    writeFileSync(path.join(stack.programFolder, "asset.txt"), assets.minimal);
    server = createServer((_request, response) => response.end(assets.changed));
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    url = `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`;
  });
  afterAll(async () => {
    server.closeAllConnections();
    server.close();
    s3.destroy();
    await stack.close();
    await emulator.close();
  });

  async function stored(Key: string): Promise<{ readonly content: string | undefined; readonly team: string | undefined }> {
    const { Body, Metadata = {} } = await s3.send(new GetObjectCommand({ Bucket: "b-one", Key }));
    return { content: await Body?.transformToString(), team: Metadata["team"] };
  }

  test.each(steps.map((step, index) => ({ step, index })))("step $index: $step", async ({ step, index }) => {
    await stack.up(spec(emulator, step, url));
    await stack.mustBeQuiet();
    for (const it of [caseOf("Bucket"), ...cases]) {
      const before = steps[index - 1] === undefined ? {} : it[steps[index - 1] ?? "minimal"](emulator);
      const shown = it.shown(it[step](emulator), before);
      await expect.poll(() => it.look(emulator), { timeout: 20_000, interval: 250, message: it.noun }).toEqual(shown);
    }
    const wanted = { content: contents[step]["content"], team: (contents[step]["metadata"] as { team: string } | undefined)?.team };
    expect(await stored("a/b")).toEqual(wanted);
    // It follows the ETag, which a change of metadata alone leaves as it is.
    expect((await stored("copy")).content).toBe(wanted.content);
    expect(await stored("asset")).toEqual({ content: assets[step], team: undefined });
    // Once again when the caches show the new values.
    if (step === "full") await stack.mustBeQuiet();
  });

  test("a file that changed is stored again, and nothing else is written", async () => {
    writeFileSync(path.join(stack.programFolder, "asset.txt"), "changed in the file");
    const { text } = await stack.preview();
    expect(text).toMatch(/~ oos:index:BucketObject: \(update\)|~ pulumi-nodejs:dynamic\/oos:BucketObject: \(update\)/);
    const said = await stack.up();
    expect(said).toMatch(/~ 1 updated/);
    expect((await stored("asset")).content).toBe("changed in the file");
    await stack.mustBeQuiet();
  });

  describe("functions", () => {
    const asked = { fn: "getSessionToken", args: { durationSeconds: 900 } };
    const calls = {
      link: { fn: "presignUrl", args: { bucket: "b-one", key: "a/b" } },
      session: asked,
      awaited: { ...asked, promise: true },
      summary: { fn: "getAccountSummary" },
    };
    let outputs: Record<string, Record<string, string>>;
    let text: string;
    beforeAll(async () => {
      await stack.up({ ...spec(emulator, "minimal", url), calls });
      outputs = (await stack.outputs()) as typeof outputs;
      ({ text } = await stack.exported());
    }, engineTestLimit.timeout);

    test("a link is a secret, and works", async () => {
      expect(text).not.toContain("X-Amz-Signature");
      const { link, domain } = outputs as unknown as { link: { url: string }; domain: string };
      expect(await (await fetch(link.url)).text()).toBe("one");
      expect(domain).toBe("b-one.oos-website-cn.oos-cn.ctyunapi.cn");
    });

    test("temporary credentials are secrets, in the form of outputs and in that of promises", () => {
      const { session, awaited, summary } = outputs;
      for (const found of [session, awaited]) {
        expect(found?.["accessKeyId"]).toMatch(/^sts\./);
        for (const name of ["secretAccessKey", "sessionToken"]) {
          expect(found?.[name]).toMatch(/^[0-9a-f]{40,}$/);
          expect(text).not.toContain(found?.[name]);
        }
      }
      expect(summary).toMatchObject({ users: 0, policies: 0 });
    });
  });

  test("an archive: refused in preview", async () => {
    stack.write(spec(emulator, "minimal", url, { asset: { source: { $archive: "." } } }));
    const { code, text } = await stack.preview();
    expect(code).not.toBe(0);
    expect(text).toContain("must be text or an asset, found an archive");
  });

  test("destroy leaves nothing", async () => {
    const { code, text } = await stack.destroy();
    expect(code, text).toBe(0);
    expect((await s3.send(new ListBucketsCommand({}))).Buckets ?? []).toEqual([]);
  });
});
