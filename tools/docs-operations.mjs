/** The tables of the backends and the definitions -> the page of operations. */
import { header, table } from "./docs-table.mjs";

/** Of the backends whose manuals have several; of another one a section follows from each service and manual. */
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
    "s3 ZOS": "Buckets and objects",
    "topic ZOS": "Topics",
    "s3 CEPH": "Beyond the guide",
  },
};

const manuals = {
  oos: "Every operation of the Python SDK guide 6.5.3 (GUIDE) and of what the manual of 6.0 (OLD) has beyond it, and the resources, functions, commands and settings that reach it. A test goes through each of them on the emulator and looks whether the operation arrives.",
  zos: "Every operation of the Python SDK guide of ZOS (ZOS), what a Ceph gateway has beyond it (CEPH), and the resources and functions that reach it. A test goes through each of them and looks whether the operation arrives and is granted: on a real Ceph gateway, or on the emulator where Ceph 16 lacks the operation.",
};

const services = { s3: "Buckets and objects", iam: "IAM", trail: "Trails", statistics: "Statistics", topic: "Topics" };

/** One part a backend, one section a chapter, one row an operation. */
export function operationsPage({ schema, backends, operations }) {
  const parts = backends.map(({ id, title, source }) => {
    const hasServers = id !== "oos";
    const columns = ["manual", "operation", "on the wire", "reached by", ...(hasServers ? ["tested on"] : [])];
    const chapterOf = ({ service, manual }) => `${service} ${manual.split(" ")[0]}`;
    const known = chapters[id] ?? Object.fromEntries(operations[id].map((row) => [chapterOf(row), headingOf(row)]));
    const strange = operations[id].find((row) => known[chapterOf(row)] === undefined);
    if (strange !== undefined) throw new Error(`${id}: ${strange.operation} belongs to no chapter of the page`);
    const sections = Object.entries(known).map(([chapter, heading]) => {
      const cells = operations[id]
        .filter((row) => chapterOf(row) === chapter)
        .map(({ manual, operation, nameInManual = operation, wire, doors, sinceCeph }) => [
          ...[manual, nameInManual, `\`${wire}\``, doors.map((door) => doorText(door, schema)).join(", ")],
          ...(hasServers ? [sinceCeph === undefined ? "Ceph 16.2.15" : "emulator"] : []),
        ]);
      return `### ${heading}\n\n${table(columns, cells)}\n`;
    });
    const about = manuals[id] ?? `The operations that ${title} has (${source.documents}), and the resources and functions that reach them.`;
    return `## ${title}\n\n${about}\n\n${sections.join("\n")}`;
  });
  return `${header}# Operations\n\n${parts.join("\n")}`;
}

function headingOf({ service, manual }) {
  return `${services[service]} (${manual.split(" ")[0]})`;
}

function doorText(door, schema) {
  if (door.startsWith("pulumi-oos ")) return `\`${door}\``;
  const token = `oos:index:${door}`;
  if (token in schema.resources || token in schema.functions) return `[${door}](${door}.md)`;
  return `[\`${door}\`](../configuration.md)`;
}
