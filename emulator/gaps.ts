/** GAPS.md: what the manuals describe and the emulator refuses, written from the operation table. */
import { OPERATIONS } from "./operations/table";
import type { OperationRow } from "./operations/types";

/** Behaviour of the service that no operation of the table stands for. */
const NOT_MODELLED: readonly string[] = [
  "`aws-chunked` bodies and trailing checksums: refused with `NotImplemented`.",
  "ListObjectsV2, object versions, tags, encryption, grants by header, conditional writes, browser form uploads: refused, as no manual of the service describes them.",
  "Networks: every byte counts as direct internet traffic at the first data location of its bucket; none is roaming or of another network.",
  "The charge for what is deleted or changed before the least time of its storage class (`RemainderChargeStorageUsage`).",
  "Lifecycle transitions that count from the last access: no manual names their element.",
  "Websites under a domain of one's own, the download that the vendor's website domains force on browsers, and HTTPS.",
  "The effect of accelerate and of `x-amz-limitrate`: both are checked, and nothing is slower or closed because of them.",
  "The approval that a real account needs before a policy lets anyone write to a bucket.",
  "Wait times, rate limits and quotas other than those in `limits.ts`.",
];

/** The whole text of `emulator/GAPS.md`. */
export function gapsMarkdown(operations: readonly OperationRow[] = OPERATIONS): string {
  const served = operations.filter((row) => row.run !== undefined);
  const missing = operations.filter((row) => row.run === undefined);
  const partial = served.filter((row) => row.lacks !== undefined);
  return [
    "# What the emulator does not do",
    "",
    "Generated from the operation table (`operations/table*.ts`); `npx vitest run tests/emulator/gaps.test.ts -u` writes it anew.",
    "",
    missing.length === 0
      ? `All ${operations.length} operations of the manuals are served.`
      : `Of ${operations.length} operations in the manuals, ${served.length} are served and ${missing.length} are refused by name with status 501 and code \`NotImplemented\`.`,
    "Whatever is not in the table is refused as well (400, 405 or 501), never answered as if it had been understood.",
    "",
    ...(missing.length === 0 ? [] : ["## Refused by name", ""]),
    ...(["s3", "statistics", "trail", "iam"] as const).flatMap((service) => section(service, missing)),
    ...(partial.length === 0 ? [] : ["## Served in part", "", ...partial.map((row) => `- ${row.name}: ${row.lacks ?? ""}`), ""]),
    "## Not modelled",
    "",
    ...NOT_MODELLED.map((text) => `- ${text}`),
    "",
  ].join("\n");
}

function section(service: OperationRow["service"], missing: readonly OperationRow[]): readonly string[] {
  const rows = missing.filter((row) => row.service === service);
  if (rows.length === 0) return [];
  const legacy = (row: OperationRow): string => ("legacy" in row ? ", the form of the 6.0 manual" : "");
  return [`### ${service}`, "", ...rows.map((row) => `- ${row.name} \`${row.wire}\` (${row.manual}${legacy(row)})`), ""];
}
