/** A Ceph gateway as the provider's ZOS: an account of its own, and a proxy that counts what the provider sends. */
import { mkdtempSync } from "node:fs";
import { rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { ListBucketsCommand } from "@aws-sdk/client-s3";
import { inject } from "vitest";
import { zos } from "../../provider/backends/zos";
import { createTransport, type Transport } from "../../provider/transport/send/client";
import { type ContractServer, withClient } from "../support/contract/server";
import type { Properties } from "../support/plugin/results";
import { type Account, createAccount } from "../support/servers/rgw/accounts";
import { gatewayDomain } from "../support/servers/rgw/cluster";
import { CountingProxy } from "../support/servers/rgw/proxy";

export interface Wire {
  readonly signatureVersion: "v2" | "v4";
  readonly addressing: "path" | "virtual";
}

export class GatewayWorld implements ContractServer {
  readonly backend = zos;
  readonly journal = mkdtempSync(path.join(tmpdir(), "oos-journal-"));
  readonly world = { environment: { OOS_JOURNAL_DIR: this.journal }, now: () => new Date(Date.now() + this.#offsetMs) };
  #offsetMs = 0;

  private constructor(
    readonly account: Account,
    readonly proxy: CountingProxy,
    private readonly wire: Wire | undefined,
  ) {}

  /** @param wire the provider calls the gateway by a name, before which the bucket can stand; default: by address, with the provider's own choices */
  static async start(wire?: Wire): Promise<GatewayWorld> {
    const account = await createAccount(inject("rgw"));
    return new GatewayWorld(account, await CountingProxy.start(account.endpoint), wire);
  }

  get config(): Properties {
    const { accessKeyId, secretAccessKey } = this.account;
    const { endpoint } = this.proxy;
    const reached =
      this.wire === undefined
        ? { endpoints: JSON.stringify({ s3: endpoint }) }
        : { endpoints: JSON.stringify({ s3: `http://${gatewayDomain}` }), proxy: endpoint, ...this.wire };
    return { backend: "zos", ...reached, accessKeyId, secretAccessKey, maxRetries: 0, skipCredentialsValidation: true };
  }

  /** The provider's transport to the proxy, without the layers above it. The caller closes it. */
  openTransport(): Transport {
    const { accessKeyId, secretAccessKey } = this.account;
    return createTransport({
      backend: zos,
      region: "default",
      endpoints: { s3: this.proxy.endpoint },
      credentials: () => Promise.resolve({ accessKeyId, secretAccessKey }),
      signatureVersion: "v4",
      addressing: "path",
      maxRetries: 0,
      requestTimeoutMs: 20_000,
      deadlineMs: 60_000,
      maxConcurrency: 8,
    });
  }

  get endpoint(): string {
    return this.account.endpoint;
  }

  get keys(): Account {
    return this.account;
  }

  calls(): Promise<readonly string[]> {
    return Promise.resolve(this.proxy.calls);
  }

  /** The gateway has no cache, so only what the provider remembers of its own writes runs out; its signatures stay within the gateway's patience. */
  pass(ms: number): Promise<void> {
    this.#offsetMs += ms;
    return Promise.resolve();
  }

  async close(): Promise<void> {
    await this.proxy.close();
    await rm(this.journal, { recursive: true, force: true });
  }
}

/** Stack configuration of the provider for this account. A gateway has no cache that could be blamed, so what a read shows is taken as it is. */
export const settingsOf = (world: GatewayWorld, endpoint: string): Record<string, string> => ({
  backend: "zos",
  endpoints: JSON.stringify({ s3: endpoint }),
  accessKeyId: world.account.accessKeyId,
  secretAccessKey: world.account.secretAccessKey,
  settleSeconds: "0",
});

/** The names of the account's buckets, sorted. */
export async function bucketsOf(world: GatewayWorld): Promise<readonly (string | undefined)[]> {
  const { Buckets = [] } = await withClient(world, (s3) => s3.send(new ListBucketsCommand({})));
  return Buckets.map(({ Name }) => Name).sort();
}
