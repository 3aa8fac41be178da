/** The contract on the emulator as ZOS: what a Ceph gateway lacks, so that every resource of ZOS is held to it somewhere. */
import { describe } from "vitest";
import { zos } from "../../provider/backends/zos";
import { emulatorServer } from "./emulated";
import { contractSuite } from "./suite";

describe.each(["v4", "v2"] as const)("signed with %s", (signatureVersion) => {
  contractSuite(
    zos,
    () => emulatorServer(zos, { signatureVersion }),
    ({ notOnGateway }) => notOnGateway !== undefined,
  );
});
