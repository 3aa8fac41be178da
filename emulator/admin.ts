/** The admin URL: call counters, faults, accounts, clock and a summary of the state. Unsigned, for programs on this machine only, never a stored secret. */
import { randomBytes } from "node:crypto";
import type { IncomingMessage, ServerResponse } from "node:http";
import { parseBody, refusalAtDoor, type AdminBody } from "./admin-door";
import type { Core } from "./contract";
import type { Counters } from "./counters";
import { parseFaultRule, type Faults } from "./faults";
import { readRequest } from "./http/incoming";
import { InputError } from "./input-error";
import { newAccessKey } from "./services/iam/credentials";
import type { AccessKey, Account } from "./state/model";
import { ApiError } from "./wire/errors";

export interface AdminContext {
  readonly core: Core;
  readonly counters: Counters;
  readonly faults: Faults;
  /** What `GET /emulator` tells; undefined until all ports are open. */
  readonly about: () => object | undefined;
}

/** What a configuration has beside settings: of every bucket, of the bucket itself, or told apart. */
const NO_SETTINGS: ReadonlySet<string> = new Set([
  ...["acl", "metadataLocation", "dataLocation", "storageClass", "lockable", "grants", "ownerGrants", "policy"],
]);

const YEAR_10000 = Date.UTC(10_000, 0);

type AdminHandler = (context: AdminContext, body: AdminBody) => unknown;

/** `METHOD /path` -> what it does; the result is sent as JSON. */
const ROUTES: Readonly<Record<string, AdminHandler>> = {
  "GET /health": () => ({ ok: true }),
  "GET /emulator": ({ about }) => about() ?? {},
  "GET /calls": ({ counters }) => counters.read(),
  "DELETE /calls": ({ counters }) => {
    counters.reset();
    return counters.read();
  },
  "GET /faults": ({ faults }) => faults.list(),
  "POST /faults": ({ faults }, { fields, list }) => {
    const rules: readonly unknown[] = list ?? (Array.isArray(fields["rules"]) ? fields["rules"] : [fields]);
    for (const rule of rules.map(parseFaultRule)) faults.add(rule);
    return faults.list();
  },
  "DELETE /faults": ({ faults }) => {
    faults.clear();
    return faults.list();
  },
  "POST /accounts": ({ core }, { fields }) => createAccount(core, fields),
  "GET /state": async ({ core }) => {
    await core.lifecycle.catchUp();
    return { accounts: core.accounts.all().map((account) => summary(account, core)) };
  },
  "POST /logs": async ({ core }) => ({ written: [...(await core.logs.flush()), ...(await core.trailLogs.flush())] }),
  "GET /clock": ({ core }) => ({ offsetMs: core.clock.offsetMs, now: core.clock.now().toISOString() }),
  "PUT /clock": async ({ core }, { fields }) => {
    const offset = fields["offsetMs"];
    if (typeof offset !== "number" || !Number.isFinite(offset)) throw new InputError("offsetMs must be a number of milliseconds");
    const now = Date.now() + offset;
    // Dates on the wire have four digits of the year.
    if (now < 0 || now >= YEAR_10000) throw new InputError(`offsetMs must keep the clock between the years 1970 and 9999, not ${offset}`);
    core.clock.offsetMs = offset;
    await core.lifecycle.catchUp();
    await core.logs.flushDue();
    await core.trailLogs.flushDue();
    return { offsetMs: offset, now: core.clock.now().toISOString() };
  },
};

export async function serveAdmin(context: AdminContext, message: IncomingMessage, response: ServerResponse): Promise<void> {
  const send = (status: number, value: unknown): void => {
    response.writeHead(status, { "content-type": "application/json" }).end(`${JSON.stringify(value)}\n`);
  };
  const hasBody = message.headers["transfer-encoding"] !== undefined || Number(message.headers["content-length"] ?? 0) > 0;
  const refusal = refusalAtDoor(message.headers, hasBody);
  if (refusal !== undefined) {
    message.resume();
    send(refusal.status, { error: refusal.error });
    return;
  }
  try {
    const request = await readRequest(message, 1024 * 1024);
    const name = `${request.method} ${request.rawPath}`;
    const handler = Object.hasOwn(ROUTES, name) ? ROUTES[name] : undefined;
    if (handler === undefined) send(404, { error: `unknown: ${name}`, known: Object.keys(ROUTES) });
    else send(200, await handler(context, parseBody(request.body)));
  } catch (error) {
    if (error instanceof InputError) send(400, { error: error.message });
    else if (error instanceof ApiError) send(error.status, { error: error.message });
    else send(500, { error: error instanceof Error ? error.message : String(error) });
  }
}

interface NewAccount {
  readonly accountId: string;
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
}

/** Makes an account with one root key; ids and keys may be chosen, and an e-mail address by which grants name it. */
export async function createAccount(core: Core, wanted: Partial<Readonly<Record<string, unknown>>>): Promise<NewAccount> {
  const id = text(wanted, "accountId") ?? newAccountId();
  if (!/^[a-z0-9]{1,32}$/.test(id) || core.accounts.get(id) !== undefined) throw new InputError(`accountId ${id} is malformed or taken`);
  const made = newAccessKey(core.clock.now());
  const key: AccessKey = { ...made, id: text(wanted, "accessKeyId") ?? made.id, secret: text(wanted, "secretAccessKey") ?? made.secret };
  // What a signature's header can carry in one word.
  if (!/^[\w.+@~-]{1,128}$/.test(key.id)) throw new InputError("accessKeyId must be 1 to 128 letters, digits and _.+@~-");
  if (core.accounts.findKey(key.id) !== undefined) throw new InputError(`accessKeyId ${key.id} is taken`);
  const email = text(wanted, "email");
  if (email !== undefined && core.accounts.all().some((account) => account.email === email))
    throw new InputError(`email ${email} is taken`);
  const account = core.accounts.create(id, email);
  core.accounts.addKey(account, undefined, key);
  await core.accounts.save(account);
  return { accountId: id, accessKeyId: key.id, secretAccessKey: key.secret };
}

/** 13 lower-case letters and digits, like `10rc2arpn6306`. */
function newAccountId(): string {
  const alphabet = "0123456789abcdefghijklmnopqrstuvwxyz";
  return [...randomBytes(13)].map((byte) => alphabet.charAt(byte % alphabet.length)).join("");
}

function text(value: Partial<Readonly<Record<string, unknown>>>, name: string): string | undefined {
  const found = value[name];
  if (found === undefined) return undefined;
  if (typeof found !== "string" || found === "") throw new InputError(`${name} must be a text`);
  return found;
}

/** Names and ids of everything in an account; no secret, password hash or MFA seed. */
function summary(account: Account, core: Core): object {
  const keys = (list: readonly AccessKey[]): object[] => list.map(({ id, status }) => ({ id, status }));
  return {
    accountId: account.id,
    accessKeys: keys(account.keys),
    buckets: [...account.buckets.values()].map(({ name, uid, configuration }) => ({
      name,
      acl: configuration.acl,
      ...(configuration.grants === undefined ? {} : { grants: configuration.grants }),
      hasPolicy: configuration.policy !== undefined,
      settings: Object.keys(configuration).filter((name) => !NO_SETTINGS.has(name)),
      objects: core.objects.keys(uid).length,
      uploads: core.objects.uploads(uid).length,
    })),
    users: [...account.users.values()].map((user) => ({
      name: user.name,
      accessKeys: keys(user.keys),
      policies: user.policies,
      tags: user.tags,
      hasLoginProfile: user.loginProfile !== undefined,
    })),
    groups: [...account.groups.values()].map(({ name, members, policies }) => ({ name, members, policies })),
    policies: [...account.policies.values()].map(({ name }) => name),
    mfaDevices: [...account.mfaDevices.values()].map(({ name, user }) => ({ name, ...(user === undefined ? {} : { user }) })),
    trails: [...account.trails.values()],
  };
}
