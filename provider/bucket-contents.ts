/** Emptying a bucket: every object or version, delete marker and open upload, in batches. A run that was cut off is continued by the next one. */
import { hasOperation } from "./backends/types";
import { type Context, RefusedError } from "./define";
import * as s3 from "./services/s3";
import { isKind } from "./transport/errors";

const mostRepeats = 5;

/** One page of what is left, and what deletes it. */
interface Page {
  readonly size: number;
  /** The first entry, to see whether anything moves. */
  readonly first: string;
  remove(): Promise<readonly s3.DeleteFailure[]>;
}

async function nextPage({ client, backend }: Context, bucket: string): Promise<Page> {
  const maxKeys = Math.min(backend.limits["deleteObjectsKeys"] ?? 1000, backend.limits["listObjectsKeys"] ?? 1000);
  if (hasOperation(backend, "s3", "ListObjectVersions")) {
    const versions = await s3.firstVersions(client, { bucket, maxKeys });
    const [first] = versions;
    return {
      size: versions.length,
      first: first === undefined ? "" : `${first.key} (version ${first.versionId})`,
      remove: () => s3.deleteVersions(client, { bucket, versions }),
    };
  }
  const { objects } = await s3.listObjects(client, { bucket, maxKeys });
  return {
    size: objects.length,
    first: objects[0]?.key ?? "",
    remove: () => s3.deleteObjects(client, { bucket, keys: objects.map(({ key }) => key) }),
  };
}

/** @throws RefusedError for what is protected, or comes back; what was deleted stays deleted */
export async function removeContents(context: Context, bucket: string): Promise<void> {
  const { client } = context;
  let removed = 0;
  let before = "";
  let repeats = 0;
  for (;;) {
    const page = await nextPage(context, bucket);
    if (page.size === 0) break;
    // A listing may lag behind a deletion, or a writer may put the same key again; neither may keep this going for ever.
    repeats = page.first === before ? repeats + 1 : 0;
    before = page.first;
    if (repeats === mostRepeats) {
      throw new RefusedError(
        `bucket "${bucket}" still lists "${before}" after it was deleted ${mostRepeats} times`,
        "stop what writes to it, wait a moment and destroy again",
      );
    }
    const errors = await page.remove();
    const first = errors[0];
    if (first !== undefined) {
      throw new RefusedError(
        `bucket "${bucket}": ${errors.length} of ${page.size} objects could not be deleted; first: "${first.key}" ${first.code ?? ""} ${first.words ?? ""}`,
        "remove what protects these objects (a retention period cannot be shortened) and destroy again; the objects deleted so far stay deleted",
      );
    }
    removed += page.size;
    context.log("info", `bucket ${bucket}: ${removed} objects deleted`);
  }
  for await (const { key, uploadId } of s3.listAllMultipartUploads(client, { bucket })) {
    try {
      await s3.abortMultipartUpload(client, { bucket, key, uploadId });
    } catch (error) {
      // Completed or aborted by somebody else meanwhile.
      if (!isKind(error, "not-found")) throw error;
    }
  }
}
