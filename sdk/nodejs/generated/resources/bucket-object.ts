// Generated from the resource definitions by `npm run generate`; edits are overwritten.

import * as pulumi from "@pulumi/pulumi";
import { OosResource, typeToken } from "../../runtime";
import type { ResourceOf } from "../../references";
import type { CopySource, CopySourceArgs, BucketObjectStorageClass, ObjectDataLocation, ObjectDataLocationArgs } from "../types";

/** Inputs of {@link BucketObject}. */
export interface BucketObjectArgs {
  /** Name of the bucket. A change replaces the object. */
  readonly bucket: pulumi.Input<string | ResourceOf<"Bucket">>;
  /** Key of the object. A change replaces the object. */
  readonly key: pulumi.Input<string>;
  /** Content to store: the path of a file, relative to the project's folder, or an asset of Pulumi (`FileAsset`, `StringAsset`, `RemoteAsset`). One of `source`, `content` and `copyFrom` is required; an imported object stays as it is without them. */
  readonly source?: pulumi.Input<string | pulumi.asset.Asset> | undefined;
  /** Text to store, as UTF-8. */
  readonly content?: pulumi.Input<string> | undefined;
  /** Object to copy within the service; its bytes are not downloaded. Content type, headers and metadata that the program does not set are those of the source. */
  readonly copyFrom?: pulumi.Input<CopySourceArgs> | undefined;
  /** SHA-256 of the content in hex, computed from `source` or `content`: leave it out. After an import it is the one in the metadata of the object, or `unknown, ETag "..."` of an object that this package did not store. Secret if `source` or `content` is: a short content can be guessed from it. */
  readonly contentHash?: pulumi.Input<string> | undefined;
  /** Content-Type: `text/html; charset=utf-8`. Default: the type of the extension of the key, else of the file (`guessContentType`); if the extension is unknown, the service decides. */
  readonly contentType?: pulumi.Input<string> | undefined;
  /**
   * Whether an object without `contentType` gets the type of the extension of its key, else of its file; text is labelled as UTF-8. False: the service decides. Copies have the type of their source.
   * @default true
   */
  readonly guessContentType?: pulumi.Input<boolean> | undefined;
  /** Cache-Control of the answers. */
  readonly cacheControl?: pulumi.Input<string> | undefined;
  /** Content-Disposition of the answers. */
  readonly contentDisposition?: pulumi.Input<string> | undefined;
  /** Content-Encoding: the compression that the content already has (`gzip`). */
  readonly contentEncoding?: pulumi.Input<string> | undefined;
  /**
   * Storage class.
   * @default STANDARD
   */
  readonly storageClass?: pulumi.Input<BucketObjectStorageClass> | undefined;
  /** Metadata: keys of lower-case letters, digits and dashes, values of printable ASCII. `{}` is the same as leaving it out. */
  readonly metadata?: pulumi.Input<Record<string, pulumi.Input<string>>> | undefined;
  /** Location of the data. Default: the bucket's location. The service does not return it. Only on `oos`. */
  readonly dataLocation?: pulumi.Input<ObjectDataLocationArgs> | undefined;
  /**
   * Size of a part in MiB, 5 to 1024. Larger content is stored, or copied, in parts.
   * @default 64
   */
  readonly partSizeMiB?: pulumi.Input<number> | undefined;
  /** Take over and overwrite an existing object with this key. Default false. */
  readonly adopt?: pulumi.Input<boolean> | undefined;
}

/**
 * One object of a bucket, from a file, a text, an asset of Pulumi or another object. Use it for configuration, pages and artefacts, not for data that
 * other programs write.
 *
 * The content is compared by its SHA-256, which is kept with the object as metadata `pulumi-sha256`; any change stores the whole object again.
 * A copy is made within the service and keeps its source as metadata `pulumi-copied-from`. Content above `partSizeMiB` is stored in parts: an upload that
 * fails is aborted; an upload that was cut off (a killed run) is continued or aborted by the next run on this machine. Deleting the resource deletes the object.
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
  /** Content to store: the path of a file, relative to the project's folder, or an asset of Pulumi (`FileAsset`, `StringAsset`, `RemoteAsset`). One of `source`, `content` and `copyFrom` is required; an imported object stays as it is without them. */
  declare readonly source: pulumi.Output<string | pulumi.asset.Asset | undefined>;
  /** Text to store, as UTF-8. */
  declare readonly content: pulumi.Output<string | undefined>;
  /** Object to copy within the service; its bytes are not downloaded. Content type, headers and metadata that the program does not set are those of the source. */
  declare readonly copyFrom: pulumi.Output<CopySource | undefined>;
  /** SHA-256 of the content in hex, computed from `source` or `content`: leave it out. After an import it is the one in the metadata of the object, or `unknown, ETag "..."` of an object that this package did not store. Secret if `source` or `content` is: a short content can be guessed from it. */
  declare readonly contentHash: pulumi.Output<string | undefined>;
  /** Content-Type: `text/html; charset=utf-8`. Default: the type of the extension of the key, else of the file (`guessContentType`); if the extension is unknown, the service decides. */
  declare readonly contentType: pulumi.Output<string | undefined>;
  /** Whether an object without `contentType` gets the type of the extension of its key, else of its file; text is labelled as UTF-8. False: the service decides. Copies have the type of their source. */
  declare readonly guessContentType: pulumi.Output<boolean>;
  /** Cache-Control of the answers. */
  declare readonly cacheControl: pulumi.Output<string | undefined>;
  /** Content-Disposition of the answers. */
  declare readonly contentDisposition: pulumi.Output<string | undefined>;
  /** Content-Encoding: the compression that the content already has (`gzip`). */
  declare readonly contentEncoding: pulumi.Output<string | undefined>;
  /** Storage class. */
  declare readonly storageClass: pulumi.Output<BucketObjectStorageClass>;
  /** Metadata: keys of lower-case letters, digits and dashes, values of printable ASCII. `{}` is the same as leaving it out. */
  declare readonly metadata: pulumi.Output<Record<string, string> | undefined>;
  /** Location of the data. Default: the bucket's location. The service does not return it. Only on `oos`. */
  declare readonly dataLocation: pulumi.Output<ObjectDataLocation | undefined>;
  /** Size of a part in MiB, 5 to 1024. Larger content is stored, or copied, in parts. */
  declare readonly partSizeMiB: pulumi.Output<number>;
  /** Take over and overwrite an existing object with this key. Default false. */
  declare readonly adopt: pulumi.Output<boolean | undefined>;
  /** ETag, with its quotation marks. Secret if `source` or `content` is: it is the MD5 of the content. */
  declare readonly etag: pulumi.Output<string>;
  /** Size in bytes. */
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
