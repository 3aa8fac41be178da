/** The contract on the emulator, as OOS. */
import { oos } from "../../provider/backends/oos";
import { emulatorServer } from "./emulated";
import { contractSuite } from "./suite";

contractSuite(oos, () => emulatorServer(oos));
