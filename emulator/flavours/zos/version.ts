/** Which version of an object a call is about: the one that `versionId` names, else the current one. */
import type { BucketCall } from "../../contract";
import type { StoredObject } from "../../state/model";
import { isMarker, versionName } from "../../state/versions";
import { ApiError, refuse } from "../../wire/errors";
import { queryValue } from "../../wire/request";

/** Throws NoSuchKey, also for a delete marker, which the answer names (unverified: Ceph's code for both). */
export function readVersion({ core, owner, request, key }: BucketCall): StoredObject {
  const { uid } = owner.bucket;
  const versionId = queryValue(request, "versionId");
  const found = versionId === undefined ? core.versions.all(uid, key)[0] : core.versions.find(uid, key, versionId);
  const refusal = refuse("NoSuchKey", "The specified key does not exist.");
  if (found === undefined) throw refusal;
  if (isMarker(found)) throw new ApiError(refusal.code, refusal.message, refusal.status, { "x-amz-delete-marker": "true" });
  return found;
}

/** The header that names the version, where the bucket keeps or kept versions. */
export function versionHeader({ owner }: BucketCall, version: Pick<StoredObject, "versionId">): Readonly<Record<string, string>> {
  return owner.bucket.configuration.versioning === undefined ? {} : { "x-amz-version-id": versionName(version) };
}
