/** A transport on a fresh emulator, for the tests of the S3 functions. */
import { oos } from "../../../../provider/backends/oos";
import { createTransport, type Transport } from "../../../../provider/transport/send/client";
import type { TransportSettings } from "../../../../provider/transport/types";
import { startEmulator, type EmulatorOptions, type FaultRule, type RunningEmulator } from "../../../../emulator";

export interface Emulated {
  readonly emulator: RunningEmulator;
  readonly transport: Transport;
  /** A second transport on the same emulator, with changed settings. */
  another(changes: Partial<TransportSettings>): Transport;
  admin(method: string, path: string, body?: unknown): Promise<unknown>;
  fault(rule: FaultRule): Promise<void>;
  close(): Promise<void>;
}

export async function startEmulated(changes: Partial<TransportSettings> = {}, options: EmulatorOptions = {}): Promise<Emulated> {
  const emulator = await startEmulator(options);
  const settings: TransportSettings = {
    backend: oos,
    region: "cn",
    endpoints: emulator.endpoints,
    credentials: () => Promise.resolve({ accessKeyId: emulator.accessKeyId, secretAccessKey: emulator.secretAccessKey }),
    signatureVersion: "v4",
    addressing: "virtual",
    maxRetries: 3,
    requestTimeoutMs: 10_000,
    deadlineMs: 20_000,
    maxConcurrency: 8,
    ...changes,
  };
  const opened: Transport[] = [];
  const open = (more: Partial<TransportSettings>): Transport => {
    // Pauses between retries take no time in tests.
    const transport = createTransport({ ...settings, ...more }, { sleep: () => Promise.resolve() });
    opened.push(transport);
    return transport;
  };
  const admin = async (method: string, path: string, body?: unknown): Promise<unknown> => {
    const response = await fetch(`${emulator.admin}${path}`, { method, ...(body === undefined ? {} : { body: JSON.stringify(body) }) });
    if (!response.ok) throw new Error(`admin ${method} ${path} answered ${String(response.status)}: ${await response.text()}`);
    return response.json();
  };
  return {
    emulator,
    transport: open({}),
    another: open,
    admin,
    fault: async (rule) => {
      await admin("POST", "/faults", rule);
    },
    close: async () => {
      await Promise.all(opened.map((transport) => transport.close()));
      await emulator.close();
    },
  };
}
