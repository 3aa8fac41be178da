/** Drift in a field that only a replacement changes: no plan ever comes of it. Here a bucket that somebody has deleted and made again elsewhere. */
import { describe, expect, onTestFinished, test } from "vitest";
import type { Properties } from "../../support/plugin/results";
import { PluginClient } from "../../support/plugin/client";
import { servePlugin } from "../../support/plugin/server";
import { type Driver, faces, openDriver } from "../../support/resources/driver";
import { TestWorld } from "../../support/resources/world";

const inputs = { bucket: "b-one", acl: "private", forceDestroy: true, metadataLocation: "QingDao" };
const memory = { __declared: { metadataLocation: "QingDao" } };

describe.each(faces)("%s face", (face) => {
  async function start(): Promise<{ driver: Driver; state: Properties; move: (metadataLocation: string) => Promise<unknown> }> {
    const world = await TestWorld.start();
    const [driver, hand] = await Promise.all([
      openDriver(face, world, world.config({ settleSeconds: 0 })),
      openDriver("dynamic", world, world.config({ settleSeconds: 0 })),
    ]);
    onTestFinished(async () => {
      await driver.close();
      await hand.close();
      await world.close();
    });
    const { state } = await driver.create("Bucket", "r", inputs);
    const move = async (metadataLocation: string): Promise<void> => {
      await hand.delete("Bucket", "b-one", state);
      await hand.create("Bucket", "b", { ...inputs, metadataLocation });
    };
    return { driver, state, move };
  }

  async function refreshed(driver: Driver, state: Properties): Promise<Properties> {
    const found = await driver.read("Bucket", "b-one", state);
    if (found === undefined) throw new Error("the bucket is gone");
    return found.state;
  }

  test("it is shown, said with both ways out, and changes nothing", async () => {
    const { driver, state, move } = await start();
    await move("LaSa");
    const drifted = await refreshed(driver, state);
    expect(drifted).toMatchObject({ metadataLocation: "LaSa", ...memory });
    expect(driver.said()).toEqual([]);
    expect(await driver.diff("Bucket", "b-one", drifted, inputs)).toMatchObject({
      changes: false,
      replaces: [],
      deleteBeforeReplace: false,
    });
    const words = (values: string, known: string, urn: string): string =>
      `warn: metadataLocation of Bucket "b-one" ${values}; ` +
      "only a replacement could change it, which would delete the Bucket and its contents\n" +
      `  next: set ${known} in the program, or replace it: pulumi up --replace ${urn}`;
    const whole = words(
      'is "LaSa" on the service (changed elsewhere) and "QingDao" in the program',
      '"LaSa"',
      "'urn:pulumi:test::suite::oos:index:Bucket::r'",
    );
    // A refresh registers nothing: the dynamic face knows neither the URN, nor whether the program marked the value as a secret.
    const unregistered = words(
      "differs between the service (changed elsewhere) and the program",
      "the value of the service",
      "<urn> (`pulumi stack --show-urns` shows it)",
    );
    await expect.poll(() => driver.said()).toEqual([face === "plugin" ? whole : unregistered]);
    await driver.check("Bucket", "r", inputs, inputs);
    await driver.diff("Bucket", "b-one", drifted, inputs);
    await expect.poll(() => driver.said().at(-1)).toBe(whole);
    // As often as it is read, and whatever else it moves to.
    expect(await refreshed(driver, drifted)).toEqual(drifted);
    await move("ShenYang");
    expect(await refreshed(driver, drifted)).toMatchObject({ metadataLocation: "ShenYang", ...memory });
  });

  test("an update of another field keeps what the service has, and what the program said", async () => {
    const { driver, state, move } = await start();
    await move("LaSa");
    const drifted = await refreshed(driver, state);
    const news = { ...inputs, acl: "public-read" };
    expect(await driver.diff("Bucket", "b-one", drifted, news)).toMatchObject({ changes: true, replaces: [] });
    const updated = await driver.update("Bucket", "b-one", drifted, news);
    expect(updated).toMatchObject({ acl: "public-read", metadataLocation: "LaSa", ...memory });
    expect(await refreshed(driver, updated)).toEqual(updated);
    expect(await driver.diff("Bucket", "b-one", updated, news)).toMatchObject({ changes: false, replaces: [] });
  });

  test("the program may take it over: from then on another word is a change of the program's", async () => {
    const { driver, state, move } = await start();
    await move("LaSa");
    const drifted = await refreshed(driver, state);
    const news = { ...inputs, metadataLocation: "LaSa" };
    expect(await driver.diff("Bucket", "b-one", drifted, news)).toMatchObject({ changes: true, replaces: [] });
    const taken = await driver.update("Bucket", "b-one", drifted, news);
    expect(taken["metadataLocation"]).toBe("LaSa");
    expect(taken).not.toHaveProperty("__declared");
    expect(await driver.diff("Bucket", "b-one", taken, news)).toMatchObject({ changes: false });
    expect(driver.said()).toEqual([]);
    expect(await driver.diff("Bucket", "b-one", taken, inputs)).toMatchObject({ replaces: ["metadataLocation"] });
  });

  test("a third word is a change of the program's, and replaces", async () => {
    const { driver, state, move } = await start();
    await move("LaSa");
    const drifted = await refreshed(driver, state);
    expect(await driver.diff("Bucket", "b-one", drifted, { ...inputs, metadataLocation: "ShenYang" })).toMatchObject({
      replaces: ["metadataLocation"],
      deleteBeforeReplace: true,
    });
  });

  test("a service that goes back ends it without a word", async () => {
    const { driver, state, move } = await start();
    await move("LaSa");
    const drifted = await refreshed(driver, state);
    await move("QingDao");
    const back = await refreshed(driver, drifted);
    expect(back).toMatchObject({ metadataLocation: "QingDao" });
    expect(back).not.toHaveProperty("__declared");
    expect(await driver.diff("Bucket", "b-one", back, inputs)).toMatchObject({ changes: false });
    expect(driver.said()).toEqual([]);
  });
});

test("plugin face: a refresh does not put the drift into the program's inputs; what is ignored is not said", async () => {
  const world = await TestWorld.start();
  const server = await servePlugin(world);
  const client = new PluginClient(server.address);
  onTestFinished(async () => {
    client.close();
    await server.close();
    await world.close();
  });
  await client.configure(world.config({ settleSeconds: 0 }));
  const { id, state } = await client.create("Bucket", "r", { ...inputs, metadataLocation: "LaSa" });
  const found = await client.read("Bucket", id, { ...state, metadataLocation: "QingDao" }, inputs);
  expect(found).toMatchObject({ inputs: { metadataLocation: "QingDao" }, state: { metadataLocation: "LaSa", ...memory } });
  const drifted = found?.state ?? {};
  // A preview of an update shows what will be.
  const preview = await client.updateWire("Bucket", id, drifted, { ...inputs, acl: "public-read" }, true);
  expect(preview.getProperties()?.toJavaScript()).toMatchObject({ acl: "public-read", metadataLocation: "LaSa" });
  const takenOver = { ...inputs, metadataLocation: "LaSa" };
  expect(await client.diff("Bucket", id, drifted, takenOver)).toMatchObject({ detailed: { metadataLocation: "UPDATE" }, replaces: [] });
  expect(await client.diff("Bucket", id, drifted, takenOver, ["metadataLocation"])).toMatchObject({ changes: false });
});
