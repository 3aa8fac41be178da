/** How a command reaches the service: the provider's own settings, from the same environment variables and profiles, and some flags. */
import type { Command } from "commander";
import type { Context } from "../provider/define";
import { Session } from "../provider/engine/instance";
import { registry } from "../provider/registry";
import { shown } from "../provider/transport/errors/printable";
import { UsageError } from "./exit";
import type { Io } from "./io";

/** Flags of {@link withConnectionOptions}; absent: as the environment says. */
export interface ConnectionFlags {
  readonly region?: string;
  readonly endpoint?: string;
  readonly profile?: string;
  readonly backend?: string;
  readonly signatureVersion?: string;
  readonly addressing?: string;
}

/** Runs `task` on a connection, and closes it. @throws UsageError with every problem of settings and credentials */
export async function connected<T>(flags: ConnectionFlags, io: Io, task: (context: Context) => Promise<T>): Promise<T> {
  const { endpoint, region, profile, backend, signatureVersion, addressing } = flags;
  const given = {
    region,
    profile,
    backend,
    signatureVersion,
    addressing,
    endpoints: endpoint === undefined ? undefined : { s3: endpoint },
  };
  const values = Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined));
  // A profile that is named and not there must not end with the keys of another account.
  const keys = ["OOS_ACCESS_KEY_ID", "OOS_SECRET_ACCESS_KEY", "OOS_SESSION_TOKEN"];
  const environment =
    profile === undefined ? io.environment : Object.fromEntries(Object.entries(io.environment).filter(([name]) => !keys.includes(name)));
  const session = new Session(registry, values, { environment, now: () => io.now() });
  try {
    const failures = await session.failures();
    if (failures.length > 0) throw new UsageError(failures.map(({ property, reason }) => `${property}: ${reason}`).join("\n"));
    const { context } = await session.scope({ log: (level, message) => (level === "debug" ? undefined : io.err(`${shown(message)}\n`)) });
    return await task(context);
  } finally {
    await session.close();
  }
}

/** Adds the flags that every command has which calls the service. Secrets come from the environment or a profile, never from flags. */
export function withConnectionOptions(command: Command): Command {
  return command
    .option("--region <name>", "region (default: OOS_REGION, else cn)")
    .option("--endpoint <url>", "URL of the S3 service (default: OOS_ENDPOINT_S3, else the region's)")
    .option(
      "--profile <name>",
      "profile of the shared credentials file (default: the keys of OOS_ACCESS_KEY_ID, else the profile of OOS_PROFILE)",
    )
    .option("--backend <name>", "service family (default: OOS_BACKEND, else oos)")
    .option("--signature-version <v4|v2>", "signature of the calls (default: OOS_SIGNATURE_VERSION, else v4)")
    .option("--addressing <virtual|path>", "how the bucket is named in URLs (default: OOS_ADDRESSING)");
}
