import { describe, expect, it } from "vitest";
import * as iam from "../../../../provider/services/iam";
import type { Client } from "../../../../provider/transport/types";
import { fakeClient, formOf } from "../../../support/services/fake-client";

const page = (operation: string, inner: string, marker?: string): string => {
  const more = marker === undefined ? "<IsTruncated>false</IsTruncated>" : `<IsTruncated>true</IsTruncated><Marker>${marker}</Marker>`;
  return `<${operation}Response><${operation}Result>${inner}${more}</${operation}Result></${operation}Response>`;
};
const users = (...names: string[]): string =>
  `<Users>${names.map((name) => `<member><UserName>${name}</UserName></member>`).join("")}</Users>`;

describe("lists to their end", () => {
  it("follow the marker, keep the filter, and ask for the largest pages", async () => {
    const pages = [page("ListUsers", users("a", "b"), "m/1"), page("ListUsers", users(), "m/2"), page("ListUsers", users("c"))];
    const client = fakeClient((_request, index) => pages[index] ?? "");
    const found = await iam.listAllUsers(client, { userName: "x" });
    expect(found.map(({ userName }) => userName)).toEqual(["a", "b", "c"]);
    const envelope = { Action: "ListUsers", Version: "2010-05-08", UserName: "x", MaxItems: "1000" };
    expect(client.sent.map(formOf)).toEqual([envelope, { ...envelope, Marker: "m/1" }, { ...envelope, Marker: "m/2" }]);
  });

  it("end with an error when a marker comes again", async () => {
    const client = fakeClient((_request, index) => page("ListUsers", users(`u${index}`), index % 2 === 0 ? "m1" : "m2"));
    await expect(iam.listAllUsers(client)).rejects.toMatchObject({
      kind: "foreign",
      operation: "ListUsers",
      words: "the answer repeats the Marker m1: the list has no end",
    });
    expect(client.sent).toHaveLength(3);
  });

  it("end with an error when more follows without a marker", async () => {
    const client = fakeClient(() => page("ListUsers", users("a"), ""));
    await expect(iam.listAllUsers(client)).rejects.toMatchObject({
      kind: "foreign",
      words: "the answer says that more follows and gives no Marker",
    });
  });

  const userName = "bob";
  const lists: readonly (readonly [string, (client: Client) => Promise<readonly unknown[]>, string])[] = [
    ["ListUserTags", (c) => iam.listAllUserTags(c, { userName }), "<Tags><member><Key>k</Key></member></Tags>"],
    ["ListGroupsForUser", (c) => iam.listAllGroupsForUser(c, { userName }), "<Groups><member><GroupName>g</GroupName></member></Groups>"],
    ["GetGroup", (c) => iam.listAllGroupMembers(c, { groupName: "g" }), `<Group><GroupName>g</GroupName></Group>${users("a")}`],
    [
      "ListAccessKeys",
      (c) => iam.listAllAccessKeys(c, { userName }),
      "<AccessKeyMetadata><member><AccessKeyId>a</AccessKeyId><Status>Active</Status></member></AccessKeyMetadata>",
    ],
    [
      "ListEntitiesForPolicy",
      (c) => iam.listAllEntitiesForPolicy(c, { policyArn: "p" }),
      "<PolicyUsers><member><UserName>u</UserName></member></PolicyUsers>",
    ],
    [
      "ListAttachedUserPolicies",
      (c) => iam.listAllAttachedUserPolicies(c, { userName }),
      "<AttachedPolicies><member><PolicyArn>p</PolicyArn></member></AttachedPolicies>",
    ],
    [
      "ListMFADevices",
      (c) => iam.listAllMfaDevices(c, { userName }),
      "<MFADevices><member><SerialNumber>s</SerialNumber></member></MFADevices>",
    ],
    [
      "ListVirtualMFADevices",
      (c) => iam.listAllVirtualMfaDevices(c),
      "<VirtualMFADevices><member><SerialNumber>s</SerialNumber></member></VirtualMFADevices>",
    ],
  ];

  it.each(lists)("%s reads two pages", async (operation, list, item) => {
    const client = fakeClient((_request, index) => page(operation, item, index === 0 ? "next" : undefined));
    expect(await list(client)).toHaveLength(2);
    expect(formOf(client.sent[1])).toMatchObject({ Action: operation, Marker: "next", MaxItems: "1000" });
  });
});
