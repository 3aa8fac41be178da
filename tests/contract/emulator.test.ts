/** The contract on the emulator, as OOS. */
import { oos } from "../../provider/backends/oos";
import { emulatorServer } from "../support/contract/emulated";
import { contractSuite } from "../support/contract/suite";

contractSuite(oos, () => emulatorServer(oos));
