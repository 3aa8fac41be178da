/** The error catalogue holds every code and kind, and its examples are what the code prints. */
import { describe, expect, test } from "vitest";
import { oos } from "../../provider/backends/oos";
import type { Backend } from "../../provider/backends/types";
import type { ErrorKind, Service } from "../../provider/catalog/types";
import { zos } from "../../provider/backends/zos";
import { RefusedError, type ResourceDefinition } from "../../provider/define";
import { Owners } from "../../provider/engine/owners";
import { registry } from "../../provider/registry";
import { bucket } from "../../provider/resources/bucket";
import { bucketAcl } from "../../provider/resources/bucket-acl";
import { ServiceError } from "../../provider/transport/errors";
import { hintFor } from "../../provider/transport/hints";
import { codeBlocks, type Page, readPage } from "./pages";

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
  for (const [service, { operations, errorKinds }] of Object.entries(services) as [Service, NonNullable<Backend["services"][Service]>][]) {
    const pairs = new Set(Object.entries(errorKinds).map(([code, kind]) => `${code} ${kind}`));
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
function printed(backend: Backend, service: Service, code: string, kind: ErrorKind): string | undefined {
  const ofBackend = backend.services[service]?.hints;
  return hintFor({
    service,
    operation: "PutBucket",
    code,
    kind,
    skewMs: undefined,
    signatureVersion: "v4",
    scopeRegion: "<region>",
    ofBackend,
  });
}

describe.each(["docs/errors.md", "docs/errors.zh-CN.md"])("%s", (name) => {
  const page = readPage(name);
  const isChinese = name.includes("zh-CN");
  const firstCells = new Set([...page.text.matchAll(/^\| `([^`]+)`/gm)].map(([, cell]) => cell));

  test("has every kind", () => {
    expect(Object.keys(kinds).filter((kind) => !firstCells.has(kind))).toEqual([]);
  });

  test("has every code of the tables of OOS, with its services and kind, and no other", () => {
    const shown = new Set(
      rowsOf(page, "codes").flatMap(([code = "", services = "", kind = ""]) =>
        services.split(", ").map((each) => `${each} ${code} ${kind}`),
      ),
    );
    const known = [...codesOf(oos)].flatMap(([codeAndKind, services]) => services.map((each) => `${each} ${codeAndKind}`));
    expect(known.length).toBeGreaterThan(80);
    expect([...shown].sort()).toEqual(known.sort());
  });

  test("has every code of the tables of ZOS, once for each kind, and no other", () => {
    const shown = rowsOf(page, "zosCodes").map(([code = "", kind = ""]) => `${code} ${kind}`);
    expect(shown.length).toBeGreaterThan(60);
    expect([...shown].sort()).toEqual([...codesOf(zos).keys()].sort());
    expect(guideOfZos.filter((code) => !shown.some((row) => row.startsWith(`${code} `)))).toEqual([]);
  });

  test("says for each code of ZOS what it means, what to do and where it comes from", () => {
    const rows = rowsOf(page, "zosCodes");
    const words = isChinese ? /\p{Script=Han}/u : /^[\x20-\x7E]+$/;
    for (const row of rows) {
      const [code = "", kind = "", meaning = "", next = "", source = ""] = row;
      expect({ code, meaning, next }).toEqual({
        code,
        meaning: expect.stringMatching(words) as string,
        next: expect.stringMatching(words) as string,
      });
      expect(["Ceph", "S3", isChinese ? "手册" : "guide"]).toContain(source);
      if (!isChinese) expect({ code, next }).toEqual({ code, next: printed(zos, "s3", code, kind as ErrorKind) });
    }
    const ofGuide = rows.filter((row) => row[4] === (isChinese ? "手册" : "guide")).map(([code]) => code);
    expect([...new Set(ofGuide)].sort()).toEqual([...guideOfZos].sort());
  });

  test("shows errors as they are printed", () => {
    const hint = hintFor({
      service: "s3",
      operation: "PutBucket",
      code: "AccessDenied",
      kind: "auth",
      skewMs: undefined,
      signatureVersion: undefined,
      scopeRegion: undefined,
      ofBackend: undefined,
    });
    const failed = new ServiceError({
      kind: "auth",
      service: "s3",
      operation: "PutBucketPolicy",
      subject: 'bucket "reports"',
      status: 403,
      code: "AccessDenied",
      words: "not allowed",
      requestId: "5e8f0c7a1b2d3e4f",
      ...(hint === undefined ? {} : { hint }),
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
