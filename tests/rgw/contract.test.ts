/** The contract on a real Ceph gateway, as ZOS. What it lacks runs in tests/contract/flavoured.test.ts. */
import { zos } from "../../provider/backends/zos";
import { contractSuite } from "../support/contract/suite";
import { GatewayWorld } from "./world";

contractSuite(
  zos,
  () => GatewayWorld.start(),
  ({ notOnGateway }) => notOnGateway === undefined,
);
