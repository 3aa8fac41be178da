/** What engine suites need of an emulator: provider settings for it, a client we did not write, and its own summary. */
import { S3Client } from "@aws-sdk/client-s3";
import type { RunningEmulator } from "../../../emulator";

/** Stack configuration that points the provider at `emulator`. */
export function settingsFor(emulator: RunningEmulator, more: Readonly<Record<string, string>> = {}): Record<string, string> {
  return {
    endpoints: JSON.stringify(emulator.endpoints),
    accessKeyId: emulator.accessKeyId,
    secretAccessKey: emulator.secretAccessKey,
    settleSeconds: String(emulator.settleSeconds),
    ...more,
  };
}

export function s3ClientOf(
  emulator: RunningEmulator,
  accessKeyId = emulator.accessKeyId,
  secretAccessKey = emulator.secretAccessKey,
  systemClockOffset = 0,
): S3Client {
  return new S3Client({
    endpoint: emulator.endpoints.s3,
    region: "cn",
    forcePathStyle: true,
    requestChecksumCalculation: "WHEN_REQUIRED",
    responseChecksumValidation: "WHEN_REQUIRED",
    credentials: { accessKeyId, secretAccessKey },
    systemClockOffset,
  });
}

export interface AccountState {
  readonly accountId: string;
  readonly accessKeys: readonly { readonly id: string; readonly status: string }[];
  readonly buckets: readonly {
    readonly name: string;
    readonly acl: string;
    readonly hasPolicy: boolean;
    readonly objects: number;
    readonly uploads: number;
  }[];
  readonly users: readonly {
    readonly name: string;
    readonly accessKeys: readonly { readonly id: string; readonly status: string }[];
    readonly policies: readonly string[];
    readonly tags: readonly { readonly key: string; readonly value: string }[];
    readonly hasLoginProfile: boolean;
  }[];
  readonly groups: readonly { readonly name: string; readonly members: readonly string[]; readonly policies: readonly string[] }[];
  readonly policies: readonly string[];
  readonly mfaDevices: readonly { readonly name: string; readonly user?: string }[];
  readonly trails: readonly Readonly<Record<string, unknown>>[];
}

/** What the account (default: the first one) holds, as the emulator says. */
export async function accountState(emulator: RunningEmulator, accountId = emulator.accountId): Promise<AccountState> {
  const response = await fetch(`${emulator.admin}/state`);
  const { accounts } = (await response.json()) as { accounts: AccountState[] };
  const found = accounts.find((account) => account.accountId === accountId);
  if (found === undefined) throw new Error(`the emulator has no account ${accountId}`);
  return found;
}

/** Sends a request to the emulator's admin URL and answers its JSON. */
export async function admin(emulator: RunningEmulator, method: string, path: string, body?: unknown): Promise<unknown> {
  const response = await fetch(`${emulator.admin}${path}`, {
    method,
    ...(body === undefined ? {} : { body: JSON.stringify(body), headers: { "content-type": "application/json" } }),
  });
  const text = await response.text();
  if (!response.ok) throw new Error(`emulator admin ${method} ${path}: ${response.status} ${text}`);
  return text === "" ? undefined : (JSON.parse(text) as unknown);
}
