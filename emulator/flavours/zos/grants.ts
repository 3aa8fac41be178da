/** Grants on the wire: the calls on ACLs [ZOS 1.9-1.10, 2.6-2.7], what headers ask for, and the list that logging has [ZOS 1.25, 1.26]. */
import { ALL_USERS, AUTHENTICATED_USERS, CANNED_GRANTS } from "../../access/grants";
import type { Core } from "../../contract";
import { ownerXml } from "../../services/s3/bucket";
import { oneOf, requiredText } from "../../services/s3/bucket-configuration";
import type { Account, Grant, Permission, TargetGrant } from "../../state/model";
import { refuse, type ErrorCode } from "../../wire/errors";
import { xml, type Reply } from "../../wire/reply";
import type { WireRequest } from "../../wire/request";
import { child, childText, children, malformed, onlyElements, parseTypedXml, type ParsedXml, type XmlObject } from "../../wire/xml";

const XSI = { "@xmlns:xsi": "http://www.w3.org/2001/XMLSchema-instance" };
const GROUPS: readonly string[] = [ALL_USERS, AUTHENTICATED_USERS];
const LOG_PERMISSIONS: readonly Permission[] = ["FULL_CONTROL", "READ", "WRITE"];
const PERMISSIONS: readonly Permission[] = [...LOG_PERMISSIONS, "READ_ACP", "WRITE_ACP"];

/** What a bucket or an object keeps of its ACL. */
export interface Acl {
  /** Of others than the owner. */
  readonly grants: readonly Grant[];
  /** The owner's, if they are not FULL_CONTROL. */
  readonly ownerGrants?: readonly Permission[];
}

/** `x-amz-grant-read` and its like, and what they grant. */
const GRANT_HEADERS: ReadonlyMap<string, Permission> = new Map(
  PERMISSIONS.map((permission) => [`x-amz-grant-${permission.toLowerCase().replace("_", "-")}`, permission]),
);

/** Headers by which a call names an ACL. */
export const ACL_HEADERS: readonly string[] = ["x-amz-acl", ...GRANT_HEADERS.keys()];

/** The ACL that headers ask for; undefined: none do. Throws InvalidArgument, NoSuchKey for an account that is not known (unverified: Ceph's). */
export function aclOfHeaders(core: Core, owner: Account, request: WireRequest): Acl | undefined {
  const canned = request.headers.get("x-amz-acl");
  const named = [...GRANT_HEADERS].flatMap(([header, permission]) =>
    grantees(request.headers.get(header)).map(([kind, text]) => ({ ...granteeOf(core, kind, text, "NoSuchKey"), permission })),
  );
  if (named.length > 0 && canned !== undefined) throw refuse("InvalidArgument", "An ACL is named once: by x-amz-acl or by x-amz-grant-.");
  if (named.length > 0) return aclOf(owner, named);
  if (canned === undefined) return undefined;
  const grants = CANNED_GRANTS.get(canned);
  if (grants === undefined)
    throw refuse("InvalidArgument", `x-amz-acl must be one of ${[...CANNED_GRANTS.keys()].join(", ")}, not ${canned}.`);
  return { grants };
}

/** `id="...", uri="..."`. */
function grantees(header: string | undefined): readonly (readonly [kind: string, text: string])[] {
  if (header === undefined) return [];
  return header.split(",").map((part) => {
    const [, kind = "", text = ""] = /^\s*(id|uri|emailAddress)\s*=\s*"?([^"]*)"?\s*$/.exec(part) ?? [];
    if (text === "")
      throw refuse("InvalidArgument", `${part.trim()} names no grantee: expected id="...", uri="..." or emailAddress="...".`);
    return [kind, text];
  });
}

/** The ACL that headers or the body of a call on an ACL name. Throws InvalidArgument, MalformedXML, AccessDenied. */
export function requestedAcl(core: Core, owner: Account, request: WireRequest): Acl {
  const named = aclOfHeaders(core, owner, request);
  if (request.body.length === 0) return named ?? { grants: [] };
  if (named !== undefined) throw refuse("InvalidArgument", "An ACL is named once: by headers or by the body.");
  const body = parseTypedXml(request.body, "AccessControlPolicy");
  onlyElements(body, "Owner", "AccessControlList");
  const [who, list] = [child(body, "Owner"), child(body, "AccessControlList")];
  if (who === undefined) throw refuse("InvalidArgument", "Owner is missing.");
  onlyElements(who, "ID", "DisplayName");
  if (requiredText(who, "ID").trim() !== owner.id) throw refuse("AccessDenied", "The owner cannot be changed.");
  if (list === undefined) throw malformed("AccessControlList is missing");
  return aclOf(owner, parseGrants(core, list, PERMISSIONS));
}

/** What is said about the owner apart from what is said about others. */
function aclOf(owner: Account, all: readonly Grant[]): Acl {
  const own = all.filter(({ grantee }) => grantee.account === owner.id).map(({ permission }) => permission);
  const grants = all.filter(({ grantee }) => grantee.account !== owner.id).map(({ grantee, permission }) => ({ grantee, permission }));
  return own.length === 1 && own[0] === "FULL_CONTROL" ? { grants } : { grants, ownerGrants: own };
}

/** Groups first, then accounts by their ids, the owner among them (unverified: the order is Ceph's). */
export function aclReply(owner: Account, { grants, ownerGrants = ["FULL_CONTROL"] }: Acl): Reply {
  const all: readonly Grant[] = [...grants, ...ownerGrants.map((permission) => ({ grantee: { account: owner.id }, permission }))];
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
  return list === undefined ? [] : parseGrants(core, list, LOG_PERMISSIONS);
}

function parseGrants(core: Core, list: ParsedXml, permissions: readonly Permission[]): readonly TargetGrant[] {
  onlyElements(list, "Grant");
  return children(list, "Grant").map((grant) => {
    onlyElements(grant, "Grantee", "Permission");
    const grantee = child(grant, "Grantee");
    // unverified: a grant without a permission is refused; the guide marks the element as optional.
    const permission = oneOf(grant, "Permission", permissions);
    if (grantee === undefined) throw malformed("Grantee is missing");
    return { ...parseGrantee(core, grantee), permission };
  });
}

/** How each kind of grantee is named [ZOS 1.9]: its element, and its name in headers. */
const KINDS: Readonly<Record<string, readonly [element: string, kind: string]>> = {
  CanonicalUser: ["ID", "id"],
  AmazonCustomerByEmail: ["EmailAddress", "emailAddress"],
  Group: ["URI", "uri"],
};

function parseGrantee(core: Core, grantee: ParsedXml): Omit<TargetGrant, "permission"> {
  onlyElements(grantee, "@type", "ID", "DisplayName", "EmailAddress", "URI");
  const type = childText(grantee, "@type") ?? "";
  const [element, kind] = KINDS[type] ?? [];
  if (element === undefined || kind === undefined) throw malformed(`the xsi:type of a Grantee must be ${Object.keys(KINDS).join(", ")}`);
  return granteeOf(core, kind, requiredText(grantee, element).trim(), "InvalidArgument");
}

/** `code`: of an account or a group that is not known (unverified: Ceph's). */
function granteeOf(core: Core, kind: string, text: string, code: ErrorCode): Omit<TargetGrant, "permission"> {
  if (kind === "uri") {
    if (!GROUPS.includes(text)) throw refuse("InvalidArgument", `The group ${text} is not known.`);
    return { grantee: { group: text } };
  }
  if (kind === "id") {
    if (core.accounts.get(text) === undefined) throw refuse(code, `The grantee ${text} is not known.`);
    return { grantee: { account: text } };
  }
  const account = core.accounts.all().find((candidate) => candidate.email === text);
  if (account === undefined) throw refuse("UnresolvableGrantByEmailAddress", `No account has the e-mail address ${text}.`);
  return { grantee: { account: account.id }, email: text };
}
