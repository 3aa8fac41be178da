/** An account of a real Ceph gateway as the service of a story. What it holds is asked for with signed requests of our own. */
import { createAccount, type Account } from "../../support/servers/rgw/accounts";
import type { Connection } from "../../support/servers/rgw/cluster";
import { sendSigned } from "../../support/emulator/support";
import type { Properties } from "../../support/plugin/results";
import { type Holdings, Service } from "./service";

const settings = ["policy", "lifecycle", "cors", "website", "tagging", "versioning", "acl", "notification"];

export class GatewayService extends Service {
  readonly backend = "zos";

  private constructor(
    private readonly account: Account,
    private readonly settings: Properties,
  ) {
    super();
  }

  static async start(connection: Pick<Connection, "endpoint" | "admin">, more: Properties = {}): Promise<GatewayService> {
    return new GatewayService(await createAccount(connection), more);
  }

  config(more: Properties): Properties {
    const { endpoint, accessKeyId, secretAccessKey } = this.account;
    return { backend: this.backend, endpoints: JSON.stringify({ s3: endpoint }), accessKeyId, secretAccessKey, ...this.settings, ...more };
  }

  async send(method: string, target: string, body = ""): Promise<string> {
    const answer = await this.#ask(method, target, body);
    if (answer.status >= 300) throw new Error(`${method} ${target} by hand: ${String(answer.status)} ${answer.text}`);
    return answer.text;
  }

  iam(action: string): Promise<unknown> {
    return Promise.reject(new Error(`a gateway has no ${action} for us`));
  }

  async holdings(): Promise<Holdings> {
    const held: Record<string, unknown> = {};
    const topics = await this.#topics();
    for (const topic of topics) held[`topic ${/<Name>([^<]+)</.exec(topic)?.[1] ?? ""}`] = this.#anonymous(topic);
    for (const bucket of elements(await this.send("GET", "/"), "Name")) {
      held[`bucket ${bucket}`] = {};
      for (const setting of settings) {
        const { status, text } = await this.#ask("GET", `/${bucket}?${setting}`);
        if (status === 200 && !isEmpty(text)) held[`${setting} of bucket ${bucket}`] = this.#anonymous(text);
      }
      const listing = await this.send("GET", `/${bucket}`);
      for (const entry of listing.split("<Contents>").slice(1))
        held[`object ${elements(entry, "Key")[0] ?? ""} of bucket ${bucket}`] = { etag: elements(entry, "ETag")[0] };
    }
    return held;
  }

  protected stop(): Promise<void> {
    return Promise.resolve();
  }

  #ask(method: string, target: string, body = ""): ReturnType<typeof sendSigned> {
    const { endpoint } = this.account;
    return sendSigned(endpoint, { method, target, body }, { keys: this.account, service: "s3" });
  }

  async #topics(): Promise<readonly string[]> {
    const { endpoint } = this.account;
    const headers = { "content-type": "application/x-www-form-urlencoded" };
    const body = "Action=ListTopics&Version=2010-03-31";
    const { text } = await sendSigned(endpoint, { method: "POST", target: "/", headers, body }, { keys: this.account, service: "sns" });
    return text.split(/<\/?member>/).filter((part) => part.includes("<TopicArn>"));
  }

  /** Two accounts that have the same show the same. */
  #anonymous(text: string): string {
    const { id, tenant } = this.account;
    const [, name = ""] = id.split("$");
    return [id, tenant, name].reduce((all, each) => all.replaceAll(each, "me"), text);
  }
}

function elements(text: string, name: string): readonly string[] {
  return [...text.matchAll(new RegExp(`<${name}>([^<]*)</${name}>`, "g"))].map(([, value = ""]) => value);
}

/** A root without anything in it: `versioning` before it was set, no notification. */
function isEmpty(text: string): boolean {
  return /^(?:<\?xml[^>]*>\s*)?<\w+[^>]*(?:\/>|><\/\w+>)\s*$/.test(text);
}
