/** No bucket or topic operation of the ZOS guide without a door, and no door without a test that goes through it, on a server that is named. */
import { expect, test } from "vitest";
import { zos } from "../../provider/backends/zos";
import { emulatorServer } from "../support/contract/emulated";
import { CountingProxy } from "../support/servers/rgw/proxy";
import { doorsOn, operationsOn } from "../support/doors/rows";
import { beyondManual, granted, wireOf, zosManual } from "../support/doors/zos-manual";
import { knownDoors } from "../support/doors/zos-through";
import { walk, walkedOn, type WalkedServer } from "../support/doors/zos-walk";

test("the table has exactly the operations of the guide, and what Ceph has beyond it", () => {
  expect(zosManual).toHaveLength(31 + 4);
  const chapters = Array.from({ length: 31 }, (_, index) => `1.${String(index + 1)}`);
  expect(zosManual.map(([chapter]) => chapter)).toEqual([...chapters, "5.1", "5.2", "5.3", "5.4"]);
  const rows = operationsOn(zos).flatMap(({ operation, nameInManual = operation, manual = ["CEPH"] }) =>
    manual.filter((chapter) => !/^ZOS [23]$/.test(chapter)).map((chapter) => `${chapter} ${nameInManual}`),
  );
  expect(rows.sort()).toEqual(
    [
      ...zosManual.map(([chapter, operation]) => `ZOS ${chapter} ${operation}`),
      ...beyondManual.map(([, operation]) => `CEPH ${operation}`),
    ].sort(),
  );
});

test("every operation has a door, and a test goes through each", () => {
  const doors = doorsOn(zos);
  const reached = new Set(doors.flatMap(({ calls }) => calls));
  expect(operationsOn(zos).filter(({ operation }) => !reached.has(operation))).toEqual([]);
  const named = new Set([...walkedOn("gateway").keys(), ...walkedOn("emulator").keys()]);
  expect(
    doors.filter(({ name, calls }) => calls.some((operation) => named.has(operation)) && !knownDoors.has(name)).map(({ name }) => name),
  ).toEqual(expectedElsewhere);
});

/** Whose walk is another suite's: uploads and links have no operation of the guide's chapters on buckets. */
const expectedElsewhere: readonly string[] = [];

test("what a Ceph gateway of version 16 lacks is walked on the emulator, and nothing else", () => {
  expect([...walkedOn("emulator").keys()]).toEqual([
    ...["PutBucketEncryption", "GetBucketEncryption", "DeleteBucketEncryption", "PutBucketLogging", "GetBucketLogging"],
  ]);
});

test("no two operations look the same on the wire", () => {
  const wires = [...zosManual, ...beyondManual].map(([, , wire]) => wire);
  expect(new Set(wires).size).toBe(wires.length);
});

test.each([
  ["GET", "/", "", "GET /"],
  ["GET", "/some-bucket", "", "GET /b"],
  ["GET", "/some-bucket?prefix=a&max-keys=2&marker=", "", "GET /b"],
  ["GET", "/some-bucket?versions&prefix=a", "", "GET /b?versions"],
  ["DELETE", "/some-bucket?unknown", "", "DELETE /b?unknown"],
  ["PUT", "/some-bucket?policy=", "Action=CreateTopic", "PUT /b?policy"],
  ["PUT", "/some-bucket/a%20b/c", "x", "PUT /b/k"],
  ["POST", "/", "Action=CreateTopic&Name=x", "POST / Action=CreateTopic"],
])("%s %s is told on the wire", (method, target, body, wire) => {
  expect(wireOf({ method, target, body })).toBe(wire);
});

test("only what was granted counts", () => {
  const seen = { method: "DELETE", target: "/b-one", headers: {}, body: "" };
  expect([...granted([seen, { ...seen, status: 409 }, { ...seen, target: "/b-one?unknown", status: 204 }])]).toEqual([]);
  expect([...granted([{ ...seen, status: 204 }])]).toEqual(["DeleteBucket"]);
});

async function emulated(): Promise<WalkedServer> {
  const server = await emulatorServer(zos);
  const proxy = await CountingProxy.start(server.endpoint);
  return {
    ...server,
    config: { ...server.config, endpoints: JSON.stringify({ s3: proxy.endpoint }) },
    proxy,
    close: async () => {
      await proxy.close();
      await server.close();
    },
  };
}

walk("emulator", emulated);
