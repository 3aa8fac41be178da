/** The address at which an engine listens for the processes that it starts. */
import { once } from "node:events";
import { connect } from "node:net";

/**
 * The last argument of a provider that an engine has started. One that was started by hand, to be attached to (`PULUMI_DEBUG_PROVIDERS`), has none:
 * several engines may come and go, and it ends when the person ends it.
 */
export function engineAddressOf(args: readonly string[]): string | undefined {
  return args.slice(2).findLast((argument) => /^[\w.-]+:\d+$/.test(argument));
}

/** True when nothing listens there; any other failure proves nothing. */
export async function refuses(address: string): Promise<boolean> {
  const colon = address.lastIndexOf(":");
  const socket = connect({ host: address.slice(0, colon), port: Number(address.slice(colon + 1)) });
  try {
    await once(socket, "connect");
    return false;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "ECONNREFUSED";
  } finally {
    socket.destroy();
  }
}
