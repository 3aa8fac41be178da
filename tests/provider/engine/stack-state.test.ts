import { mkdtempSync, writeFileSync } from "node:fs";
import { rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { exportedState, stateBackend } from "../../../provider/engine/memory/stack-state";

const urn = "urn:pulumi:dev::shop::oos:index:Bucket::b";

/** A `pulumi` on the path that fails so often, then prints. */
function pulumi(failures: number, text: string): Readonly<Record<string, string>> {
  const folder = mkdtempSync(path.join(tmpdir(), "oos-pulumi-"));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  writeFileSync(path.join(folder, "answer"), text);
  writeFileSync(
    path.join(folder, "pulumi"),
    `#!/bin/sh\necho run >> ${folder}/runs\n[ "$(wc -l < ${folder}/runs)" -gt ${String(failures)} ] || exit 255\ncat ${folder}/answer\n`,
    { mode: 0o755 },
  );
  return { PATH: `${folder}:/usr/bin:/bin` };
}

const deployment = JSON.stringify({ deployment: { resources: [{ urn, type: "oos:index:Bucket", id: "b" }] } });

test("the state is asked for again after one failure, and not after two", async () => {
  expect((await exportedState(urn, pulumi(0, deployment)))?.resources).toHaveLength(1);
  expect((await exportedState(urn, pulumi(1, deployment)))?.resources).toHaveLength(1);
  expect(await exportedState(urn, pulumi(2, deployment))).toBeUndefined();
});

test("without a URN it is the stack that the engine of this process runs: there is none here", async () => {
  expect(await exportedState(undefined, pulumi(0, deployment))).toBeUndefined();
});

test("the backend of the states", async () => {
  expect(await stateBackend(pulumi(0, '{"user": "u", "url": "file:///states"}'))).toBe("file:///states");
  for (const text of ["{}", "no JSON"]) expect(await stateBackend(pulumi(0, text))).toBeUndefined();
});
