/** Every door to the operations of ZOS, walked on a real gateway, which must grant each operation that the table names. */
import { walk } from "../support/doors/zos-walk";
import { GatewayWorld } from "./world";

walk("gateway", () => GatewayWorld.start());
