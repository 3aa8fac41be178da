import { zos } from "../../provider/backends/zos";
import { emulatorServer } from "../support/contract/emulated";
import { zosWireSuite } from "../support/contract/zos-wire";

zosWireSuite("the emulator as ZOS", () => emulatorServer(zos));
