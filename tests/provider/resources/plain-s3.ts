/**
 * A server that keeps the settings of one bucket as the documents that they are, and shows them as they were put: what an emulator that reads its
 * documents cannot be, since it refuses what it does not know. A test says what it drops, and sets what others would set by hand.
 */
import { mkdtempSync } from "node:fs";
import { rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { zos } from "../../../provider/backends/zos";
import type { World } from "../../../provider/engine/instance";
import type { Properties } from "../../support/plugin/results";
import { type Received, startServer, type TestServer } from "../../support/transport/server";

/** Codes of a setting that was never made, as ZOS has them; a setting without one shows this document. */
const absent: ReadonlyMap<string, string> = new Map(
  zos.services.s3?.operations.flatMap(({ subresource, notConfigured: [row] = [] }) =>
    subresource === undefined || row?.code === undefined ? [] : [[subresource, row.code]],
  ),
);
const initial: Readonly<Record<string, string>> = {
  accelerate: "<AccelerateConfiguration/>",
  acl: "<AccessControlPolicy><Owner><ID>me</ID></Owner><AccessControlList><Grant><Grantee><ID>me</ID></Grantee><Permission>FULL_CONTROL</Permission></Grant></AccessControlList></AccessControlPolicy>",
  logging: "<BucketLoggingStatus/>",
  notification: "<NotificationConfiguration/>",
  versioning: "<VersioningConfiguration/>",
};

export const plainBucket = "b-one";

export class PlainS3 implements World {
  readonly journal = mkdtempSync(path.join(tmpdir(), "oos-journal-"));
  readonly environment = { OOS_JOURNAL_DIR: this.journal };
  readonly documents = new Map<string, string>(Object.entries(initial));
  /** `PUT lifecycle`, in their order. */
  readonly calls: string[] = [];
  /** What is kept of a document that is put; default: all of it. */
  keeps: (setting: string, document: string) => string = (_setting, document) => document;
  /** What a read shows; default: what is kept. */
  shows: (setting: string, document: string | undefined) => string | undefined = (_setting, document) => document;
  /** Calls that fail: `DELETE lifecycle`. */
  readonly refuses = new Set<string>();
  /** Whether the bucket is there. */
  hasBucket = true;
  #server: TestServer | undefined;

  static async start(): Promise<PlainS3> {
    const world = new PlainS3();
    world.#server = await startServer((request, response) => {
      const { status, body } = world.#answer(request);
      response.writeHead(status, { "x-amz-request-id": "tx-1", "content-type": "application/xml" }).end(body);
    });
    return world;
  }

  now(): Date {
    return new Date();
  }

  sleep(): Promise<void> {
    return Promise.resolve();
  }

  /** @param backend whose tables the provider follows */
  config(more: Properties = {}, backend = "zos"): Properties {
    const endpoints = JSON.stringify({ s3: this.#server?.url });
    return {
      backend,
      endpoints,
      accessKeyId: "ak",
      secretAccessKey: "sk",
      maxRetries: 0,
      settleSeconds: 0,
      skipCredentialsValidation: true,
      addressing: "path",
      ...more,
    };
  }

  #answer({ method, url, body }: Received): { readonly status: number; readonly body: string } {
    const { pathname, searchParams } = new URL(url, "http://x");
    const [setting] = [...searchParams.keys()];
    const call = `${method} ${setting ?? pathname}`;
    this.calls.push(call);
    if (this.refuses.has(call)) return { status: 403, body: "<Error><Code>AccessDenied</Code><RequestId>tx-1</RequestId></Error>" };
    if (setting === undefined) return this.#answerOfBucket(method, pathname);
    if (method === "PUT") this.documents.set(setting, this.keeps(setting, body.toString("utf8")));
    if (method === "DELETE") this.documents.delete(setting);
    if (method !== "GET") return { status: method === "PUT" ? 200 : 204, body: "" };
    const shown = this.shows(setting, this.documents.get(setting) ?? initial[setting]);
    if (shown !== undefined) return { status: 200, body: shown };
    return { status: 404, body: `<Error><Code>${absent.get(setting) ?? "NoSuchThing"}</Code><RequestId>tx-1</RequestId></Error>` };
  }

  #answerOfBucket(method: string, pathname: string): { readonly status: number; readonly body: string } {
    const list = `<Buckets>${this.hasBucket ? `<Bucket><Name>${plainBucket}</Name></Bucket>` : ""}</Buckets>`;
    if (pathname === "/") return { status: 200, body: `<ListAllMyBucketsResult>${list}</ListAllMyBucketsResult>` };
    if (method === "PUT") this.hasBucket = true;
    return { status: this.hasBucket ? 200 : 404, body: "" };
  }

  async close(): Promise<void> {
    await this.#server?.close();
    await rm(this.journal, { recursive: true, force: true });
  }
}
