/** The default encryption of a bucket [ZOS 1.20-1.22], and what it makes of objects [ZOS 2.3]. Nothing is encrypted on disk. */
import type { BucketCall } from "../../contract";
import { cached, replaceSetting, requiredText, requiredXml } from "../../services/s3/bucket-configuration";
import type { Encryption } from "../../state/model";
import { refuse } from "../../wire/errors";
import { empty, xml, type Reply } from "../../wire/reply";
import type { WireRequest } from "../../wire/request";
import { child, children, malformed, onlyElements, childText } from "../../wire/xml";

const ROOT = "ServerSideEncryptionConfiguration";
export const ENCRYPTION_HEADER = "x-amz-server-side-encryption";
export const KEY_HEADER = "x-amz-server-side-encryption-aws-kms-key-id";
/** `cmkuuid:keyspec:userid` [ZOS 1.20]; unverified: newer ones are `keyid:::regionid:userid`. */
const KMS_KEYS: readonly RegExp[] = [/^[^:]+:[^:]+:[^:]+$/, /^[^:]+:::[^:]+:[^:]+$/];
const AES_KEY_LENGTH = 32;

/** unverified: one rule, as at AWS; the guide shows a list of one. */
export async function putBucketEncryption(call: BucketCall): Promise<Reply> {
  const body = requiredXml(call, ROOT);
  onlyElements(body, "Rule");
  const [rule, ...more] = children(body, "Rule");
  if (rule === undefined || more.length > 0) throw malformed("one Rule is expected");
  onlyElements(rule, "ApplyServerSideEncryptionByDefault");
  const byDefault = child(rule, "ApplyServerSideEncryptionByDefault");
  // unverified: the guide marks it as optional, but a rule without it says nothing.
  if (byDefault === undefined) throw malformed("ApplyServerSideEncryptionByDefault is missing");
  onlyElements(byDefault, "SSEAlgorithm", "KMSMasterKeyID");
  return replaceSetting(call, "encryption", encryption(requiredText(byDefault, "SSEAlgorithm"), childText(byDefault, "KMSMasterKeyID")));
}

/** Throws InvalidArgument (unverified: the guide states the rules and no code). */
function encryption(algorithm: string, keyId: string | undefined): Encryption {
  if (algorithm !== "AES256" && algorithm !== "aws:kms")
    throw refuse("InvalidArgument", `The encryption algorithm must be AES256 or aws:kms, not ${algorithm}.`);
  if (algorithm === "aws:kms") {
    if (keyId === undefined) throw refuse("InvalidArgument", "aws:kms needs a key.");
    if (!KMS_KEYS.some((form) => form.test(keyId))) throw refuse("InvalidArgument", "The key of aws:kms must be cmkuuid:keyspec:userid.");
  } else if (keyId !== undefined && keyId.length !== AES_KEY_LENGTH) {
    throw refuse("InvalidArgument", `The key of AES256 must have ${AES_KEY_LENGTH} characters.`);
  }
  return { algorithm, ...(keyId === undefined ? {} : { keyId }) };
}

export function getBucketEncryption(call: BucketCall): Reply {
  const found = cached(call).encryption;
  if (found === undefined) throw refuse("NoSuchEncryptionSetError", "The bucket has no default encryption.");
  // unverified: the key is shown as well; the guide's list of the answer stops at the algorithm.
  return xml(ROOT, { Rule: { ApplyServerSideEncryptionByDefault: { SSEAlgorithm: found.algorithm, KMSMasterKeyID: found.keyId } } });
}

/** 204, also when there is none (unverified). */
export async function deleteBucketEncryption(call: BucketCall): Promise<Reply> {
  await replaceSetting(call, "encryption", undefined);
  return empty(204);
}

/** What an upload asks for; without a word of its own the default of the bucket applies. */
export function uploadEncryption(request: WireRequest, byDefault: Encryption | undefined): Encryption | undefined {
  const algorithm = request.headers.get(ENCRYPTION_HEADER);
  const key = request.headers.get(KEY_HEADER);
  if (algorithm === undefined && key === undefined) return byDefault;
  if (algorithm !== "aws:kms" && key !== undefined) throw refuse("InvalidArgument", `${KEY_HEADER} is for aws:kms.`);
  return encryption(algorithm ?? "", key);
}

/** unverified: the headers are AWS's; a key of AES256 is in none of them. */
export function encryptionHeaders(found: Encryption | undefined): Readonly<Record<string, string>> {
  if (found === undefined) return {};
  const key: Readonly<Record<string, string>> =
    found.algorithm === "aws:kms" && found.keyId !== undefined ? { [KEY_HEADER]: found.keyId } : {};
  return { [ENCRYPTION_HEADER]: found.algorithm, ...key };
}
