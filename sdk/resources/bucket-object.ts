// Generated from the resource definitions by `npm run generate`; edits are overwritten.

import * as pulumi from "@pulumi/pulumi";
import { OosResource, typeToken } from "../runtime";
import type { ResourceOf } from "../references";
import type { CopySource, CopySourceArgs, BucketObjectStorageClass, ObjectDataLocation, ObjectDataLocationArgs } from "../types";

/** Inputs of {@link BucketObject}. */
export interface BucketObjectArgs {
  /** Name of the bucket. A change replaces the object. */
  readonly bucket: pulumi.Input<string | ResourceOf<"Bucket">>;
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
  /** Content-Type: `text/html; charset=utf-8`. Default: by the ending of the key, else of the file (`guessContentType`); without a known ending the service's. */
  readonly contentType?: pulumi.Input<string> | undefined;
  /**
   * Give an object without a `contentType` the one that belongs to the ending of its key, else of its file; `content` and texts are said to be UTF-8. False: leave it to the service. Copies have the type of their source.
   * @default true
   */
  readonly guessContentType?: pulumi.Input<boolean> | undefined;
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
  /** Metadata of your own: keys of lower-case letters, digits and dashes, values of printable ASCII. `{}` and none are the same. */
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
  /** Tells the classes apart where one stands for its name; it has no value. @internal */
  declare readonly __noun?: "BucketObject";
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
  /** Content-Type: `text/html; charset=utf-8`. Default: by the ending of the key, else of the file (`guessContentType`); without a known ending the service's. */
  declare readonly contentType: pulumi.Output<string | undefined>;
  /** Give an object without a `contentType` the one that belongs to the ending of its key, else of its file; `content` and texts are said to be UTF-8. False: leave it to the service. Copies have the type of their source. */
  declare readonly guessContentType: pulumi.Output<boolean>;
  /** Cache-Control of the answers. */
  declare readonly cacheControl: pulumi.Output<string | undefined>;
  /** Content-Disposition of the answers. */
  declare readonly contentDisposition: pulumi.Output<string | undefined>;
  /** Content-Encoding: how the content is packed already (`gzip`). */
  declare readonly contentEncoding: pulumi.Output<string | undefined>;
  /** Storage class. */
  declare readonly storageClass: pulumi.Output<BucketObjectStorageClass>;
  /** Metadata of your own: keys of lower-case letters, digits and dashes, values of printable ASCII. `{}` and none are the same. */
  declare readonly metadata: pulumi.Output<Record<string, string> | undefined>;
  /** Where the data is kept. Default: the bucket's location. The service does not show it again. Only on `oos`. */
  declare readonly dataLocation: pulumi.Output<ObjectDataLocation | undefined>;
  /** Content that is larger is stored, or copied, in parts of this size (MiB, 5 to 1024). */
  declare readonly partSizeMiB: pulumi.Output<number>;
  /** Take over, and overwrite, an object of this key. Default false. */
  declare readonly adopt: pulumi.Output<boolean | undefined>;
  /** ETag, with its quotation marks. A secret if `source` or `content` is one: it is the MD5 of the content. */
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
      args,
      {
        inputs: [
          "bucket",
          "key",
          "source",
          "content",
          "copyFrom",
          "contentHash",
          "contentType",
          "guessContentType",
          "cacheControl",
          "contentDisposition",
          "contentEncoding",
          "storageClass",
          "metadata",
          "dataLocation",
          "partSizeMiB",
          "adopt",
        ],
        computed: ["etag", "size"],
        secrets: [],
        references: { bucket: { noun: "Bucket", property: "bucket" }, "copyFrom.bucket": { noun: "Bucket", property: "bucket" } },
      },
      options,
    );
  }

  /**
   * Looks up one that exists and is not managed by this resource: it is read on every run, never changed and never deleted.
   * @param name name of the resource in the stack
   * @param id its import ID
   * @param options Pulumi's resource options
   */
  static get(name: string, id: pulumi.Input<pulumi.ID>, options?: pulumi.CustomResourceOptions): BucketObject {
    return new BucketObject(name, {} as BucketObjectArgs, { ...options, id });
  }

  /** True for an instance of this class, also one of another copy of the package. */
  static override isInstance(value: unknown): value is BucketObject {
    return (
      pulumi.CustomResource.isInstance(value) &&
      (value as unknown as { readonly __pulumiType?: string }).__pulumiType === typeToken("BucketObject")
    );
  }
}
