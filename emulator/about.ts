/** What a running emulator tells about itself to programs on this machine, and how they find it. */
import type { FlavourName, ServiceName } from "./contract";

export const HOST = "127.0.0.1";

/** The answer of `GET /emulator`: no secret is in it. */
export interface AboutEmulator {
  readonly pid: number;
  readonly flavour: FlavourName;
  readonly region: string;
  readonly dataFolder: string;
  readonly endpoints: Readonly<Record<ServiceName, string>>;
  readonly settleSeconds: number;
}

/** The emulator with this admin URL; undefined: there is none, or something else. */
export async function aboutEmulator(admin: string): Promise<AboutEmulator | undefined> {
  try {
    const answer = await fetch(`${admin}/emulator`, { signal: AbortSignal.timeout(2000) });
    const about = answer.ok ? ((await answer.json()) as Partial<AboutEmulator>) : {};
    return typeof about.pid === "number" && typeof about.dataFolder === "string" ? (about as AboutEmulator) : undefined;
  } catch {
    // Nobody listens, or a program that speaks otherwise.
    return undefined;
  }
}

/** Who has the port, and what to do. @param adminPort of an emulator with the same first port */
export async function wordsAboutPort(port: number, adminPort: number): Promise<string> {
  const other = await aboutEmulator(`http://${HOST}:${adminPort}`);
  const isItsOwn = Object.values(other?.endpoints ?? {}).some((url) => url.endsWith(`:${port}`));
  const who =
    other !== undefined && (isItsOwn || port === adminPort)
      ? `by the emulator of process ${other.pid} with the data folder ${other.dataFolder}: stop it`
      : `by another program (\`lsof -i :${port}\` names it): stop it`;
  return `port ${port} on ${HOST} is taken ${who}, or choose five other ports in a row with --port <first>, or free ones with --port 0`;
}
