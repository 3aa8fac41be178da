/**
 * The settings of a bucket and an object over the real engine, on a service whose reads lag behind: every option set, changed and removed, quiet
 * after each step; the server is looked at by software that is not ours. A lock that could not be undone is refused before anything is done.
 */
import { GetObjectCommand, ListBucketsCommand, type S3Client } from "@aws-sdk/client-s3";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type RunningEmulator, startEmulator } from "../../emulator";
import type { Properties } from "../plugin/results";
import { settingCases } from "../resources/setting-cases";
import { engineTestLimit, faces, type ResourceSpec, type Spec, Stack } from "./harness";
import { s3ClientOf, settingsFor } from "./servers";

type Step = "minimal" | "full" | "changed";
const steps: readonly Step[] = ["minimal", "full", "changed", "minimal"];
const contents: Readonly<Record<Step, Properties>> = {
  minimal: { content: "one" },
  full: { content: "two ✓", contentType: "text/plain", storageClass: "STANDARD_IA", metadata: { team: "a" } },
  changed: { content: "two ✓", metadata: { team: "b" }, cacheControl: "no-cache" },
};

const buckets = ["b-one", "logs-one", "logs-two"];

function spec(emulator: RunningEmulator, step: Step, more: Readonly<Record<string, Properties>> = {}): Spec {
  const settings = settingCases.map((it): ResourceSpec => ({
    name: it.noun,
    noun: it.noun,
    args: { ...it[step](emulator), ...more[it.noun] },
    options: { dependsOn: buckets },
  }));
  const object: ResourceSpec = {
    name: "object",
    noun: "BucketObject",
    args: { bucket: { $ref: "b-one.bucket" }, key: "a/b", ...contents[step] },
  };
  return {
    resources: [...buckets.map((bucket) => ({ name: bucket, noun: "Bucket", args: { bucket } })), ...settings, object],
    outputs: { domain: { $ref: "Website.domain" } },
  };
}

describe.each(faces)("settings, %s face", engineTestLimit, (face) => {
  let emulator: RunningEmulator;
  let stack: Stack;
  let s3: S3Client;

  beforeAll(async () => {
    emulator = await startEmulator({ staleMs: 5000 });
    s3 = s3ClientOf(emulator);
    stack = await Stack.create({ face, config: settingsFor(emulator) });
  });
  afterAll(async () => {
    s3.destroy();
    await stack.close();
    await emulator.close();
  });

  test.each(steps.map((step, index) => ({ step, index })))("step $index: $step", async ({ step, index }) => {
    const wanted = spec(emulator, step);
    await stack.up(wanted);
    await stack.mustBeQuiet();
    const before = index === 0 ? {} : spec(emulator, steps[index - 1] ?? "minimal").resources;
    for (const it of settingCases) {
      const shown = it.shown(it[step](emulator), before);
      await expect.poll(() => it.look(emulator), { timeout: 20_000, interval: 250, message: it.noun }).toEqual(shown);
    }
    const { Body, Metadata = {} } = await s3.send(new GetObjectCommand({ Bucket: "b-one", Key: "a/b" }));
    expect({ content: await Body?.transformToString(), team: Metadata["team"] }).toEqual({
      content: contents[step]["content"],
      team: (contents[step]["metadata"] as { team: string } | undefined)?.team,
    });
    // Once again when the caches show the new values.
    if (step === "full") await stack.mustBeQuiet();
  });

  test("a link is a secret, and works", async () => {
    const wanted = { ...spec(emulator, "minimal"), calls: { link: { fn: "presignUrl", args: { bucket: "b-one", key: "a/b" } } } };
    await stack.up(wanted);
    expect((await stack.exported()).text).not.toContain("X-Amz-Signature");
    const { link, domain } = (await stack.outputs()) as { link: { url: string }; domain: string };
    expect(await (await fetch(link.url)).text()).toBe("one");
    expect(domain).toBe("b-one.oos-website-cn.oos-cn.ctyunapi.cn");
  });

  test("temporary credentials are secrets, in the form of outputs and in that of promises", async () => {
    const asked = { fn: "getSessionToken", args: { durationSeconds: 900 } };
    const calls = { session: asked, awaited: { ...asked, promise: true }, summary: { fn: "getAccountSummary" } };
    await stack.up({ ...spec(emulator, "minimal"), calls });
    const { session, awaited, summary } = (await stack.outputs()) as Record<string, Record<string, string>>;
    const { text } = await stack.exported();
    for (const found of [session, awaited]) {
      expect(found?.["accessKeyId"]).toMatch(/^sts\./);
      for (const name of ["secretAccessKey", "sessionToken"]) {
        expect(found?.[name]).toMatch(/^[0-9a-f]{40,}$/);
        expect(text).not.toContain(found?.[name]);
      }
    }
    expect(summary).toMatchObject({ users: 0, policies: 0 });
  });

  test.each([
    ["a lock that would be enabled unconfirmed", { ObjectLock: { state: "Enabled" } }, "must be true to enable the lock"],
    [
      "rules that overlap",
      {
        Lifecycle: {
          rules: [
            { id: "a", prefix: "x/", expiration: { days: 1 } },
            { id: "b", prefix: "x/y/", expiration: { days: 2 } },
          ],
        },
      },
      'rule "b" (prefix "x/y/") overlaps with rule "a" (prefix "x/")',
    ],
  ])("%s: refused in preview", async (_title, more, words) => {
    stack.write(spec(emulator, "minimal", more));
    const { code, text } = await stack.preview();
    expect(code).not.toBe(0);
    expect(text).toContain(words);
  });

  test("a second resource for one setting: refused in preview", async () => {
    const { resources } = spec(emulator, "minimal");
    const again = resources.filter(({ noun }) => noun === "Cors").map((it) => ({ ...it, name: "cors-again" }));
    stack.write({ resources: [...resources, ...again] });
    const { code, text } = await stack.preview();
    expect(code).not.toBe(0);
    expect(text).toMatch(/Cors with bucket "b-one" is in this program already, as \S*(Cors|cors-again);/);
  });

  test("destroy leaves nothing", async () => {
    const { code, text } = await stack.destroy();
    expect(code, text).toBe(0);
    expect((await s3.send(new ListBucketsCommand({}))).Buckets ?? []).toEqual([]);
  });
});
