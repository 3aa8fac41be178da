/** The emulator as the service of a story. What it holds is read from its files: every acknowledged write is in them. */
import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { type RunningEmulator, startEmulator } from "../../../emulator";
import { admin, iam, sendSigned } from "../../support/emulator/support";
import type { Properties } from "../../support/plugin/results";
import { type BackendId, type Holdings, Service } from "./service";

type Item = Readonly<Record<string, unknown>>;

export class EmulatedService extends Service {
  private constructor(
    readonly emulator: RunningEmulator,
    readonly backend: BackendId,
    private readonly settings: Properties,
  ) {
    super();
  }

  static async start(backend: BackendId, settings: Properties = {}): Promise<EmulatedService> {
    return new EmulatedService(await startEmulator({ flavour: backend, limits: { bucketsPerAccount: 1000 } }), backend, settings);
  }

  config(more: Properties): Properties {
    const { endpoints, accessKeyId, secretAccessKey } = this.emulator;
    const reached = this.backend === "oos" ? endpoints : { s3: endpoints.s3 };
    return { backend: this.backend, endpoints: JSON.stringify(reached), accessKeyId, secretAccessKey, ...this.settings, ...more };
  }

  async send(method: string, target: string, body = ""): Promise<string> {
    const { emulator } = this;
    const headers = body === "" ? {} : { "content-md5": createHash("md5").update(body).digest("base64") };
    const signing = { keys: emulator, service: "s3", at: this.now() };
    const answer = await sendSigned(emulator.endpoints.s3, { method, target, headers, body }, signing);
    if (answer.status >= 300) throw new Error(`${method} ${target} by hand: ${String(answer.status)} ${answer.text}`);
    return answer.text;
  }

  iam(action: string, params: Readonly<Record<string, string>>): Promise<unknown> {
    return iam(this.emulator, action, params, this.emulator, this.now());
  }

  override async pass(ms: number): Promise<void> {
    await super.pass(ms);
    await admin(this.emulator, "PUT", "/clock", { offsetMs: this.offsetMs });
  }

  holdings(): Promise<Holdings> {
    const { dataFolder, accountId } = this.emulator;
    const account = JSON.parse(readFileSync(path.join(dataFolder, "accounts", `${accountId}.json`), "utf8")) as Readonly<
      Record<string, unknown>
    >;
    const held: Record<string, unknown> = { passwordPolicy: account["passwordPolicy"] };
    for (const bucket of list(account["buckets"])) {
      const { name, uid, configuration } = bucket as { name: string; uid: string; configuration: Item };
      held[`bucket ${name}`] = { uid };
      for (const [setting, value] of Object.entries(configuration))
        if (!isLeftover(setting, value)) held[`${setting} of bucket ${name}`] = value;
      for (const object of objectsOf(dataFolder, uid)) held[`object ${String(object["key"])} of bucket ${name}`] = object;
    }
    for (const user of list(account["users"])) {
      const { name, keys, policies, loginProfile, tags, ...rest } = user;
      held[`user ${String(name)}`] = rest;
      Object.assign(held, {
        [`tags of user ${String(name)}`]: tags,
        [`keys of user ${String(name)}`]: keys,
        [`policies of user ${String(name)}`]: sorted(policies),
        [`login profile of user ${String(name)}`]: loginProfile,
      });
    }
    for (const group of list(account["groups"])) {
      const { name, members, policies, ...rest } = group;
      held[`group ${String(name)}`] = rest;
      held[`members of group ${String(name)}`] = sorted(members);
      held[`policies of group ${String(name)}`] = sorted(policies);
    }
    for (const policy of list(account["policies"])) held[`policy ${String(policy["name"])}`] = policy;
    for (const device of list(account["mfaDevices"])) held[`device ${String(device["name"])}`] = device;
    for (const trail of list(account["trails"])) held[`trail ${String(trail["name"])}`] = trail;
    return Promise.resolve(Object.fromEntries(Object.entries(held).filter(([, value]) => !isNothing(value))));
  }

  protected stop(): Promise<void> {
    return this.emulator.close();
  }
}

function list(value: unknown): readonly Item[] {
  return Array.isArray(value) ? (value as Item[]) : [];
}

function sorted(value: unknown): unknown {
  return Array.isArray(value) ? (value as string[]).toSorted() : value;
}

/** What a deletion leaves of a setting that the service cannot remove. */
function isLeftover(setting: string, value: unknown): boolean {
  return setting === "accelerate" && JSON.stringify(value) === '{"status":"Suspended","ipWhiteList":[]}';
}

function isNothing(value: unknown): boolean {
  return value === undefined || (Array.isArray(value) && value.length === 0);
}

function objectsOf(dataFolder: string, uid: string): readonly Item[] {
  const folder = path.join(dataFolder, "objects", uid);
  try {
    return readdirSync(folder).map((file) => JSON.parse(readFileSync(path.join(folder, file), "utf8")) as Item);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return [];
    throw error;
  }
}
