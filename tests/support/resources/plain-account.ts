/**
 * A server that keeps the password policy and one trail of an account as they are sent, whatever is in them: what an emulator cannot be, since it
 * refuses what it does not know. A test sets by hand what a newer service, or another client, would have set.
 */
import { mkdtempSync } from "node:fs";
import { rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import type { World } from "../../../provider/engine/instance";
import type { Properties } from "../plugin/results";
import { type Received, startServer, type TestServer } from "../transport/server";

type Selector = Readonly<Record<string, unknown>>;

export class PlainAccount implements World {
  readonly journal = mkdtempSync(path.join(tmpdir(), "oos-journal-"));
  readonly environment = { OOS_JOURNAL_DIR: this.journal };
  /** Elements of the password policy by name, each with what it holds as XML. */
  readonly rules = new Map<string, string>();
  trail: Readonly<Record<string, unknown>> | undefined;
  selectors: readonly Selector[] = [];
  /** Names of the operations that were called. */
  readonly calls: string[] = [];
  #server: TestServer | undefined;

  static async start(): Promise<PlainAccount> {
    const world = new PlainAccount();
    world.#server = await startServer((request, response) => {
      const { status = 200, body } = world.#answer(request);
      response.writeHead(status, { "x-amz-request-id": "tx-1" }).end(body);
    });
    return world;
  }

  now(): Date {
    return new Date();
  }

  sleep(): Promise<void> {
    return Promise.resolve();
  }

  config(): Properties {
    const url = this.#server?.url;
    return {
      endpoints: JSON.stringify({ s3: url, iam: url, trail: url }),
      accessKeyId: "ak",
      secretAccessKey: "sk",
      maxRetries: 0,
      skipCredentialsValidation: true,
      addressing: "path",
    };
  }

  #answer({ method, headers, body }: Received): { readonly status?: number; readonly body: string } {
    if (method === "GET") return { status: 404, body: "<Error><Code>NoSuchBucketPolicy</Code><RequestId>tx-1</RequestId></Error>" };
    const target = headers["x-amz-target"];
    return typeof target === "string" ? this.#answerOfTrail(target.split(".").at(-1) ?? "", body) : this.#answerOfIam(body);
  }

  #answerOfIam(body: Buffer): { readonly status?: number; readonly body: string } {
    const { Action: action = "", Version: _version, ...parameters } = Object.fromEntries(new URLSearchParams(body.toString("utf8")));
    this.calls.push(action);
    if (action === "DeleteAccountPasswordPolicy") this.rules.clear();
    if (action === "UpdateAccountPasswordPolicy") {
      this.rules.clear();
      for (const [name, value] of Object.entries(parameters)) this.rules.set(name, value);
    }
    if (action === "GetAccountPasswordPolicy" && this.rules.size === 0)
      return {
        status: 404,
        body: "<ErrorResponse><Error><Type>Sender</Type><Code>NoSuchEntity</Code><Message>none</Message></Error><RequestId>tx-1</RequestId></ErrorResponse>",
      };
    const shown = [...this.rules].map(([name, value]) => `<${name}>${value}</${name}>`).join("");
    const result =
      action === "GetAccountPasswordPolicy" ? `<${action}Result><PasswordPolicy>${shown}</PasswordPolicy></${action}Result>` : "";
    return { body: `<${action}Response>${result}<ResponseMetadata><RequestId>tx-1</RequestId></ResponseMetadata></${action}Response>` };
  }

  #answerOfTrail(action: string, body: Buffer): { readonly status?: number; readonly body: string } {
    this.calls.push(action);
    const { TrailName: _name, EventSelectors: selectors, ...given } = JSON.parse(body.toString("utf8")) as Properties;
    if (action === "PutEventSelectors") this.selectors = selectors as readonly Selector[];
    if (action === "CreateTrail" || action === "UpdateTrail") this.trail = { ...this.trail, ...given };
    if (action === "StartLogging" || action === "StopLogging") this.trail = { ...this.trail, IsLogging: action === "StartLogging" };
    if (action === "DeleteTrail") this.trail = undefined;
    const answers: Readonly<Record<string, unknown>> = {
      DescribeTrails: { TrailList: this.trail === undefined ? [] : [this.trail] },
      GetTrailStatus: { IsLogging: this.trail?.["IsLogging"] === true },
      GetEventSelectors: { EventSelectors: this.selectors },
    };
    return { body: JSON.stringify(answers[action] ?? {}) };
  }

  async close(): Promise<void> {
    await this.#server?.close();
    await rm(this.journal, { recursive: true, force: true });
  }
}
