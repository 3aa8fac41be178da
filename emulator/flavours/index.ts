import { oos } from "./oos";
import { FLAVOUR_NAMES, type Flavour, type FlavourName } from "./types";
import { zos } from "./zos";

export { FLAVOUR_NAMES, type Flavour, type FlavourName };

export const FLAVOURS: Readonly<Record<FlavourName, Flavour>> = { oos, zos };
