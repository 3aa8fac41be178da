/** The contract on the emulator, as OOS. */
import { oos } from "../../provider/backends/oos";
import { TestWorld } from "../resources/world";
import type { ContractServer } from "./server";
import { contractSuite } from "./suite";

contractSuite(oos, async (): Promise<ContractServer> => {
  const world = await TestWorld.start();
  return {
    backend: oos,
    world,
    config: world.config(),
    endpoint: world.emulator.endpoints.s3,
    keys: world.emulator,
    calls: async () => Object.entries(await world.calls()).flatMap(([operation, count]) => Array.from({ length: count }, () => operation)),
    pass: (ms) => world.pass(ms),
    close: () => world.close(),
  };
});
