/** The contract on a real Ceph gateway, as ZOS. */
import { zos } from "../../provider/backends/zos";
import { contractSuite } from "../contract/suite";
import { GatewayWorld } from "./world";

contractSuite(zos, () => GatewayWorld.start(), { isGateway: true });
