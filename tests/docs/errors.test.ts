/** The error catalogue holds every code and kind, and its examples are what the code prints. */
import { describe, expect, test } from "vitest";
import { oos } from "../../provider/backends/oos";
import type { Backend } from "../../provider/backends/types";
import { meaningOf } from "../../provider/catalog/meanings";
import type { ErrorKind, Service } from "../../provider/catalog/types";
import { zos } from "../../provider/backends/zos";
import { RefusedError, type ResourceDefinition } from "../../provider/define";
import { Owners } from "../../provider/engine/memory/owners";
import { registry } from "../../provider/registry";
import { bucket } from "../../provider/resources/bucket/bucket";
import { bucketAcl } from "../../provider/resources/bucket-acl";
import { ServiceError } from "../../provider/transport/errors/errors";
import { hintFor } from "../../provider/transport/errors/hints";
import { codeBlocks, type Page, readPage } from "../support/docs/pages";

// A record, so that the compiler finds a kind that is missing here.
const kinds: Readonly<Record<ErrorKind, true>> = {
  "not-found": true,
  "not-configured": true,
  "already-exists": true,
  conflict: true,
  dependency: true,
  throttled: true,
  auth: true,
  invalid: true,
  quota: true,
  unsupported: true,
  server: true,
  network: true,
  foreign: true,
  cancelled: true,
};

/** The codes that the guide of ZOS lists [ZOS, global table], its samples catch [ZOS 1.1] and its text names [ZOS 1.21]. */
const guideOfZos: readonly string[] = [
  ...["InvalidArgument", "InvalidDigest", "BadDigest", "InvalidBucketName", "InvalidObjectName", "UnresolvableGrantByEmailAddress"],
  ...["InvalidPart", "InvalidPartOrder", "RequestTimeout", "EntityTooLarge", "AccessDenied", "UserSuspended", "RequestTimeTooSkewed"],
  ...["NoSuchKey", "NoSuchBucket", "NoSuchUpload", "MethodNotAllowed", "BucketAlreadyExists", "BucketNotEmpty", "MissingContentLength"],
  ...["PreconditionFailed", "InvalidRange", "UnprocessableEntity", "InternalError"],
  ...["BucketAlreadyOwnedByYou", "NoSuchEncryptionSetError"],
];

/** Every code of the tables with its kinds, and their services: `AccessDenied auth` to `s3`, `topic`. */
function codesOf({ services }: Backend): ReadonlyMap<string, readonly Service[]> {
  const found = new Map<string, Service[]>();
  for (const [service, { operations, errors }] of Object.entries(services) as [Service, NonNullable<Backend["services"][Service]>][]) {
    const open = Object.entries(errors).filter(([, { kind }]) => kind !== "closed");
    const pairs = new Set(open.map(([code, { kind }]) => `${code} ${kind}`));
    for (const { notFound = [], notConfigured = [] } of operations) {
      for (const { code } of notFound) if (code !== undefined) pairs.add(`${code} not-found`);
      for (const { code } of notConfigured) if (code !== undefined) pairs.add(`${code} not-configured`);
    }
    for (const pair of pairs) found.set(pair, [...(found.get(pair) ?? []), service]);
  }
  return found;
}

/** The rows of a generated table, each cell without its back quotes. */
function rowsOf({ text }: Page, part: string): readonly (readonly string[])[] {
  const [, table = ""] = new RegExp(`<!-- generated:${part} -->([\\s\\S]*?)<!-- /generated -->`).exec(text) ?? [];
  const [, , ...rows] = table.trim().split("\n");
  return rows.map((row) =>
    row
      .slice(1, -1)
      .split(/(?<!\\)\|/)
      .map((cell) => cell.trim().replace(/^`([^`]*)`$/, "$1")),
  );
}

/** The next step that an error prints; what depends on the moment is left open, as on the page. */
function printed(backend: Backend, service: Service, code: string, kind: ErrorKind): string {
  const errors = backend.services[service]?.errors ?? {};
  const about = { operation: "PutBucket", skewMs: undefined, signatureVersion: "v4", scopeRegion: "<region>" };
  return hintFor({ ...about, code, kind, errors }) ?? "";
}

describe.each(["docs/errors.md", "docs/errors.zh-CN.md"])("%s", (name) => {
  const page = readPage(name);
  const isChinese = name.includes("zh-CN");
  const firstCells = new Set([...page.text.matchAll(/^\| `([^`]+)`/gm)].map(([, cell]) => cell));

  test("has every kind", () => {
    expect(Object.keys(kinds).filter((kind) => !firstCells.has(kind))).toEqual([]);
  });

  test.each([
    ["codes", oos, 80],
    ["zosCodes", zos, 60],
  ] as const)("has in its part %s every code of the tables, with its services and kind, and no other", (part, backend, least) => {
    const shown = new Set(
      rowsOf(page, part).flatMap(([code = "", services = "", kind = ""]) => services.split(", ").map((each) => `${each} ${code} ${kind}`)),
    );
    const known = [...codesOf(backend)].flatMap(([codeAndKind, services]) => services.map((each) => `${each} ${codeAndKind}`));
    expect(known.length).toBeGreaterThan(least);
    expect([...shown].sort()).toEqual(known.sort());
  });

  test.each([
    ["codes", oos],
    ["zosCodes", zos],
  ] as const)("says in its part %s for each code what it means, what to do and where it comes from", (part, backend) => {
    const words = isChinese ? /\p{Script=Han}/u : /^[\x20-\x7E]+$/;
    for (const [code = "", services = "", kind = "", meaning = "", next = "", source = ""] of rowsOf(page, part)) {
      expect(meaning).toMatch(words);
      expect({ code, meaning }).toEqual({ code, meaning: meaningOf(code)?.[isChinese ? "zh" : "en"] });
      expect(["Ceph", "AWS", isChinese ? "手册" : "manual"]).toContain(source);
      for (const service of services.split(", ") as Service[]) {
        const step = printed(backend, service, code, kind as ErrorKind);
        if (isChinese) expect({ code, hasStep: words.test(next) }).toEqual({ code, hasStep: step !== "" });
        else expect({ code, next }).toEqual({ code, next: step });
      }
    }
  });

  test("names every code that the guide of ZOS shows", () => {
    const rows = rowsOf(page, "zosCodes");
    const ofGuide = rows.filter((row) => row[5] === (isChinese ? "手册" : "manual")).map(([code]) => code);
    expect([...new Set(ofGuide)].sort()).toEqual([...guideOfZos].sort());
  });

  test("shows errors as they are printed", () => {
    const hint = printed(oos, "s3", "AccessDenied", "auth");
    const failed = new ServiceError({
      kind: "auth",
      service: "s3",
      operation: "PutBucketPolicy",
      subject: 'bucket "reports"',
      status: 403,
      code: "AccessDenied",
      words: "not allowed",
      requestId: "5e8f0c7a1b2d3e4f",
      hint,
    });
    const refused = new RefusedError(
      'bucket "reports" holds objects or open uploads, and forceDestroy is not set; nothing was deleted',
      "empty the bucket, or set forceDestroy: true, run `pulumi up`, then destroy again",
    );
    const owners = new Owners(registry.resources);
    const claims: readonly (readonly [ResourceDefinition, string, object])[] = [
      [bucket, "site", { acl: "public-read" }],
      [bucketAcl, "drop", {}],
    ];
    const twice = claims.flatMap(([definition, id, more]) =>
      owners.claim(definition, { bucket: "example", ...more }, { id, name: id }, zos).map(({ reason }) => reason),
    );
    expect(codeBlocks(page).map(({ code }) => code.trimEnd())).toEqual([failed.message, refused.message, ...twice]);
  });
});
