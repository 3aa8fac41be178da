/** Law 1: only a typed not-found means gone. Whatever else comes back on read and delete is an error that keeps the state. */
import { createServer, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { FaultRule } from "../../../emulator";
import type { Properties } from "../../support/plugin/results";
import { resourceCases } from "../../support/resources/cases";
import { type Driver, type Face, faces, openDriver } from "../../support/resources/driver";
import { TestWorld } from "../../support/resources/world";

/** What the emulator does instead of answering. */
const faults: Readonly<Record<string, FaultRule>> = {
  "403 AccessDenied": { kind: "error", status: 403, code: "AccessDenied" },
  "500 InternalError": { kind: "error", status: 500, code: "InternalError" },
  "503 ServiceUnavailable": { kind: "error", status: 503, code: "ServiceUnavailable" },
  "501 NotImplemented": { kind: "error", status: 501, code: "NotImplemented" },
  "404 with another code": { kind: "error", status: 404, code: "NoSuchThing" },
  "a reset connection": { kind: "reset" },
  "a truncated answer": { kind: "truncate" },
};

const html = "<html><head><title>Sign in</title></head><body>Please sign in</body></html>";

/** What something else says that answers in the service's place. */
const strangers: Readonly<Record<string, (response: ServerResponse) => void>> = {
  "a login page with 200": (response) => response.writeHead(200, { "content-type": "text/html" }).end(html),
  "a page with 404": (response) => response.writeHead(404, { "content-type": "text/html" }).end(html),
  "an empty 404": (response) => response.writeHead(404).end(),
  "another root element": (response) =>
    response.writeHead(200, { "content-type": "application/xml" }).end("<ListBucketResult><Name>b-one</Name></ListBucketResult>"),
  "half a document": (response) => response.writeHead(200, { "content-type": "application/xml" }).end("<AccessControlPolicy><Owner>"),
  "another JSON": (response) => response.writeHead(200, { "content-type": "application/json" }).end('{"hello": []}'),
  "a redirection": (response) => response.writeHead(302, { location: "http://127.0.0.1:1/" }).end(),
};

interface Made {
  readonly noun: string;
  readonly id: string;
  readonly state: Properties;
}

/** Two resources that need no other one, one for each service; their deletes come first and last in the list of calls. */
async function makeAll(driver: Driver, world: TestWorld): Promise<Made[]> {
  const made: Made[] = [];
  for (const { noun, prepare, minimal } of resourceCases) {
    // Each prepares for itself; what is there already is fine for the next one.
    await prepare?.(world.emulator).catch((error: unknown) => {
      if (!/EntityAlreadyExists|409/.test(String(error))) throw error;
    });
    const { inputs } = await driver.check(noun, "r", {}, { ...minimal(world.emulator), ...(noun === "AccessKey" ? {} : { adopt: true }) });
    made.push({ noun, ...(await driver.create(noun, "r", inputs)) });
  }
  return made;
}

describe.each(faces)("%s face", (face: Face) => {
  let world: TestWorld;
  let driver: Driver;
  let made: Made[];
  let stranger: Server;
  let answer: (response: ServerResponse) => void = () => undefined;
  let astray: Driver;
  let impatient: Driver;

  beforeAll(async () => {
    world = await TestWorld.start();
    driver = await openDriver(face, world, world.config());
    impatient = await openDriver(face, world, world.config({ requestTimeoutSeconds: 0.3 }));
    made = await makeAll(driver, world);
    // Past the time in which a cache may hide something: an absence would be believed.
    await world.pass(400_000);
    // What a trail tells of its log objects has changed meanwhile.
    for (const [index, { noun, id, state }] of made.entries()) {
      const kept = await driver.read(noun, id, state);
      if (kept !== undefined) made[index] = { noun, ...kept };
    }
    stranger = createServer((_request, response) => answer(response)).listen(0, "127.0.0.1");
    await new Promise((resolve) => stranger.once("listening", resolve));
    const url = `http://127.0.0.1:${String((stranger.address() as AddressInfo).port)}`;
    astray = await openDriver(face, world, world.config({ endpoints: JSON.stringify({ s3: url, iam: url, trail: url }) }));
  });
  afterAll(async () => {
    await astray.close();
    await impatient.close();
    await driver.close();
    stranger.closeAllConnections();
    stranger.close();
    await world.close();
  });

  test("no answer in time", async () => {
    await world.faulty([{ kind: "hang-before-execute" }], () =>
      Promise.all(
        made.map(async ({ noun, id, state }) => {
          await expect(impatient.read(noun, id, state), `read ${noun}`).rejects.toThrow("no complete answer within 300 ms");
          await expect(impatient.read(noun, id, {}), `import ${noun}`).rejects.toThrow("no complete answer within 300 ms");
          await expect(impatient.delete(noun, id, state), `delete ${noun}`).rejects.toThrow("no complete answer within 300 ms");
        }),
      ),
    );
    for (const { noun, id, state } of made) expect(await driver.read(noun, id, state)).toEqual({ id, state });
  });

  test.each(Object.entries(faults))("%s", async (_what, rule) => {
    await world.faulty([rule], async () => {
      for (const { noun, id, state } of made) {
        // An answer to HEAD carries no code: the service's own 404 is all there is to see.
        if (noun === "BucketObject" && rule.status === 404) continue;
        await expect(driver.read(noun, id, state), `read ${noun}`).rejects.toThrow();
        await expect(driver.read(noun, id, {}), `import ${noun}`).rejects.toThrow();
        // A broken answer comes after the work was done: deleting is tried only where nothing is executed.
        if (rule.kind !== "truncate") await expect(driver.delete(noun, id, state), `delete ${noun}`).rejects.toThrow();
      }
    });
    for (const { noun, id, state } of made) expect(await driver.read(noun, id, state)).toEqual({ id, state });
  });

  test.each(Object.entries(strangers))("%s", async (_what, respond) => {
    answer = respond;
    for (const { noun, id, state } of made) {
      await expect(astray.read(noun, id, state), `read ${noun}`).rejects.toThrow();
      await expect.soft(astray.delete(noun, id, state), `delete ${noun}`).rejects.toThrow();
    }
  });

  test("an error says service, operation, subject, code, request id and next step", async () => {
    const bucket = made.find(({ noun }) => noun === "Bucket");
    if (bucket === undefined) throw new Error("no bucket");
    await world.faulty([{ kind: "error", status: 403, code: "AccessDenied", message: "not for you" }], async () => {
      const error: unknown = await driver.read("Bucket", bucket.id, bucket.state).catch((failure: unknown) => failure);
      expect((error as Error).message).toMatch(
        /s3 GetBucketAcl of bucket "b-one" failed with 403 AccessDenied: not for you \(request id \w+\)\n {2}next: give the key's user a policy/,
      );
    });
  });
});
