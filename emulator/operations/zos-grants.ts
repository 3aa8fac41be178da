/** Grants on the wire: the answers of the ACL calls [ZOS 1.10, 2.7], and the list that logging has [ZOS 1.25, 1.26]. */
import { ALL_USERS, AUTHENTICATED_USERS, CANNED_GRANTS } from "../access/grants";
import type { Core } from "../core";
import { refuse } from "../http/errors";
import { child, childText, children, malformed, onlyElements, type ParsedXml, type XmlObject } from "../http/xml";
import type { WireRequest } from "../http/request";
import type { Account, Grant, Permission, TargetGrant } from "../state/model";
import { oneOf, requiredText } from "./bucket-configuration";
import { xml } from "./reply";
import { ownerXml } from "./s3-bucket";
import type { Reply } from "./types";

const XSI = { "@xmlns:xsi": "http://www.w3.org/2001/XMLSchema-instance" };
const GROUPS: readonly string[] = [ALL_USERS, AUTHENTICATED_USERS];
const LOG_PERMISSIONS: readonly Permission[] = ["FULL_CONTROL", "READ", "WRITE"];

/** The grants that `x-amz-acl` asks for; none without the header. Throws InvalidArgument. */
export function cannedGrants(request: WireRequest): readonly Grant[] {
  const header = request.headers.get("x-amz-acl") ?? "private";
  const grants = CANNED_GRANTS.get(header);
  if (grants === undefined)
    throw refuse("InvalidArgument", `x-amz-acl must be one of ${[...CANNED_GRANTS.keys()].join(", ")}, not ${header}.`);
  return grants;
}

/** Groups first, then accounts by their ids, the owner with FULL_CONTROL among them (unverified: the order is Ceph's). */
export function aclReply(owner: Account, grants: readonly Grant[]): Reply {
  const all: readonly Grant[] = [...grants, { grantee: { account: owner.id }, permission: "FULL_CONTROL" }];
  const rank = ({ grantee: { group, account } }: Grant): string => (group === undefined ? `1 ${account}` : `0 ${group}`);
  const sorted = [...all].sort((a, b) => (rank(a) < rank(b) ? -1 : rank(a) > rank(b) ? 1 : 0));
  return xml("AccessControlPolicy", { Owner: ownerXml(owner), AccessControlList: { Grant: sorted.map(grantXml) } });
}

/** A target grant that was made for an address shows the address (unverified: the guide's list of the answer has it [ZOS 1.26]). */
export function grantXml({ grantee, permission, email }: TargetGrant): XmlObject {
  return { Grantee: { ...XSI, ...granteeXml(grantee, email) }, Permission: permission };
}

function granteeXml({ account, group }: Grant["grantee"], email: string | undefined): XmlObject {
  if (group !== undefined) return { "@xsi:type": "Group", URI: group };
  if (email !== undefined) return { "@xsi:type": "AmazonCustomerByEmail", EmailAddress: email };
  // unverified: an account is shown under its id.
  return { "@xsi:type": "CanonicalUser", ID: account, DisplayName: account };
}

/** `TargetGrants`, which may be absent. Throws MalformedXML, InvalidArgument, UnresolvableGrantByEmailAddress. */
export function parseTargetGrants(core: Core, list: ParsedXml | undefined): readonly TargetGrant[] {
  if (list === undefined) return [];
  onlyElements(list, "Grant");
  return children(list, "Grant").map((grant) => {
    onlyElements(grant, "Grantee", "Permission");
    const grantee = child(grant, "Grantee");
    // unverified: a grant without a permission is refused; the guide marks the element as optional.
    const permission = oneOf(grant, "Permission", LOG_PERMISSIONS);
    if (grantee === undefined) throw malformed("Grantee is missing");
    return { ...parseGrantee(core, grantee), permission };
  });
}

/** How each kind of grantee is named [ZOS 1.9]: its element, and whom that means. */
const KINDS: Readonly<Record<string, readonly [element: string, find: (core: Core, text: string) => Omit<TargetGrant, "permission">]>> = {
  CanonicalUser: ["ID", byId],
  AmazonCustomerByEmail: ["EmailAddress", byEmail],
  Group: ["URI", byUri],
};

function parseGrantee(core: Core, grantee: ParsedXml): Omit<TargetGrant, "permission"> {
  onlyElements(grantee, "@type", "ID", "DisplayName", "EmailAddress", "URI");
  const type = childText(grantee, "@type") ?? "";
  const [element, find] = KINDS[type] ?? [];
  if (element === undefined || find === undefined) throw malformed(`the xsi:type of a Grantee must be ${Object.keys(KINDS).join(", ")}`);
  return find(core, requiredText(grantee, element).trim());
}

// unverified: unknown ids and groups are refused with Ceph's code for the ACL of a bucket.
function byId(core: Core, id: string): Omit<TargetGrant, "permission"> {
  if (core.accounts.get(id) === undefined) throw refuse("InvalidArgument", `The grantee ${id} is not known.`);
  return { grantee: { account: id } };
}

function byUri(_core: Core, uri: string): Omit<TargetGrant, "permission"> {
  if (!GROUPS.includes(uri)) throw refuse("InvalidArgument", `The group ${uri} is not known.`);
  return { grantee: { group: uri } };
}

function byEmail(core: Core, email: string): Omit<TargetGrant, "permission"> {
  const account = core.accounts.all().find((candidate) => candidate.email === email);
  if (account === undefined) throw refuse("UnresolvableGrantByEmailAddress", `No account has the e-mail address ${email}.`);
  return { grantee: { account: account.id }, email };
}
