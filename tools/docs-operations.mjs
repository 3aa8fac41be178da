/** docs/operations.tsv -> the page of operations. */
import { header, table } from "./docs-table.mjs";

const chapters = {
  oos: {
    "s3 GUIDE": "Buckets and objects",
    "s3 OLD": "Buckets and objects, beyond it",
    "statistics GUIDE": "Statistics",
    "statistics DOC": "Statistics, only in the online documentation",
    "trail GUIDE": "Trails",
    "iam GUIDE": "IAM",
    "iam OLD": "Access keys in the form of the manual of 6.0",
  },
  zos: {
    "s3 ZOS": "Buckets",
    "topic ZOS": "Topics",
    "s3 CEPH": "Beyond the guide",
  },
};

const manuals = {
  oos: "Every operation of the Python SDK guide 6.5.3 (GUIDE) and of what the manual of 6.0 (OLD) has beyond it, and the resources, functions, commands and settings that reach it. A test goes through each of them on the emulator and looks whether the operation arrives.",
  zos: "Every bucket and topic operation of the Python SDK guide of ZOS (ZOS), what a Ceph gateway has beyond it (CEPH), and the resources and functions that reach it. A test goes through each of them and looks whether the operation arrives and is granted: on a real Ceph gateway, or on the emulator where Ceph 16 lacks the operation.",
};

const servers = { emulator: "emulator", gateway: "Ceph 16.2.15" };

/** One part a backend, one section a chapter, one row an operation. */
export function operationsPage({ schema, backends }, operations) {
  const [, ...lines] = operations.trimEnd().split("\n");
  const rows = lines.map((line) => line.split("\t"));
  const chapterOf = ([, service, manual]) => `${service} ${manual.split(" ")[0]}`;
  const strange = rows.find((row) => chapters[row[0]]?.[chapterOf(row)] === undefined || !(row[6] in servers));
  if (strange !== undefined) throw new Error(`docs/operations.tsv: ${strange.join(" ")} belongs to no chapter or server of the page`);
  const doorsText = (doors) =>
    doors
      .split(", ")
      .map((door) => doorText(door, schema))
      .join(", ");
  const parts = Object.entries(chapters).map(([backend, titles]) => {
    const hasServers = backend !== "oos";
    const columns = ["manual", "operation", "on the wire", "reached by", ...(hasServers ? ["tested on"] : [])];
    const sections = Object.entries(titles).map(([chapter, title]) => {
      const cells = rows
        .filter((row) => row[0] === backend && chapterOf(row) === chapter)
        .map(([, , manual, operation, wire, doors, server]) => [
          ...[manual, operation, `\`${wire}\``, doorsText(doors)],
          ...(hasServers ? [servers[server]] : []),
        ]);
      return `### ${title}\n\n${table(columns, cells)}\n`;
    });
    const { title } = backends.find(({ id }) => id === backend);
    return `## ${title}\n\n${manuals[backend]}\n\n${sections.join("\n")}`;
  });
  return `${header}# Operations\n\n${parts.join("\n")}`;
}

function doorText(door, schema) {
  if (door.startsWith("pulumi-oos ")) return `\`${door}\``;
  const token = `oos:index:${door}`;
  if (token in schema.resources || token in schema.functions) return `[${door}](${door}.md)`;
  if (door in schema.config.variables) return `[\`${door}\`](../configuration.md)`;
  throw new Error(`docs/operations.tsv names ${door}, which is neither a resource, a function, a command nor a setting`);
}
