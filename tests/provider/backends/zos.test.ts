/** The table of ZOS against the manual's list of operations, and against the definitions that it speaks of. */
import { describe, expect, it } from "vitest";
import { backends } from "../../../provider/backends";
import { regionOf } from "../../../provider/backends/types";
import { zos } from "../../../provider/backends/zos";
import { fieldsOf } from "../../../provider/define";
import { availabilityProblems, isAvailable, missingProblem } from "../../../provider/engine/steps/availability";
import { UNKNOWN } from "../../../provider/engine/values";
import { registry } from "../../../provider/registry";

/** [ZOS 1.1-1.31], method and sub-resource. */
const documented = [
  ...["PUT", "DELETE", "HEAD", "GET", "PUT policy", "GET policy", "DELETE policy", "PUT acl", "GET acl"],
  ...["PUT lifecycle", "GET lifecycle", "DELETE lifecycle", "PUT website", "GET website", "DELETE website"],
  ...["PUT tagging", "GET tagging", "DELETE tagging", "PUT encryption", "GET encryption", "DELETE encryption"],
  ...["PUT object-lock", "GET object-lock", "PUT logging", "GET logging", "PUT cors", "GET cors", "DELETE cors"],
  ...["PUT versioning", "GET versioning"],
];
const rows = zos.services.s3?.operations ?? [];

describe("the table of ZOS", () => {
  it("has every operation on buckets that the manual has, and beyond it only what it says so of", () => {
    const found = rows
      .filter(({ level, beyondManual, operation }) => level === "bucket" && beyondManual === undefined && operation !== "DeleteObjects")
      .filter(({ operation }) => operation !== "ListMultipartUploads")
      .map(({ method, subresource }) => (subresource === undefined ? method : `${method} ${subresource}`));
    expect(found.sort()).toEqual([...documented].sort());
    expect(rows.filter(({ beyondManual }) => beyondManual !== undefined).map(({ operation }) => operation)).toEqual([
      "ListObjectVersions",
      "PutBucketNotification",
      "GetBucketNotification",
      "DeleteBucketNotification",
    ]);
  });

  it("deletes no sub-resource that the manual has no deletion of", () => {
    for (const subresource of ["object-lock", "logging", "versioning", "acl"])
      expect(rows.filter((row) => row.method === "DELETE" && row.subresource === subresource)).toEqual([]);
  });

  it("has the four operations on topics, at the URL of S3", () => {
    expect(zos.services.topic?.operations.map(({ operation }) => operation)).toEqual([
      "CreateTopic",
      "GetTopic",
      "DeleteTopic",
      "ListTopics",
    ]);
    expect(zos.services.topic?.sharesEndpointOf).toBe("s3");
  });

  it("takes any name for a pool", () => {
    expect(regionOf(zos, "huabei-2")?.hosts.s3).toBe("huabei-2.zos.ctyun.cn");
    expect(regionOf(zos, "toString")?.hosts.s3).toBe("toString.zos.ctyun.cn");
    expect(regionOf(zos, "default")?.hosts.s3).toBeUndefined();
    for (const host of ["huabei-2.zos.ctyun.cn", "b.huabei-2-internal.zos.ctyun.cn"])
      expect(zos.scope.host.exec(host)?.groups?.["region"]).toBe("huabei-2");
  });
});

describe.each(Object.values(backends).flatMap((backend) => (backend === undefined ? [] : [[backend.id, backend] as const])))(
  "what %s has and lacks",
  (_id, backend) => {
    it("follows from its operations, and says of all that it lacks what to use instead", () => {
      for (const [name, definition] of [...registry.resources, ...registry.functions]) {
        const isMissing = Object.hasOwn(backend.lacks.instead, name);
        expect({ name, isAvailable: isAvailable(definition, backend) }).toEqual({ name, isAvailable: !isMissing });
        expect(missingProblem(backend, definition) === undefined).toBe(!isMissing);
      }
    });

    it("names fields that there are", () => {
      const places = [...Object.entries(backend.lacks.fields), ...Object.entries(backend.lacks.words)];
      for (const [noun, byPlace] of places) {
        const definition = registry.resources.get(noun);
        if (definition === undefined) throw new Error(`no resource ${noun}`);
        const names = fieldsOf(definition.inputs).map(({ name }) => name);
        for (const place of Object.keys(byPlace)) expect(names).toContain(place.split(/[.[]/)[0]);
      }
    });
  },
);

describe("a field that the backend lacks", () => {
  it("is a problem at its own place, with the reason and what to use instead, and unknown values are none", () => {
    const given = { bucket: "b", rules: [{ prefix: "a" }, { tags: { a: "1" }, transitions: [] }, { tags: UNKNOWN }] };
    const { oos } = backends;
    if (oos === undefined) throw new Error("no OOS");
    expect(availabilityProblems(oos, "Lifecycle", given)).toEqual([
      { path: ["rules", 1, "tags"], message: "is not available: OOS chooses objects by prefix alone; use prefix" },
      { path: ["rules", 1, "transitions"], message: "is not available: a rule of OOS has one transition; use transition" },
    ]);
    expect(availabilityProblems(zos, "Lifecycle", given)).toEqual([]);
    expect(availabilityProblems(zos, "ObjectLock", { state: "Disabled" })).toEqual([
      { path: ["state"], message: '"Disabled" is not available; expected Enabled' },
    ]);
  });
});
