import { describe, expect, it } from "vitest";
import { fromBucketConfiguration, fromGrants, toCreateBucketConfiguration } from "../../../../provider/services/s3/wire";
import { parseXml, writeXml } from "../../../../provider/transport/protocol/xml";

const everybody = "http://acs.amazonaws.com/groups/global/AllUsers";
const authenticated = "http://acs.amazonaws.com/groups/global/AuthenticatedUsers";

describe("the canned ACL of grants", () => {
  it.each([
    ["no grant", [], "private"],
    ["the owner's own grant", [{ canonicalId: "me", permission: "FULL_CONTROL" }], "private"],
    ["an empty grant", [{ uri: everybody, permission: "" }], "private"],
    ["READ to everybody", [{ uri: everybody, permission: "READ" }], "public-read"],
    [
      "READ beside the owner's",
      [
        { canonicalId: "me", permission: "FULL_CONTROL" },
        { uri: everybody, permission: "READ" },
      ],
      "public-read",
    ],
    ["FULL_CONTROL to everybody", [{ uri: everybody, permission: "FULL_CONTROL" }], "public-read-write"],
    [
      "READ and WRITE",
      [
        { uri: everybody, permission: "WRITE" },
        { uri: everybody, permission: "READ" },
      ],
      "public-read-write",
    ],
    ["READ to nobody named", [{ permission: "READ" }], "public-read"],
    ["WRITE alone", [{ uri: everybody, permission: "WRITE" }], undefined],
    ["another person", [{ canonicalId: "you", permission: "READ" }], undefined],
    ["READ to every known user", [{ uri: authenticated, permission: "READ" }], "authenticated-read"],
    ["WRITE to every known user", [{ uri: authenticated, permission: "WRITE" }], undefined],
    [
      "READ to everybody and to every known user",
      [
        { uri: everybody, permission: "READ" },
        { uri: authenticated, permission: "READ" },
      ],
      undefined,
    ],
    ["another group", [{ uri: "http://acs.amazonaws.com/groups/s3/LogDelivery", permission: "READ" }], undefined],
    ["an unknown permission", [{ uri: everybody, permission: "toString" }], undefined],
  ] as const)("%s", (_name, grants, acl) => {
    expect(fromGrants(grants, "me")).toBe(acl);
  });
});

describe("locations", () => {
  it("writes the body of the manual's sample [GUIDE 4.2.1]", () => {
    const dataLocation = { type: "Specified", locations: ["QingDao"], scheduleStrategy: "Allowed" } as const;
    const body = toCreateBucketConfiguration({ metadataLocation: "QingDao", dataLocation });
    expect(writeXml("CreateBucketConfiguration", body ?? {})).toBe(
      '<?xml version="1.0" encoding="UTF-8"?><CreateBucketConfiguration>' +
        "<MetadataLocationConstraint><Location>QingDao</Location></MetadataLocationConstraint>" +
        "<DataLocationConstraint><Type>Specified</Type><LocationList><Location>QingDao</Location></LocationList>" +
        "<ScheduleStrategy>Allowed</ScheduleStrategy></DataLocationConstraint></CreateBucketConfiguration>",
    );
  });

  it("says nothing where there is nothing to say, and no list with Local", () => {
    expect(toCreateBucketConfiguration({})).toBeUndefined();
    const body = toCreateBucketConfiguration({ dataLocation: { type: "Local", locations: ["X"], scheduleStrategy: "Allowed" } });
    expect(body).toEqual({ MetadataLocationConstraint: undefined, DataLocationConstraint: { Type: "Local" } });
  });

  it("reads what it writes, with one location and with many", () => {
    for (const locations of [["A"], ["A", "B", "C"]]) {
      const location = { metadataLocation: "M", dataLocation: { type: "Specified", locations, scheduleStrategy: "NotAllowed" } } as const;
      const text = writeXml("BucketConfiguration", toCreateBucketConfiguration(location) ?? {});
      expect(fromBucketConfiguration(parseXml(text).value)).toEqual(location);
    }
  });

  it("does not guess at types and strategies it does not know", () => {
    const read = (inner: string): unknown =>
      fromBucketConfiguration(
        parseXml(`<BucketConfiguration><DataLocationConstraint>${inner}</DataLocationConstraint></BucketConfiguration>`).value,
      );
    expect(read("<Type>Elsewhere</Type>")).toBeUndefined();
    expect(read("<Type>Local</Type><ScheduleStrategy>Perhaps</ScheduleStrategy>")).toBeUndefined();
    expect(read("")).toEqual({});
  });
});
