/** An emulator for a test file, and clients for it that are not ours: the AWS SDK, Smithy's signer over plain HTTP. */
import { createHash, createHmac } from "node:crypto";
import { request as httpRequest } from "node:http";
import { ListObjectsCommand, S3Client, type S3ClientConfig } from "@aws-sdk/client-s3";
import { HttpRequest } from "@smithy/protocol-http";
import { SignatureV4 } from "@smithy/signature-v4";
import { XMLParser } from "fast-xml-parser";
import { afterAll, beforeAll } from "vitest";
import { startEmulator, type EmulatorOptions, type RunningEmulator } from "../../../emulator";

export interface Keys {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  /** Of temporary credentials. */
  readonly sessionToken?: string;
}

/** Starts an emulator before the tests of a file and ends it after them. */
export function emulatorForFile(options: EmulatorOptions = {}): () => RunningEmulator {
  let running: RunningEmulator | undefined;
  beforeAll(async () => {
    running = await startEmulator({ limits: { bucketsPerAccount: 100 }, ...options });
  });
  afterAll(async () => {
    await running?.close();
  });
  return () => {
    if (running === undefined) throw new Error("the emulator is not running");
    return running;
  };
}

export function s3Client(emulator: RunningEmulator, overrides: S3ClientConfig = {}): S3Client {
  return new S3Client({
    endpoint: emulator.endpoints.s3,
    region: "cn",
    forcePathStyle: true,
    credentials: emulator,
    requestChecksumCalculation: "WHEN_REQUIRED",
    responseChecksumValidation: "WHEN_REQUIRED",
    maxAttempts: 1,
    ...overrides,
  });
}

export class Sha256 {
  private hash;
  constructor(private readonly secret?: unknown) {
    this.hash = this.fresh();
  }
  update(data: string | ArrayBuffer | ArrayBufferView): void {
    this.hash.update(typeof data === "string" ? data : bytesOf(data));
  }
  digest(): Promise<Uint8Array> {
    return Promise.resolve(this.hash.digest());
  }
  reset(): void {
    this.hash = this.fresh();
  }
  private fresh(): ReturnType<typeof createHash> | ReturnType<typeof createHmac> {
    const { secret } = this;
    if (secret === undefined) return createHash("sha256");
    return createHmac("sha256", typeof secret === "string" ? secret : bytesOf(secret as ArrayBuffer | ArrayBufferView));
  }
}

function bytesOf(data: ArrayBuffer | ArrayBufferView): Buffer {
  return ArrayBuffer.isView(data) ? Buffer.from(data.buffer, data.byteOffset, data.byteLength) : Buffer.from(data);
}

export interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly text: string;
}

export interface PlainRequest {
  readonly method: string;
  /** Encoded path and query. */
  readonly target: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | Buffer;
}

/** Sends a request exactly as given. */
export function send(endpoint: string, { method, target, headers = {}, body = "" }: PlainRequest): Promise<Answer> {
  const { hostname, port } = new URL(endpoint);
  return new Promise((resolve, reject) => {
    const request = httpRequest(
      { hostname, port, method, path: target, headers: { ...headers, "content-length": Buffer.byteLength(body) } },
      (response) => {
        const chunks: Buffer[] = [];
        response.on("data", (chunk: Buffer) => chunks.push(chunk));
        response.on("error", reject);
        response.on("end", () =>
          resolve({ status: response.statusCode ?? 0, headers: response.headers, text: Buffer.concat(chunks).toString("utf8") }),
        );
      },
    );
    request.on("error", reject);
    request.end(body);
  });
}

export interface Signing {
  readonly keys: Keys;
  readonly service: string;
  readonly region?: string;
  readonly at?: Date;
  readonly host?: string;
}

/** The same request with a V4 Authorization header, signed by Smithy's signer. */
export async function signed(
  endpoint: string,
  request: PlainRequest,
  { keys, service, region = "cn", at, host }: Signing,
): Promise<PlainRequest> {
  const url = new URL(request.target, endpoint);
  const signer = new SignatureV4({ credentials: keys, region, service, sha256: Sha256, uriEscapePath: false });
  const toSign = new HttpRequest({
    method: request.method,
    protocol: url.protocol,
    hostname: url.hostname,
    port: Number(url.port),
    path: request.target.split("?")[0] ?? "/",
    query: Object.fromEntries([...url.searchParams].map(([name, value]) => [name, value])),
    headers: { ...request.headers, host: host ?? url.host },
    body: request.body ?? "",
  });
  const done = await signer.sign(toSign, at === undefined ? {} : { signingDate: at });
  return { ...request, headers: done.headers };
}

export async function sendSigned(endpoint: string, request: PlainRequest, signing: Signing): Promise<Answer> {
  return send(endpoint, await signed(endpoint, request, signing));
}

const parser = new XMLParser({ ignoreAttributes: true, parseTagValue: false });

/** What an XML answer holds, below its root. */
export function xmlOf(answer: Answer): Record<string, unknown> {
  const { "?xml": _prolog, ...roots } = parser.parse(answer.text) as Record<string, Record<string, unknown>>;
  return Object.values(roots)[0] ?? {};
}

/** The code of an error answer, XML or JSON. */
export function codeOf(answer: Answer): unknown {
  return answer.text.startsWith("{") ? (JSON.parse(answer.text) as Record<string, unknown>)["__type"] : xmlOf(answer)["Code"];
}

/** An IAM call; the result, or an error that says `status code`. */
export async function iam(
  emulator: RunningEmulator,
  action: string,
  params: Readonly<Record<string, string>> = {},
  keys: Keys = emulator,
  at?: Date,
): Promise<Record<string, unknown>> {
  const signing = { keys, service: "sts", ...(at === undefined ? {} : { at }) };
  const body = new URLSearchParams({ Action: action, Version: "2010-05-08", ...params }).toString();
  const headers = { "content-type": "application/x-www-form-urlencoded; charset=utf-8" };
  const answer = await sendSigned(emulator.endpoints.iam, { method: "POST", target: "/", headers, body }, signing);
  if (answer.status !== 200) throw new Error(`${answer.status} ${String(codeOf(answer))}: ${String(xmlOf(answer)["Message"])}`);
  return (Object.entries(xmlOf(answer)).find(([name]) => name.endsWith("Result"))?.[1] ?? {}) as Record<string, unknown>;
}

const TARGET = "cn.ctyunapi.oos-cn-cloudtrail.v20131101.CloudTrail_20131101.";

/** A trail call; the answer, or an error that says `status code`. */
export async function trail(
  emulator: RunningEmulator,
  action: string,
  input: object,
  keys: Keys = emulator,
  at?: Date,
): Promise<Record<string, unknown>> {
  const signing = { keys, service: "cloudtrail", ...(at === undefined ? {} : { at }) };
  const headers = { "content-type": "application/json", "x-amz-target": `${TARGET}${action}`, "x-amz-content-sha256": "UNSIGNED-PAYLOAD" };
  const answer = await sendSigned(emulator.endpoints.trail, { method: "POST", target: "/", headers, body: JSON.stringify(input) }, signing);
  if (answer.status !== 200) throw new Error(`${answer.status} ${String(codeOf(answer))}`);
  return answer.text === "" ? {} : (JSON.parse(answer.text) as Record<string, unknown>);
}

/** A call of the admin URL. */
export async function admin<T>(emulator: Pick<RunningEmulator, "admin">, method: string, path: string, body?: unknown): Promise<T> {
  const response = await fetch(emulator.admin + path, { method, ...(body === undefined ? {} : { body: JSON.stringify(body) }) });
  if (!response.ok) throw new Error(`${response.status} ${await response.text()}`);
  return (await response.json()) as T;
}

/** `member` elements of a list: none, one or several. */
export function members(list: unknown): readonly Record<string, unknown>[] {
  const member = (list as { readonly member?: unknown } | undefined)?.member;
  if (member === undefined) return [];
  return (Array.isArray(member) ? member : [member]) as readonly Record<string, unknown>[];
}

/** The AWS SDK's error of a failing call, as `status code`. */
export async function failure(call: Promise<unknown>): Promise<string> {
  try {
    await call;
  } catch (error) {
    const { name, $metadata } = error as { readonly name: string; readonly $metadata?: { readonly httpStatusCode?: number } };
    return `${$metadata?.httpStatusCode ?? "none"} ${name}`;
  }
  return "no failure";
}

/** Raw S3 calls and SDK clients that are signed by the emulator's clock, which `to` sets. */
export class TimeTraveller {
  private offsetMs = 0;
  constructor(private readonly emulator: () => RunningEmulator) {}

  /** Sets the emulator's clock. */
  async to(time: string): Promise<void> {
    this.offsetMs = Date.parse(time) - Date.now();
    await admin(this.emulator(), "PUT", "/clock", { offsetMs: this.offsetMs });
  }

  /** The emulator's time. */
  get now(): Date {
    return new Date(Date.now() + this.offsetMs);
  }

  client(credentials?: Keys): S3Client {
    return s3Client(this.emulator(), { systemClockOffset: this.offsetMs, ...(credentials === undefined ? {} : { credentials }) });
  }

  iam(action: string, params: Readonly<Record<string, string>> = {}, keys: Keys = this.emulator()): Promise<Record<string, unknown>> {
    return iam(this.emulator(), action, params, keys, this.now);
  }

  trail(action: string, input: object, keys: Keys = this.emulator()): Promise<Record<string, unknown>> {
    return trail(this.emulator(), action, input, keys, this.now);
  }

  /** A call of the statistics service; the answer, or an error that says `status code`. */
  async statistics(
    Action: string,
    params: Readonly<Record<string, string>>,
    keys: Keys = this.emulator(),
  ): Promise<Record<string, unknown>> {
    const target = `/?${new URLSearchParams({ Action, ...params }).toString()}`;
    const answer = await sendSigned(this.emulator().endpoints.statistics, { method: "GET", target }, { keys, service: "s3", at: this.now });
    if (answer.status !== 200) throw new Error(`${outcome(answer)}: ${String(xmlOf(answer)["Message"])}`);
    return xmlOf(answer);
  }

  /** A signed call; a body is sent with its Content-MD5. */
  async send(method: string, target: string, body = "", headers: Readonly<Record<string, string>> = {}): Promise<Answer> {
    const md5: Readonly<Record<string, string>> = body === "" ? {} : { "content-md5": createHash("md5").update(body).digest("base64") };
    const signing = { keys: this.emulator(), service: "s3", at: this.now };
    return sendSigned(this.emulator().endpoints.s3, { method, target, body, headers: { ...md5, ...headers } }, signing);
  }

  /** The keys of a bucket. */
  async keys(bucket: string): Promise<readonly (string | undefined)[]> {
    const { Contents = [] } = await this.client().send(new ListObjectsCommand({ Bucket: bucket }));
    return Contents.map((object) => object.Key);
  }
}

/** Makes a user with these statements attached and a key. */
export async function userWithKey(emulator: RunningEmulator, UserName: string, ...statements: readonly object[]): Promise<Keys> {
  await iam(emulator, "CreateUser", { UserName });
  if (statements.length > 0) {
    const PolicyDocument = JSON.stringify({ Version: "2012-10-17", Statement: statements });
    const { Policy } = await iam(emulator, "CreatePolicy", { PolicyName: `of-${UserName}`, PolicyDocument });
    await iam(emulator, "AttachUserPolicy", { UserName, PolicyArn: (Policy as Record<string, string>)["Arn"] ?? "" });
  }
  return keysOf(await iam(emulator, "CreateAccessKey", { UserName }));
}

/** The credentials in the answer of CreateAccessKey or GetSessionToken. */
export function keysOf(result: Record<string, unknown>): Keys {
  const found = (result["AccessKey"] ?? result["Credentials"]) as Readonly<Record<string, string>>;
  const { AccessKeyId = "", SecretAccessKey = "", SessionToken } = found;
  const token: Pick<Keys, "sessionToken"> = SessionToken === undefined ? {} : { sessionToken: SessionToken };
  return { accessKeyId: AccessKeyId, secretAccessKey: SecretAccessKey, ...token };
}

/** `status code` of an answer; the status alone when it is no refusal. */
export function outcome(answer: Answer): string {
  const code = answer.text.startsWith("<") ? codeOf(answer) : undefined;
  return typeof code === "string" ? `${answer.status} ${code}` : String(answer.status);
}
