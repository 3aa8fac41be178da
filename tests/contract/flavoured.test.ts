/** The contract on the emulator as ZOS: what a Ceph gateway lacks, so that every resource of ZOS is held to it somewhere. */
import { zos } from "../../provider/backends/zos";
import { emulatorServer } from "./emulated";
import { contractSuite } from "./suite";

contractSuite(
  zos,
  () => emulatorServer(zos),
  ({ notOnGateway }) => notOnGateway !== undefined,
);
