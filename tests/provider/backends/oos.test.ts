import { readdirSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { nounsOf } from "../../support/backends/nouns";
import { backendOf, backends } from "../../../provider/backends";
import { oos } from "../../../provider/backends/oos";
import type { Service } from "../../../provider/catalog/types";
import { bucketNameProblems } from "../../../provider/rules/bucket-name";
import { checkout } from "../../support/checkout";

/** The endpoint list of the manual [GUIDE 8.1], host by host. */
const S3_HOSTS: Readonly<Record<string, string>> = {
  cn: "oos-cn.ctyunapi.cn",
  hazz: "oos-hazz.ctyunapi.cn",
  lnsy: "oos-lnsy.ctyunapi.cn",
  sccd: "oos-sccd.ctyunapi.cn",
  xjwlmq: "oos-xjwlmq.ctyunapi.cn",
  gslz: "oos-gslz.ctyunapi.cn",
  sdqd: "oos-sdqd.ctyunapi.cn",
  gzgy: "oos-gzgy.ctyunapi.cn",
  hbwh: "oos-hbwh.ctyunapi.cn",
  xzls: "oos-xzls.ctyunapi.cn",
  ahwh: "oos-ahwh.ctyunapi.cn",
  gdsz: "oos-gdsz.ctyunapi.cn",
  jssz: "oos-jssz.ctyunapi.cn",
  sh2: "oos-sh2.ctyunapi.cn",
  "cn-hk-hqnet": "oos-cn-hk-hqnet.ctyunapi.cn",
  "cn-hk-nqnet": "oos-cn-hk-nqnet.ctyunapi.cn",
};

describe("the table of OOS", () => {
  it("has the hosts of the manual", () => {
    expect(Object.fromEntries(Object.entries(oos.regions).map(([id, row]) => [id, row.hosts.s3]))).toEqual(S3_HOSTS);
    for (const [id, { hosts }] of Object.entries(oos.regions)) {
      const prefix = id.startsWith("cn-hk") ? "oos-cn-hk" : "oos-cn";
      expect(hosts.iam).toBe(`${prefix}-iam.ctyunapi.cn`);
      expect(hosts.trail).toBe(`${prefix}-cloudtrail.ctyunapi.cn`);
      expect(hosts.statistics).toBe(`${prefix}-mg.ctyunapi.cn`);
    }
    expect(oos.regions[oos.defaultRegion]).toBeDefined();
  });

  it.each([
    ["s3", "s3", ["https", "http"]],
    ["iam", "sts", ["https"]],
    ["trail", "cloudtrail", ["https"]],
    ["statistics", "s3", ["https", "http"]],
  ] as const)("%s signs as %s over %j", (service, signingName, schemes) => {
    expect(oos.services[service]).toMatchObject({ signingName, schemes });
  });

  it("is one of the backends that there are", () => {
    expect(backendOf("oos")).toBe(oos);
    const folders = readdirSync(path.join(checkout, "provider", "backends"), { withFileTypes: true }).filter((each) => each.isDirectory());
    const there = Object.entries(backends).flatMap(([id, backend]) => (backend === undefined ? [] : [[id, backend.id]]));
    expect(there.sort()).toEqual(folders.map(({ name }) => [name, name]).sort());
  });

  it("names every operation once, and every not-found and not-configured row by code, except for HEAD", () => {
    for (const service of ["s3", "iam", "trail", "statistics"] satisfies Service[]) {
      const operations = oos.services[service]?.operations ?? [];
      expect(new Set(operations.map(({ operation }) => operation)).size).toBe(operations.length);
      for (const row of operations) {
        for (const match of [...(row.notFound ?? []), ...(row.notConfigured ?? [])]) {
          expect(match.code === undefined, row.operation).toBe(row.method === "HEAD");
          expect(match.status).toBeGreaterThanOrEqual(400);
          expect(match.status).toBeLessThan(500);
        }
      }
    }
  });

  it("has the 38 S3 operations of the guide with those of accelerate, 46 of IAM with the one of 6.0, 10 of the trail, 9 of statistics", () => {
    const count = (service: Service): number | undefined => oos.services[service]?.operations.length;
    expect([count("s3"), count("iam"), count("trail"), count("statistics")]).toEqual([40, 47, 10, 9]);
  });

  it("never lists a code both by kind and as not-found of the same service", () => {
    for (const table of Object.values(oos.services)) {
      const closed = new Set(
        table.operations.flatMap((row) => [...(row.notFound ?? []), ...(row.notConfigured ?? [])].map(({ code }) => code)),
      );
      for (const [code, { kind }] of Object.entries(table.errors))
        expect({ code, isClosed: kind === "closed" }).toEqual({ code, isClosed: closed.has(code) });
    }
  });

  it("has name rules that the rules module understands", () => {
    expect(bucketNameProblems("good-name.1", oos.bucketName)).toEqual([]);
    for (const bad of ["ab", "a".repeat(64), "Upper", "a..b", "a.-b", "-a-", "192.168.0.1", "1.2"]) {
      expect(bucketNameProblems(bad, oos.bucketName), bad).not.toEqual([]);
    }
  });

  it("offers a resource or says why not, never both", () => {
    expect(Object.keys(oos.lacks.instead).filter((noun) => nounsOf(oos).has(noun))).toEqual([]);
    for (const noun of ["Bucket", "BucketPolicy", "IamUser", "AccessKey", "Trail", "Policy", "UserPolicyAttachment"]) {
      expect(nounsOf(oos).has(noun), noun).toBe(true);
    }
    expect(oos.lacks.instead.Topic?.instead).toContain("Trail");
  });
});
