import { zosWireSuite } from "../contract/zos-wire";
import { GatewayWorld } from "./world";

zosWireSuite("a Ceph gateway", () => GatewayWorld.start());
