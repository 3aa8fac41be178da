/** Objects with encryption and grants [ZOS 2.1-2.3, 2.7]. */
import { refuse } from "../http/errors";
import { empty } from "./reply";
import * as object from "./s3-object";
import type { BucketCall, Reply } from "./types";
import { encryptionHeaders, uploadEncryption } from "./zos-encryption";
import { aclReply, cannedGrants } from "./zos-grants";

export async function putObject(call: BucketCall): Promise<Reply> {
  const { request, key, owner, now } = call;
  object.checkKey(key);
  const etag = object.md5Hex(request.body);
  const encryption = uploadEncryption(request, owner.bucket.configuration.encryption);
  await object.store(
    call,
    {
      ...object.objectHeaders(call),
      key,
      size: request.body.length,
      etag,
      lastModified: now.toISOString(),
      ...(encryption === undefined ? {} : { encryption }),
      grants: cannedGrants(request),
    },
    request.body,
  );
  return empty(200, { etag: `"${etag}"`, "accept-ranges": "bytes", ...encryptionHeaders(encryption) });
}

export async function getObject(call: BucketCall): Promise<Reply> {
  return described(call, await object.getObject(call));
}

export function headObject(call: BucketCall): Reply {
  return described(call, object.headObject(call));
}

function described({ core, owner, key }: BucketCall, reply: Reply): Reply {
  const found = core.objects.find(owner.bucket.uid, key);
  return { ...reply, headers: { ...reply.headers, "x-rgw-object-type": "Normal", ...encryptionHeaders(found?.encryption) } };
}

export function getObjectAcl({ core, owner, key }: BucketCall): Reply {
  const found = core.objects.find(owner.bucket.uid, key);
  if (found === undefined) throw refuse("NoSuchKey", "The specified key does not exist.");
  return aclReply(owner.account, found.grants ?? []);
}
