import { zos } from "../../provider/backends/zos";
import { emulatorServer } from "./emulated";
import { zosWireSuite } from "./zos-wire";

zosWireSuite("the emulator as ZOS", () => emulatorServer(zos));
