/** A Ceph gateway as the provider's ZOS: an account of its own, and a proxy that counts what the provider sends. */
import { mkdtempSync } from "node:fs";
import { rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { inject } from "vitest";
import { zos } from "../../provider/backends/zos";
import type { ContractServer } from "../contract/server";
import type { Properties } from "../plugin/results";
import { type Account, createAccount } from "../servers/rgw/accounts";
import { CountingProxy } from "../servers/rgw/proxy";

export class GatewayWorld implements ContractServer {
  readonly backend = zos;
  readonly journal = mkdtempSync(path.join(tmpdir(), "oos-journal-"));
  readonly world = { environment: { OOS_JOURNAL_DIR: this.journal }, now: () => new Date(Date.now() + this.#offsetMs) };
  #offsetMs = 0;

  private constructor(
    readonly account: Account,
    readonly proxy: CountingProxy,
  ) {}

  static async start(tenant?: string): Promise<GatewayWorld> {
    const account = await createAccount(inject("rgw"), tenant);
    return new GatewayWorld(account, await CountingProxy.start(account.endpoint));
  }

  get config(): Properties {
    const { accessKeyId, secretAccessKey } = this.account;
    return { backend: "zos", endpoints: JSON.stringify({ s3: this.proxy.endpoint }), accessKeyId, secretAccessKey, maxRetries: 0 };
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
