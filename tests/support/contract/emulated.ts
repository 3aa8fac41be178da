/** The emulator as a server of the contract: as OOS, or as ZOS. */
import type { FlavourName } from "../../../emulator";
import type { Backend } from "../../../provider/backends/types";
import type { Properties } from "../plugin/results";
import { TestWorld } from "../resources/world";
import type { ContractServer } from "./server";

/** @param more settings of the provider */
export async function emulatorServer(backend: Backend, more: Properties = {}): Promise<ContractServer> {
  return serverOf(backend, await TestWorld.start({ flavour: backend.id as FlavourName }), more);
}

export function serverOf(backend: Backend, world: TestWorld, more: Properties = {}): ContractServer {
  return {
    backend,
    world,
    config: world.config({ ...(backend.id === "oos" ? {} : settingsOf(backend, world)), ...more }),
    endpoint: world.emulator.endpoints.s3,
    keys: world.emulator,
    calls: async () => Object.entries(await world.calls()).flatMap(([operation, count]) => Array.from({ length: count }, () => operation)),
    pass: (ms) => world.pass(ms),
    close: () => world.close(),
  };
}

/** A backend without IAM, trail and statistics takes no URLs for them. */
export function settingsOf({ id }: Backend, { emulator }: TestWorld): Record<string, string> {
  return { backend: id, endpoints: JSON.stringify({ s3: emulator.endpoints.s3 }) };
}
