/** No bucket or topic operation of the ZOS guide without a door, and no door without a test that goes through it, on a server that is named. */
import { expect, test } from "vitest";
import { zos } from "../../provider/backends/zos";
import { emulatorServer } from "../contract/emulated";
import { CountingProxy } from "../servers/rgw/proxy";
import { operationDoors } from "./rows";
import { beyondManual, granted, wireOf, zosManual } from "./zos-manual";
import { knownDoors } from "./zos-through";
import { walk, type WalkedServer } from "./zos-walk";

const rows = operationDoors.filter(({ backend }) => backend === "zos");

test("the table has exactly the operations of the guide, and what Ceph has beyond it", () => {
  expect(zosManual).toHaveLength(31 + 4);
  const chapters = Array.from({ length: 31 }, (_, index) => `1.${String(index + 1)}`);
  expect(zosManual.map(([chapter]) => chapter)).toEqual([...chapters, "5.1", "5.2", "5.3", "5.4"]);
  expect(rows.map(({ service, manual, operation, wire }) => [service, manual, operation, wire])).toEqual([
    ...zosManual.map(([chapter, operation, wire]) => [chapter.startsWith("1.") ? "s3" : "topic", `ZOS ${chapter}`, operation, wire]),
    ...beyondManual.map(([chapter, operation, wire]) => ["s3", chapter, operation, wire]),
  ]);
});

test("every operation has a door, and a test goes through each", () => {
  expect(rows.filter(({ doors }) => doors.length === 0)).toEqual([]);
  expect([...new Set(rows.flatMap(({ doors }) => doors))].filter((door) => !knownDoors.has(door))).toEqual([]);
});

test("what a Ceph gateway of version 16 lacks is walked on the emulator, and nothing else", () => {
  expect(rows.filter(({ server }) => server !== "gateway").map(({ operation, server }) => `${operation}: ${server}`)).toEqual([
    ...["PutBucketEncryption: emulator", "GetBucketEncryption: emulator", "DeleteBucketEncryption: emulator"],
    ...["PutBucketLogging: emulator", "GetBucketLogging: emulator"],
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
