/** A journal that cannot be kept where it is said to be: found in preview, in words. */
import { mkdtempSync, writeFileSync } from "node:fs";
import { rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, expect, test } from "vitest";
import { faces, openDriver } from "../../support/resources/driver";

const folder = mkdtempSync(path.join(tmpdir(), "oos-journal-file-"));
const file = path.join(folder, "journal");
writeFileSync(file, "");
afterAll(() => rm(folder, { recursive: true, force: true }));

test.each(faces.flatMap((face) => [file, path.join(file, "inside")].map((at) => [face, at] as const)))(
  "%s face, %s: a resource without a name, and one that is known",
  async (face, at) => {
    const world = { environment: { OOS_JOURNAL_DIR: at }, now: () => new Date() };
    const driver = await openDriver(face, world, { accessKeyId: "a", secretAccessKey: "b", endpoints: '{"s3":"http://127.0.0.1:1"}' });
    const words = `the journal cannot be kept in ${at}: it, or what it lies in, is a file; choose a folder with OOS_JOURNAL_DIR`;
    const known = { bucket: "b-one", acl: "private", forceDestroy: false };
    expect((await driver.check("Bucket", "b", {}, {})).failures).toEqual([{ property: "", reason: words }]);
    expect((await driver.check("Bucket", "b", known, known)).failures).toEqual([{ property: "", reason: words }]);
    await driver.close();
  },
);
