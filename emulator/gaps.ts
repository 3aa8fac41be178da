/** GAPS.md: what the manuals describe and the emulator refuses, written from the tables of operations. */
import type { OperationRow } from "./contract";
import { OPERATIONS, TABLES } from "./flavours";

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

/** What the flavour ZOS has no row for, and what it only seems to do. */
const ZOS_NOT_MODELLED: readonly string[] = [
  "Image processing (ZOS 4), uploads by browser forms (ZOS 2.16), and what newer manuals have besides (quotas, replication, roles): refused with `NotImplemented`.",
  "IAM, trail and statistics, which ZOS does not have: every call on their ports is refused with `NotImplemented`.",
  "Encryption itself: bytes are kept as they came. Keys are checked by their form, not looked up.",
  "Tenants and users: an account of the admin URL is one user and a tenant of its own. The owner of a bucket may do everything in it, whatever its ACL grants to the owner.",
  "Topics that push to `amqp://` and `kafka://`: kept and shown, and nothing is pushed. Events go to `http://` and `https://`; those of a persistent topic that nobody takes wait in memory, and are tried again with the next event.",
  "Objects of another storage class are read like any other: nothing has to be restored.",
  "Virtual hosting under other names than `<pool>.zos.ctyun.cn`, `localhost` and addresses; web sites, for which the guide names no host.",
];

/** The whole text of `emulator/GAPS.md`. */
export function gapsMarkdown(operations: readonly OperationRow[] = OPERATIONS, zos: readonly OperationRow[] = TABLES.zos.s3): string {
  const served = operations.filter((row) => row.run !== undefined);
  const missing = operations.filter((row) => row.run === undefined);
  const partial = served.filter((row) => row.lacks !== undefined);
  return [
    "# What the emulator does not do",
    "",
    "Generated from the tables of operations (`flavours/`); `npx vitest run tests/emulator/gaps.test.ts -u` writes it anew.",
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
    "## flavour zos",
    "",
    ...zosSection(zos),
    "",
  ].join("\n");
}

function zosSection(rows: readonly OperationRow[]): readonly string[] {
  const list = (row: OperationRow): string =>
    `- ${row.name} \`${row.wire}\` (${row.manual})${row.lacks === undefined ? "" : `, without ${row.lacks}`}`;
  return [
    "With `--flavour zos` the emulator is the object service of ZOS with its topics, for backend `zos`. ZOS is built on a Ceph object gateway: such a",
    "gateway is the judge of what the guide leaves open, and runs the same suite (`tests/contract`). Served:",
    "",
    ...rows.filter((row) => row.run !== undefined).map(list),
    "",
    "Refused by name with status 501 and code `NotImplemented`:",
    "",
    ...rows.filter((row) => row.run === undefined).map(list),
    "",
    "Not modelled:",
    "",
    ...ZOS_NOT_MODELLED.map((text) => `- ${text}`),
  ];
}

function section(service: OperationRow["service"], missing: readonly OperationRow[]): readonly string[] {
  const rows = missing.filter((row) => row.service === service);
  if (rows.length === 0) return [];
  const legacy = (row: OperationRow): string => ("legacy" in row ? ", the form of the 6.0 manual" : "");
  return [`### ${service}`, "", ...rows.map((row) => `- ${row.name} \`${row.wire}\` (${row.manual}${legacy(row)})`), ""];
}
