/** Data functions through both faces: one call, plain values back, every problem of bad arguments in one error. */
import { DynamicFace } from "../../../provider/engine/faces/dynamic";
import { registry } from "../../../provider/registry";
import { plain, PluginClient } from "../../support/plugin/client";
import { placeFirst } from "../../support/plugin/results";
import { servePlugin } from "../../support/plugin/server";
import type { TestWorld } from "../../support/resources/world";

export type Values = Record<string, unknown>;

export interface Caller {
  invoke(name: string, args: Values): Promise<Values>;
  /** As on the plugin's wire; undefined in the dynamic face, which has none. */
  onWire?(name: string, args: Values): Promise<Values>;
  close(): Promise<void>;
}

export async function openCaller(face: "dynamic" | "plugin", world: TestWorld, config: Values = {}): Promise<Caller> {
  const settings = world.config(config);
  if (face === "dynamic") {
    const dynamic = new DynamicFace(registry, world);
    return {
      invoke: (name, args) => placeFirst(dynamic.invoke(name, args, settings)),
      close: () => dynamic.session(settings).close(),
    };
  }
  const server = await servePlugin(world);
  const client = new PluginClient(server.address);
  await client.configure(settings);
  const onWire = async (name: string, args: Values): Promise<Values> => {
    const { result, failures } = await client.invoke(`oos:index:${name}`, args);
    if (failures.length > 0) throw new Error(failures.map(({ property, reason }) => `${reason} (${property})`).join("\n"));
    return result;
  };
  return {
    invoke: async (name, args) => plain(await placeFirst(onWire(name, args))) as Values,
    onWire,
    close: async () => {
      client.close();
      await server.close();
    },
  };
}
