/**
 * A Ceph cluster with object gateways, all of it on loopback and in one temporary folder: a monitor, an object store in memory, no manager.
 * It stands for the services that are built on Ceph. Topic ARNs look like those of ZOS, whose zone group is `zg_cn`.
 */
import { randomUUID } from "node:crypto";
import { mkdirSync, mkdtempSync, writeFileSync } from "node:fs";
import { rm } from "node:fs/promises";
import { connect } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import { Daemon, findPrograms, freePort, pluginFolders, type Programs, tool, waitFor } from "./programs";

/** What a client needs to talk to a gateway. */
export interface Connection {
  readonly endpoint: string;
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  /** May use the administration calls: `/admin/user`. */
  readonly admin: { readonly accessKeyId: string; readonly secretAccessKey: string };
  /** The configuration, from which more gateways can be started. */
  readonly configuration: string;
}

const limitsMs = { monitor: 60_000, store: 60_000, gateway: 120_000 };
const zone = ["--rgw-zonegroup=zg_cn", "--rgw-zone=default"];
/** A bucket may stand before it in the host of a request; nothing resolves it, so who uses it goes through a proxy. */
export const gatewayDomain = "s3.zos.test";
const storageClasses = ["STANDARD_IA", "GLACIER"];

export class Cluster {
  readonly #daemons: Daemon[] = [];

  private constructor(
    private readonly programs: Programs,
    private readonly folder: string,
    readonly connection: Connection,
  ) {}

  static async start(): Promise<Cluster> {
    const programs = await findPrograms();
    const folder = mkdtempSync(path.join(tmpdir(), "oos-ceph-"));
    const endpoint = `http://127.0.0.1:${String(await freePort())}`;
    const keys = (name: string) => ({ accessKeyId: `${name}${randomKey(12)}`.toUpperCase(), secretAccessKey: randomKey(40) });
    const cluster = new Cluster(programs, folder, {
      endpoint,
      ...keys("user"),
      admin: keys("root"),
      configuration: path.join(folder, "ceph.conf"),
    });
    try {
      await cluster.#start();
      return cluster;
    } catch (error) {
      await cluster.stop();
      throw error;
    }
  }

  /** Ends every program by its process id and removes the folder. */
  async stop(): Promise<void> {
    for (const daemon of this.#daemons.splice(0).reverse()) await daemon.stop();
    await rm(this.folder, { recursive: true, force: true, maxRetries: 3 });
  }

  async #start(): Promise<void> {
    const { programs, folder, connection } = this;
    const { configuration } = connection;
    const fsid = randomUUID();
    const monitor = `v1:127.0.0.1:${String(await freePort())}`;
    for (const name of ["mon", "osd"]) mkdirSync(path.join(folder, name));
    writeFileSync(configuration, configurationText({ programs, folder, fsid, monitor, sts: randomKey(16) }));
    const conf = ["-c", configuration];

    const map = path.join(folder, "monmap");
    await tool(programs, "monmaptool", "--create", "--addv", "a", `[${monitor}]`, "--fsid", fsid, map);
    await tool(programs, "ceph-mon", ...conf, "--mkfs", "-i", "a", "--monmap", map);
    const mon = this.#run("ceph-mon", ["-f", "-i", "a", ...conf], "mon");
    await waitFor("the monitor answers", mon, limitsMs.monitor, () => accepts(monitor.replace("v1:", "")));

    // The identity must be known before the store starts, or it is refused.
    const uuid = randomUUID();
    await tool(programs, "ceph", ...conf, "--connect-timeout", "60", "osd", "new", uuid);
    await tool(programs, "ceph-osd", ...conf, "-i", "0", "--mkfs", "--osd-uuid", uuid);
    await this.#describeZone(await this.#startStore(conf));

    const gateway = await startGateway(programs, connection, new URL(connection.endpoint).port, this.folder);
    this.#daemons.push(gateway);
  }

  /**
   * The monitor refuses a store now and then whose first question it gets before it has introduced itself: the store ends, with or without the words
   * "wrong fsid". Asked again, the monitor takes it.
   */
  async #startStore(conf: readonly string[]): Promise<Daemon> {
    for (let attempt = 1; ; attempt += 1) {
      const store = this.#run("ceph-osd", ["-f", "-i", "0", ...conf], "osd");
      try {
        await waitFor("the object store is up", store, limitsMs.store, async () =>
          (await tool(this.programs, "ceph", ...conf, "--connect-timeout", "10", "osd", "dump")).includes("osd.0 up"),
        );
        return store;
      } catch (error) {
        const hasEnded = !store.isRunning;
        await store.stop();
        if (attempt === 5 || !hasEnded) throw error;
      }
    }
  }

  async #describeZone(store: Daemon): Promise<void> {
    const { programs, connection } = this;
    const admin = (...args: readonly string[]): Promise<string> => tool(programs, "radosgw-admin", "-c", connection.configuration, ...args);
    // The first question makes the pools and the default zone.
    await waitFor("the object store takes data", store, limitsMs.store, async () => (await admin("user", "list")).startsWith("["));
    await admin("zonegroup", "rename", "--rgw-zonegroup", "default", "--zonegroup-new-name", "zg_cn");
    for (const name of storageClasses) {
      const placement = ["--placement-id", "default-placement", "--storage-class", name];
      await admin("zonegroup", "placement", "add", ...zone, ...placement);
      await admin("zone", "placement", "add", ...zone, ...placement, "--data-pool", "default.rgw.buckets.data");
    }
    const user = (id: string, keys: Pick<Connection, "accessKeyId" | "secretAccessKey">, ...more: readonly string[]): Promise<string> =>
      admin(
        "user",
        "create",
        ...zone,
        `--uid=${id}`,
        `--display-name=${id}`,
        `--access-key=${keys.accessKeyId}`,
        `--secret-key=${keys.secretAccessKey}`,
        ...more,
      );
    await user("tester", connection);
    await user("administrator", connection.admin, "--caps=users=*;buckets=*;metadata=*;usage=*");
  }

  #run(name: string, args: readonly string[], log: string): Daemon {
    const daemon = new Daemon(this.programs, name, args, path.join(this.folder, `${log}.log`));
    this.#daemons.push(daemon);
    return daemon;
  }
}

/** PEM files with which a gateway speaks TLS. */
export interface Tls {
  readonly certificate: string;
  readonly key: string;
}

/**
 * A gateway of a running cluster on a port of its own: what is done through one is seen through all. The caller stops it.
 * @param logs folder
 * @param tls default: plain HTTP
 */
export async function startGateway(
  programs: Programs,
  { configuration }: Pick<Connection, "configuration">,
  port: string,
  logs: string,
  tls?: Tls,
): Promise<Daemon> {
  const address = `127.0.0.1:${port}`;
  const frontend =
    tls === undefined ? `endpoint=${address}` : `ssl_endpoint=${address} ssl_certificate=${tls.certificate} ssl_private_key=${tls.key}`;
  const args = ["-f", "-n", "client.rgw.a", "-c", configuration, ...zone, `--rgw-frontends=beast ${frontend}`];
  const gateway = new Daemon(programs, "radosgw", args, path.join(logs, `rgw-${port}.log`));
  try {
    await waitFor("the gateway answers", gateway, limitsMs.gateway, () =>
      tls === undefined ? answers(`http://${address}/`) : accepts(address),
    );
  } catch (error) {
    await gateway.stop();
    throw error;
  }
  return gateway;
}

interface Layout {
  readonly programs: Programs;
  readonly folder: string;
  readonly fsid: string;
  readonly monitor: string;
  readonly sts: string;
}

/**
 * Gateways tell each other what to forget, and each waits for all. The store takes a killed one for alive until its watch runs out, after 30 s by
 * default, and until then each change through any other gateway waits; so watches are short here, and are kept up more often.
 */
function configurationText({ programs, folder, fsid, monitor, sts }: Layout): string {
  return `[global]
fsid = ${fsid}
mon_host = ${monitor}
ms_bind_msgr2 = false
public_addr = 127.0.0.1
cluster_addr = 127.0.0.1
auth_cluster_required = none
auth_service_required = none
auth_client_required = none
run_dir = ${folder}
log_file =
log_to_stderr = true
err_to_stderr = true
${pluginFolders(programs)}
osd_pool_default_size = 1
osd_pool_default_min_size = 1
osd_pool_default_pg_num = 1
osd_pool_default_pgp_num = 1
osd_pool_default_pg_autoscale_mode = off
osd_crush_chooseleaf_type = 0
mon_allow_pool_size_one = true
mon_max_pg_per_osd = 2000

[mon.a]
mon_data = ${folder}/mon
mon_data_avail_crit = 1
mon_cluster_log_file = default=/dev/null
paxos_propose_interval = 0.05
paxos_min_wait = 0.01

[osd]
osd_data = ${folder}/osd
osd_objectstore = memstore
memstore_device_bytes = 1073741824
osd_client_watch_timeout = 3

[client]
objecter_tick_interval = 0.5
rgw_enable_apis = s3, s3website, sts, iam, notifications, admin
rgw_enable_static_website = true
rgw_crypt_require_ssl = false
rgw_dns_name = ${gatewayDomain}
rgw_s3_auth_use_sts = true
rgw_sts_key = ${sts}
rgw_rados_pool_pg_num_min = 1
rgw_data = ${folder}
`;
}

function randomKey(length: number): string {
  return randomUUID().replaceAll("-", "").concat(randomUUID().replaceAll("-", "")).slice(0, length);
}

async function answers(url: string): Promise<boolean> {
  const answer = await fetch(url, { signal: AbortSignal.timeout(5000) });
  await answer.arrayBuffer();
  return answer.status === 200;
}

async function accepts(address: string): Promise<boolean> {
  const [host = "", port] = address.split(":");
  const socket = connect(Number(port), host);
  try {
    await new Promise<void>((resolve, reject) => {
      socket.once("connect", () => resolve());
      socket.once("error", reject);
    });
    return true;
  } finally {
    socket.destroy();
  }
}
