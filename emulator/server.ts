/** Starts the emulator: state, four service ports and the admin port, all on loopback. */
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { createServer, type RequestListener, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { HOST, wordsAboutPort, type AboutEmulator } from "./about";
import { createAccount, serveAdmin } from "./admin";
import { AccessLogs } from "./background/access-logs";
import { Events } from "./background/events";
import { LifecycleRuns } from "./background/lifecycle-runs";
import { Pushes } from "./background/pushes";
import { TrailLogs } from "./background/trail-logs";
import { Usage } from "./background/usage";
import { Clock } from "./clock";
import type { Core, FlavourName, ServiceName } from "./contract";
import { Counters } from "./counters";
import { CREDENTIALS } from "./environment";
import { Faults } from "./faults";
import { FLAVOURS } from "./flavours";
import { TABLES } from "./flavours";
import { serve } from "./http/serve";
import { InputError } from "./input-error";
import { DEFAULT_LIMITS, type Limits } from "./limits";
import { DEFAULT_LOCATIONS, type Locations } from "./locations";
import { Accounts } from "./state/accounts";
import { Files } from "./state/files";
import { lockFolder, type FolderLock } from "./state/folder-lock";
import { Objects } from "./state/objects";
import { StaleReads } from "./state/stale";
import { Versions } from "./state/versions";

export interface EmulatorOptions {
  /** Which service the emulator is; default `oos`. `zos`: its object service only, as far as a Ceph gateway lacks it (GAPS.md). */
  readonly flavour?: FlavourName;
  /** First of five consecutive ports (s3, iam, trail, statistics, admin); default 0: free ones. */
  readonly port?: number;
  /** Where the state is kept; default: a temporary folder that `close` removes. */
  readonly dataFolder?: string;
  /** Root key of the first account; default: the stored one, else a generated one. */
  readonly accessKeyId?: string;
  readonly secretAccessKey?: string;
  /** Region that signatures must name; default `cn`. ZOS looks at none. */
  readonly region?: string;
  /** For how long each setting of a bucket is read as it was before its last write; default 0. */
  readonly staleMs?: number;
  readonly limits?: Partial<Limits>;
  /** Locations that GetRegions offers. */
  readonly locations?: Locations;
  /** Takes one line a request; default: nothing is written. */
  readonly log?: (line: string) => void;
}

export interface RunningEmulator {
  readonly endpoints: Readonly<Record<ServiceName, string>>;
  readonly admin: string;
  readonly accountId: string;
  /** Root key of the first account. */
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly dataFolder: string;
  /** What a provider's `settleSeconds` has to be for this server: 0 unless it serves old settings ({@link EmulatorOptions.staleMs}). */
  readonly settleSeconds: number;
  /** Ends open connections, finishes writing and removes a temporary data folder. Safe to call twice. */
  close(): Promise<void>;
}

const SERVICES: readonly ServiceName[] = ["s3", "iam", "trail", "statistics"];
/** How far after the first port the admin port is. */
export const ADMIN_PORT_OFFSET = SERVICES.length;

/** Starts an emulator on 127.0.0.1. Rejects when a port is taken, or when the data folder cannot be used or has an emulator already. */
export async function startEmulator(options: EmulatorOptions = {}): Promise<RunningEmulator> {
  const dataFolder = resolve(options.dataFolder ?? (await mkdtemp(join(tmpdir(), "oos-emulator-"))));
  const files = new Files(dataFolder);
  await files.ensureFolder();
  const lock = await lockFolder(dataFolder);
  try {
    return await startOn(files, lock, options);
  } catch (error) {
    await lock.release();
    throw error;
  }
}

async function startOn(files: Files, lock: FolderLock, options: EmulatorOptions): Promise<RunningEmulator> {
  const core = await loadCore(files, options);
  const root = await rootCredentials(core, files, options);
  const operations = TABLES[core.flavour.name];
  const serving = { core, operations, faults: new Faults(), counters: new Counters(), log: options.log ?? ((): void => undefined) };
  const self: { about?: AboutEmulator } = {};
  const listeners: readonly RequestListener[] = [
    ...SERVICES.map(
      (service): RequestListener =>
        (message, response) =>
          void serve(serving, service, message, response),
    ),
    (message, response): void => {
      serveAdmin({ ...serving, about: () => self.about }, message, response).catch((error: unknown) =>
        response.destroy(error instanceof Error ? error : undefined),
      );
    },
  ];
  const servers: Server[] = [];
  let closing: Promise<void> | undefined;
  const close = (): Promise<void> =>
    (closing ??= shutDown(servers, core, files, options.dataFolder === undefined).finally(() => lock.release()));
  try {
    for (const [index, listener] of listeners.entries()) {
      const base = options.port ?? 0;
      servers.push(await listen(listener, base === 0 ? 0 : base + index, base));
    }
  } catch (error) {
    await close();
    throw error;
  }
  const [s3 = "", iam = "", trail = "", statistics = "", admin = ""] = servers.map(
    (server) => `http://${HOST}:${(server.address() as AddressInfo).port}`,
  );
  const settleSeconds = Math.ceil((options.staleMs ?? 0) / 1000);
  const endpoints = { s3, iam, trail, statistics };
  const { name: flavour } = core.flavour;
  self.about = { pid: process.pid, flavour, region: core.region, dataFolder: files.root, endpoints, settleSeconds };
  await lock.serves(admin);
  return { endpoints, admin, ...root, dataFolder: files.root, settleSeconds, close };
}

async function loadCore(files: Files, options: EmulatorOptions): Promise<Core> {
  const accounts = new Accounts(files);
  const objects = new Objects(files);
  await accounts.load();
  const versions = new Versions(files, objects);
  const uids = accounts.all().flatMap((account) => [...account.buckets.values()].map((bucket) => bucket.uid));
  await objects.load(uids, await versions.load(uids));
  await versions.settle();
  const clock = new Clock();
  const flavour = FLAVOURS[options.flavour ?? "oos"];
  const limits = { ...DEFAULT_LIMITS, ...flavour.limits, ...options.limits };
  const region = options.region ?? "cn";
  const logs = new AccessLogs(accounts, objects, clock, limits.accessLogDelayMs, flavour);
  const trailLogs = new TrailLogs(accounts, objects, files, clock, limits.trailLogDelayMs, region);
  await trailLogs.load();
  const usage = new Usage(accounts, objects, files, clock);
  usage.load();
  return {
    flavour,
    accounts,
    objects,
    versions,
    clock,
    limits,
    logs,
    trailLogs,
    usage,
    events: new Events(files, clock),
    pushes: new Pushes(),
    lifecycle: new LifecycleRuns(accounts, objects, versions, clock, logs),
    stale: new StaleReads(clock, options.staleMs ?? 0),
    region,
    locations: options.locations ?? DEFAULT_LOCATIONS,
  };
}

/** The content of `credentials.json`. */
interface StoredCredentials extends RootCredentials {
  /** Absent: `oos`. */
  readonly flavour?: FlavourName;
}

interface RootCredentials {
  readonly accountId: string;
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
}

/** The first account and its root key, kept in `credentials.json` (mode 0600) so that a restart has the same. */
async function rootCredentials(core: Core, files: Files, options: EmulatorOptions): Promise<RootCredentials> {
  const stored = (await files.list("")).includes(CREDENTIALS)
    ? (JSON.parse((await files.read(CREDENTIALS)).toString("utf8")) as StoredCredentials)
    : undefined;
  const { name } = core.flavour;
  const kept = stored?.flavour ?? "oos";
  if (stored !== undefined && kept !== name) throw new Error(`${files.root} holds the state of the flavour ${kept}, not of ${name}`);
  const known = stored === undefined ? undefined : core.accounts.get(stored.accountId);
  const accessKeyId = options.accessKeyId ?? stored?.accessKeyId;
  const secretAccessKey = options.secretAccessKey ?? stored?.secretAccessKey;
  let root: RootCredentials;
  if (known === undefined) {
    const given = { ...(accessKeyId === undefined ? {} : { accessKeyId }), ...(secretAccessKey === undefined ? {} : { secretAccessKey }) };
    root = await createAccount(core, { ...given, ...(stored === undefined ? {} : { accountId: stored.accountId }) });
  } else {
    root = { accountId: known.id, accessKeyId: accessKeyId ?? "", secretAccessKey: secretAccessKey ?? "" };
    await ensureRootKey(core, root);
  }
  const toStore: StoredCredentials = name === "oos" ? root : { ...root, flavour: name };
  await files.write(CREDENTIALS, `${JSON.stringify(toStore, undefined, 1)}\n`);
  return root;
}

/** Puts a root key that was chosen by options (or deleted meanwhile) into an account that exists already. */
async function ensureRootKey(core: Core, { accountId, accessKeyId, secretAccessKey }: RootCredentials): Promise<void> {
  const account = core.accounts.get(accountId);
  const owner = core.accounts.findKey(accessKeyId);
  if (account === undefined || owner?.key.secret === secretAccessKey) return;
  if (owner !== undefined) core.accounts.removeKey(owner);
  core.accounts.addKey(account, undefined, {
    id: accessKeyId,
    secret: secretAccessKey,
    status: "Active",
    createDate: core.clock.now().toISOString(),
  });
  await core.accounts.save(account);
}

/** @param first of the ports that were asked for */
async function listen(listener: RequestListener, port: number, first: number): Promise<Server> {
  const server = createServer({ keepAliveTimeout: 30_000 }, listener);
  server.listen(port, HOST);
  try {
    await once(server, "listening");
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "EADDRINUSE") throw new InputError(await wordsAboutPort(port, first + ADMIN_PORT_OFFSET));
    throw error;
  }
  return server;
}

async function shutDown(servers: readonly Server[], core: Core, files: Files, removeData: boolean): Promise<void> {
  await Promise.all(
    servers.map((server) => {
      const closed = new Promise<void>((done) => server.close(() => done()));
      server.closeAllConnections();
      return closed;
    }),
  );
  // Access logs and last uses of keys are written here; they are not worth a write a request.
  if (!removeData) {
    await core.logs.flush();
    await core.usage.flush();
    await Promise.all(core.accounts.all().map((account) => core.accounts.save(account)));
  }
  await files.settle();
  if (removeData) await rm(files.root, { recursive: true, force: true });
}
