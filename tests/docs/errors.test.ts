/** The error catalogue holds every code and kind, and its examples are what the code prints. */
import { describe, expect, test } from "vitest";
import { oos } from "../../provider/backends/oos";
import type { ErrorKind } from "../../provider/backends/types";
import { zos } from "../../provider/backends/zos";
import { RefusedError, type ResourceDefinition } from "../../provider/define";
import { Owners } from "../../provider/engine/owners";
import { registry } from "../../provider/registry";
import { bucket } from "../../provider/resources/bucket";
import { bucketAcl } from "../../provider/resources/bucket-acl";
import { ServiceError } from "../../provider/transport/errors";
import { hintFor } from "../../provider/transport/hints";
import { codeBlocks, readPage } from "./pages";

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

describe.each(["docs/errors.md", "docs/errors.zh-CN.md"])("%s", (name) => {
  const page = readPage(name);
  const firstCells = new Set([...page.text.matchAll(/^\| `([^`]+)`/gm)].map(([, cell]) => cell));

  test("has every kind", () => {
    expect(Object.keys(kinds).filter((kind) => !firstCells.has(kind))).toEqual([]);
  });

  test("has every code of the tables", () => {
    const codes = Object.values(oos.services).flatMap(({ errorKinds, operations }) => [
      ...Object.keys(errorKinds),
      ...operations.flatMap(({ notFound = [], notConfigured = [] }) => [...notFound, ...notConfigured].flatMap(({ code }) => code ?? [])),
    ]);
    expect(codes.length).toBeGreaterThan(80);
    expect([...new Set(codes)].filter((code) => !firstCells.has(code))).toEqual([]);
  });

  test("shows errors as they are printed", () => {
    const hint = hintFor({
      service: "s3",
      code: "AccessDenied",
      kind: "auth",
      skewMs: undefined,
      signatureVersion: undefined,
      scopeRegion: undefined,
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
