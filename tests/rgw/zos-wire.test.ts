import { zosWireSuite } from "../support/contract/zos-wire";
import { GatewayWorld } from "./world";

zosWireSuite("a Ceph gateway", () => GatewayWorld.start());
