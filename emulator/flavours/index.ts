/** What the emulator can be: a flavour is one row and its table of operations. */
import type { Flavour, FlavourName, OperationRow, OperationTable } from "../contract";
import { oos } from "./oos";
import { OOS_TABLE } from "./oos/operations";
import { zos } from "./zos";
import { ZOS_TABLE } from "./zos/operations";

export const FLAVOURS: Readonly<Record<FlavourName, Flavour>> = { oos, zos };

/** What each serves, and what it refuses by name. */
export const TABLES: Readonly<Record<FlavourName, OperationTable>> = { oos: OOS_TABLE, zos: ZOS_TABLE };

/** Every operation of the manuals of OOS. */
export const OPERATIONS: readonly OperationRow[] = [...OOS_TABLE.s3, ...OOS_TABLE.statistics, ...OOS_TABLE.trail, ...OOS_TABLE.iam];
