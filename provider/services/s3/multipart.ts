/** Uploads in parts that were begun and not completed [GUIDE 4.2.12, 4.3.8]. */
import type { Client } from "../../transport/types";
import type { BucketInput } from "./bucket";
import type { ObjectInput } from "./objects";
import { withSdk } from "./sdk-client";

export interface MultipartUpload {
  readonly key: string;
  readonly uploadId: string;
  readonly initiated?: Date;
}

export interface UploadMarker {
  readonly keyMarker: string;
  readonly uploadIdMarker?: string;
}

export interface ListUploadsInput extends BucketInput {
  readonly prefix?: string;
}

export interface UploadPage {
  readonly uploads: readonly MultipartUpload[];
  /** Where the next page begins; absent on the last one. */
  readonly next?: UploadMarker;
}

/** One page of open uploads, at most 1000. @throws ServiceError `not-found` */
export async function listMultipartUploads(
  client: Client,
  { bucket, prefix, maxUploads, after }: ListUploadsInput & { readonly maxUploads?: number; readonly after?: UploadMarker },
): Promise<UploadPage> {
  const output = await withSdk(client, "ListMultipartUploads", { Bucket: bucket }, (s3, sdk) =>
    s3.send(
      new sdk.ListMultipartUploadsCommand({
        Bucket: bucket,
        ...(prefix === undefined ? {} : { Prefix: prefix }),
        ...(maxUploads === undefined ? {} : { MaxUploads: maxUploads }),
        ...(after === undefined ? {} : { KeyMarker: after.keyMarker }),
        ...(after?.uploadIdMarker === undefined ? {} : { UploadIdMarker: after.uploadIdMarker }),
      }),
    ),
  );
  const uploads = (output.Uploads ?? []).flatMap(({ Key: key, UploadId: uploadId, Initiated: initiated }) =>
    key === undefined || uploadId === undefined ? [] : [{ key, uploadId, ...(initiated === undefined ? {} : { initiated }) }],
  );
  const last = uploads.at(-1);
  const keyMarker = output.NextKeyMarker ?? last?.key;
  if (output.IsTruncated !== true || keyMarker === undefined) return { uploads };
  const uploadIdMarker = output.NextUploadIdMarker ?? last?.uploadId;
  return { uploads, next: { keyMarker, ...(uploadIdMarker === undefined ? {} : { uploadIdMarker }) } };
}

/** Every open upload, page after page. */
export async function* listAllMultipartUploads(client: Client, input: ListUploadsInput): AsyncGenerator<MultipartUpload, void, void> {
  let after: UploadMarker | undefined;
  do {
    const page = await listMultipartUploads(client, { ...input, ...(after === undefined ? {} : { after }) });
    yield* page.uploads;
    after = page.next;
  } while (after !== undefined);
}

/** Ends an upload and frees its parts. @throws ServiceError `not-found` (no such upload, no bucket) */
export async function abortMultipartUpload(
  client: Client,
  { bucket, key, uploadId }: ObjectInput & { readonly uploadId: string },
): Promise<void> {
  await withSdk(client, "AbortMultipartUpload", { Bucket: bucket, Key: key }, (s3, sdk) =>
    s3.send(new sdk.AbortMultipartUploadCommand({ Bucket: bucket, Key: key, UploadId: uploadId })),
  );
}
