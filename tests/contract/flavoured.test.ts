/** The whole contract on the emulator as ZOS; tests/rgw/contract.test.ts is the same on a Ceph gateway, which is the judge of how ZOS behaves. */
import { describe } from "vitest";
import { zos } from "../../provider/backends/zos";
import { emulatorServer } from "../support/contract/emulated";
import { contractSuite } from "../support/contract/suite";

describe.each(["v4", "v2"] as const)("signed with %s", (signatureVersion) => {
  contractSuite(zos, () => emulatorServer(zos, { signatureVersion }));
});
