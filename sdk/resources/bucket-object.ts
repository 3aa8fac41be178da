// Generated from the resource definitions by `npm run generate`; edits are overwritten.

import * as pulumi from "@pulumi/pulumi";
import { OosResource, typeToken } from "../runtime";
import type { CopySource, CopySourceArgs, BucketObjectStorageClass, ObjectDataLocation, ObjectDataLocationArgs } from "../types";

/** Inputs of {@link BucketObject}. */
export interface BucketObjectArgs {
  /** Name of the bucket. A change replaces the object. */
  readonly bucket: pulumi.Input<string>;
  /** Key of the object. A change replaces the object. */
  readonly key: pulumi.Input<string>;
  /** What to store: the path of a file, from the project's folder on, or an asset of Pulumi (`FileAsset`, `StringAsset`, `RemoteAsset`). One of `source`, `content` and `copyFrom` is required. */
  readonly source?: pulumi.Input<string | pulumi.asset.Asset> | undefined;
  /** Text to store, as UTF-8. */
  readonly content?: pulumi.Input<string> | undefined;
  /** Object of the service to copy, without its bytes passing through here. What the program does not say of content type, headers and metadata is the source's. */
  readonly copyFrom?: pulumi.Input<CopySourceArgs> | undefined;
  /** SHA-256 of the content in hex. Made from `source` or `content`; leave it out. A secret if they are: whoever knows it can try out what a short content is. */
  readonly contentHash?: pulumi.Input<string> | undefined;
  /** Content-Type: `text/html; charset=utf-8`. Default: the service's. */
  readonly contentType?: pulumi.Input<string> | undefined;
  /** Cache-Control of the answers. */
  readonly cacheControl?: pulumi.Input<string> | undefined;
  /** Content-Disposition of the answers. */
  readonly contentDisposition?: pulumi.Input<string> | undefined;
  /** Content-Encoding: how the content is packed already (`gzip`). */
  readonly contentEncoding?: pulumi.Input<string> | undefined;
  /**
   * Storage class.
   * @default STANDARD
   */
  readonly storageClass?: pulumi.Input<BucketObjectStorageClass> | undefined;
  /** Metadata of your own: keys of lower-case letters, digits and dashes, values of printable ASCII. */
  readonly metadata?: pulumi.Input<Record<string, pulumi.Input<string>>> | undefined;
  /** Where the data is kept. Default: the bucket's location. The service does not show it again. Only on `oos`. */
  readonly dataLocation?: pulumi.Input<ObjectDataLocationArgs> | undefined;
  /**
   * Content that is larger is stored, or copied, in parts of this size (MiB, 5 to 1024).
   * @default 64
   */
  readonly partSizeMiB?: pulumi.Input<number> | undefined;
  /** Take over, and overwrite, an object of this key. Default false. */
  readonly adopt?: pulumi.Input<boolean> | undefined;
}

/**
 * One object of a bucket, from a file, a text, an asset of Pulumi or another object. It is for configuration, pages and artefacts; data belongs to programs that write it.
 *
 * The content is compared by its SHA-256, which is kept with the object as metadata `pulumi-sha256`; any change stores the whole object again.
 * A copy is made within the service and keeps its source as metadata `pulumi-copied-from`. Content above `partSizeMiB` is stored in parts: an upload that
 * fails is aborted, one that was cut off (a killed run) is continued or aborted by the next run on this machine. Deleting the resource deletes the object.
 *
 * ```typescript
 * import * as oos from "pulumi-oos";
 *
 * const site = new oos.Bucket("site", {});
 * const index = new oos.BucketObject("index", { bucket: site.bucket, key: "index.html", content: "<h1>Hello</h1>", contentType: "text/html" });
 * new oos.BucketObject("kept", { bucket: site.bucket, key: "kept.html", copyFrom: { bucket: site.bucket, key: index.key } });
 * ```
 *
 * Backends: `oos`, `zos`.
 *
 * ## Import
 *
 * The ID is `<bucket name>/<key>`.
 */
export class BucketObject extends OosResource {
  /** Name of the bucket. A change replaces the object. */
  declare readonly bucket: pulumi.Output<string>;
  /** Key of the object. A change replaces the object. */
  declare readonly key: pulumi.Output<string>;
  /** What to store: the path of a file, from the project's folder on, or an asset of Pulumi (`FileAsset`, `StringAsset`, `RemoteAsset`). One of `source`, `content` and `copyFrom` is required. */
  declare readonly source: pulumi.Output<string | pulumi.asset.Asset | undefined>;
  /** Text to store, as UTF-8. */
  declare readonly content: pulumi.Output<string | undefined>;
  /** Object of the service to copy, without its bytes passing through here. What the program does not say of content type, headers and metadata is the source's. */
  declare readonly copyFrom: pulumi.Output<CopySource | undefined>;
  /** SHA-256 of the content in hex. Made from `source` or `content`; leave it out. A secret if they are: whoever knows it can try out what a short content is. */
  declare readonly contentHash: pulumi.Output<string | undefined>;
  /** Content-Type: `text/html; charset=utf-8`. Default: the service's. */
  declare readonly contentType: pulumi.Output<string | undefined>;
  /** Cache-Control of the answers. */
  declare readonly cacheControl: pulumi.Output<string | undefined>;
  /** Content-Disposition of the answers. */
  declare readonly contentDisposition: pulumi.Output<string | undefined>;
  /** Content-Encoding: how the content is packed already (`gzip`). */
  declare readonly contentEncoding: pulumi.Output<string | undefined>;
  /** Storage class. */
  declare readonly storageClass: pulumi.Output<BucketObjectStorageClass>;
  /** Metadata of your own: keys of lower-case letters, digits and dashes, values of printable ASCII. */
  declare readonly metadata: pulumi.Output<Record<string, string> | undefined>;
  /** Where the data is kept. Default: the bucket's location. The service does not show it again. Only on `oos`. */
  declare readonly dataLocation: pulumi.Output<ObjectDataLocation | undefined>;
  /** Content that is larger is stored, or copied, in parts of this size (MiB, 5 to 1024). */
  declare readonly partSizeMiB: pulumi.Output<number>;
  /** Take over, and overwrite, an object of this key. Default false. */
  declare readonly adopt: pulumi.Output<boolean | undefined>;
  /** ETag, with its quotation marks. */
  declare readonly etag: pulumi.Output<string>;
  /** Bytes. */
  declare readonly size: pulumi.Output<number | undefined>;

  /**
   * @param name name of the resource in the stack
   * @param args inputs
   * @param options Pulumi's resource options
   */
  constructor(name: string, args: BucketObjectArgs, options?: pulumi.CustomResourceOptions) {
    super(
      "BucketObject",
      name,
      {
        bucket: args.bucket,
        key: args.key,
        source: args.source,
        content: args.content,
        copyFrom: args.copyFrom,
        contentHash: args.contentHash,
        contentType: args.contentType,
        cacheControl: args.cacheControl,
        contentDisposition: args.contentDisposition,
        contentEncoding: args.contentEncoding,
        storageClass: args.storageClass,
        metadata: args.metadata,
        dataLocation: args.dataLocation,
        partSizeMiB: args.partSizeMiB,
        adopt: args.adopt,
      },
      ["etag", "size"],
      [],
      options,
    );
  }

  /** True for an instance of this class, also one of another copy of the package. */
  static override isInstance(value: unknown): value is BucketObject {
    return (
      pulumi.CustomResource.isInstance(value) &&
      (value as unknown as { readonly __pulumiType?: string }).__pulumiType === typeToken("BucketObject")
    );
  }
}
