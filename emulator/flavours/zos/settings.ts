/** Settings that ZOS has in a form of its own: policy [ZOS 1.6-1.8], website [ZOS 1.14-1.16], tags [ZOS 1.17-1.19], CORS [ZOS 1.27-1.29]. */
import { parsePolicy, PolicyProblem } from "../../access/policy-document";
import type { BucketCall } from "../../contract";
import { cached, replaceSetting, requiredText, requiredXml } from "../../services/s3/bucket-configuration";
import { corsXml, putBucketCors as putCors } from "../../services/s3/cors";
import { toWebsite } from "../../services/s3/website";
import type { CorsRule, Tag } from "../../state/model";
import { refuse } from "../../wire/errors";
import { empty, xml, type Reply } from "../../wire/reply";
import { child, childText, children, onlyElements, type ParsedXml } from "../../wire/xml";

/** What a removal is answered with; also if there was nothing (unverified: the statuses are Ceph's). */
type Removed = 200 | 204;

function removal(setting: Parameters<typeof replaceSetting>[1], status: Removed): (call: BucketCall) => Promise<Reply> {
  return async (call) => {
    await replaceSetting(call, setting, undefined);
    return empty(status);
  };
}

export const deleteBucketPolicy = removal("policy", 200);
export const deleteBucketLifecycle = removal("rules", 204);
export const deleteBucketWebsite = removal("website", 204);
export const deleteBucketTagging = removal("tags", 200);
export const deleteBucketCors = removal("cors", 204);

/** Kept as it was sent. unverified: the status and the code are Ceph's; the guide's sample shows 200. */
export async function putBucketPolicy(call: BucketCall): Promise<Reply> {
  const text = call.request.body.toString("utf8");
  try {
    parsePolicy(text, "zos");
  } catch (error) {
    if (error instanceof PolicyProblem) throw refuse("InvalidArgument", error.message);
    throw error;
  }
  await replaceSetting(call, "policy", text);
  return empty(204);
}

export function getBucketPolicy(call: BucketCall): Reply {
  const { policy } = cached(call);
  if (policy === undefined) throw refuse("NoSuchBucketPolicy", "The bucket policy does not exist.");
  return { status: 200, headers: { "content-type": "application/json" }, body: policy };
}

const MOST_ROUTING_RULES = 50;

export async function putBucketWebsite(call: BucketCall): Promise<Reply> {
  const website = toWebsite(requiredXml(call, "WebsiteConfiguration"), { redirectCodes: true });
  if (website.routingRules.length > MOST_ROUTING_RULES)
    throw refuse("InvalidRequest", `A website has at most ${MOST_ROUTING_RULES} routing rules.`); // unverified: Ceph's
  return replaceSetting(call, "website", website);
}

const MOST_TAGS = 50;
const MOST_TAG_KEY = 128;
const MOST_TAG_VALUE = 256;

/** The tags of a body. Throws MalformedXML, InvalidTag (unverified: Ceph's code). */
export function tagsOf(body: ParsedXml, most: number): readonly Tag[] {
  onlyElements(body, "TagSet");
  const set = child(body, "TagSet");
  if (set !== undefined) onlyElements(set, "Tag");
  const tags = (set === undefined ? [] : children(set, "Tag")).map((tag) => {
    onlyElements(tag, "Key", "Value");
    return { key: requiredText(tag, "Key"), value: childText(tag, "Value") ?? "" };
  });
  return checkedTags(tags, most);
}

export function checkedTags(tags: readonly Tag[], most: number): readonly Tag[] {
  if (tags.length > most) throw refuse("InvalidTag", `At most ${most} tags are taken.`);
  if (tags.some(({ key, value }) => key === "" || [...key].length > MOST_TAG_KEY || [...value].length > MOST_TAG_VALUE))
    throw refuse("InvalidTag", `A key has 1 to ${MOST_TAG_KEY} characters, a value at most ${MOST_TAG_VALUE}.`);
  return tags;
}

/** By their keys, as Ceph gives them (unverified). */
export function tagsReply(tags: readonly Tag[]): Reply {
  const sorted = [...tags].sort((a, b) => (a.key < b.key ? -1 : 1));
  return xml("Tagging", { TagSet: { Tag: sorted.map(({ key, value }) => ({ Key: key, Value: value })) } });
}

export function putBucketTagging(call: BucketCall): Promise<Reply> {
  return replaceSetting(call, "tags", tagsOf(requiredXml(call, "Tagging"), MOST_TAGS));
}

export function getBucketTagging(call: BucketCall): Reply {
  const { tags } = cached(call);
  if (tags === undefined) throw refuse("NoSuchTagSet", "The bucket has no tags.");
  return tagsReply(tags);
}

/** unverified: as Ceph, which lets every header be exposed. */
export function putBucketCors(call: BucketCall): Promise<Reply> {
  return putCors(call, true);
}

/** unverified: the orders are Ceph's. */
const METHODS = ["GET", "PUT", "DELETE", "HEAD", "POST"];

export function getBucketCors(call: BucketCall): Reply {
  const { cors } = cached(call);
  if (cors === undefined) throw refuse("NoSuchCORSConfiguration", "The CORS configuration does not exist.");
  return corsXml(
    cors.map((rule): CorsRule => ({
      ...rule,
      origins: [...rule.origins].sort(),
      methods: METHODS.filter((method) => rule.methods.includes(method)),
      headers: [...rule.headers].sort(),
    })),
  );
}
