/** How this process sees its engine: a connection held to it, the connections from it, and the parent process. Nothing here keeps the process alive. */
import diagnostics from "node:diagnostics_channel";
import { connect } from "node:http2";
import { refuses } from "./engine-address";
import type { Facts, Watched } from "./engine-gone";

const everyMs = 1000;

/** True in Pulumi's own dynamic provider; a program that calls data functions loads the same code, and so do tests. */
export function isDynamicProvider([, script = ""]: readonly string[]): boolean {
  return /[\\/]cmd[\\/]dynamic-provider(?:[\\/]index(?:\.js)?)?$/.test(script);
}

export interface WatchedEngine extends Watched {
  /** Asks, since what shows by itself may show too late. */
  readonly isThere: () => Promise<boolean>;
}

/**
 * @param server `ours`: no connection has been accepted yet, so that all will be seen; `running`: those that are there show with their next call,
 * if Node.js tells (24.2 and later)
 */
export function watchedEngine(address: string, server: "ours" | "running"): WatchedEngine {
  const parent = process.ppid;
  const looks = new Set<() => void>();
  const changed = (): void => looks.forEach((look) => look());
  const line = lineTo(address, changed);
  const incoming = incomingConnections(changed);
  return {
    facts: (): Facts => ({
      connections: server === "ours" || incoming.wasConnected() ? incoming.open() : undefined,
      wasConnected: incoming.wasConnected(),
      address: line.state(),
      wasReached: line.wasReached(),
      isOrphan: process.ppid !== parent,
      ageMs: performance.now(),
    }),
    isThere: async () => !line.wasReached() || !(await refuses(address)),
    watch: (look) => {
      looks.add(look);
      const timer = setInterval(look, everyMs).unref();
      return () => {
        clearInterval(timer);
        looks.delete(look);
        line.close();
      };
    },
  };
}

interface Line {
  state(): Facts["address"];
  wasReached(): boolean;
  close(): void;
}

/** HTTP/2 as gRPC speaks it: the engine keeps such a connection open without a call, and its own end waits for none. */
function lineTo(address: string, changed: () => void): Line {
  let state: Facts["address"] = "unknown";
  let wasReached = false;
  let isClosed = false;
  let close = (): void => undefined;
  const dial = (): void => {
    if (isClosed) return;
    const from = performance.now();
    let code: string | undefined;
    const session = connect(`http://${address}`);
    close = () => session.destroy();
    session.unref();
    session.once("connect", () => {
      state = "answers";
      wasReached = true;
      changed();
    });
    session.on("error", (error: NodeJS.ErrnoException) => (code = error.code));
    session.once("close", () => {
      // Whether anything listens shows with the next attempt: at once, unless whoever listens there closes at once.
      const isNext = state === "answers" && performance.now() - from > everyMs / 10;
      state = code === "ECONNREFUSED" ? "refuses" : "unknown";
      changed();
      setTimeout(dial, isNext ? 0 : everyMs).unref();
    });
  };
  dial();
  return {
    state: () => state,
    wasReached: () => wasReached,
    close: () => {
      isClosed = true;
      close();
    },
  };
}

interface Closing {
  once(event: "close", listener: () => void): unknown;
}

function incomingConnections(changed: () => void): { open(): number; wasConnected(): boolean } {
  const open = new Set<Closing>();
  let wasConnected = false;
  const add = (connection: Closing | undefined): void => {
    if (connection === undefined || open.has(connection)) return;
    wasConnected = true;
    open.add(connection);
    connection.once("close", () => {
      open.delete(connection);
      changed();
    });
  };
  diagnostics.subscribe("net.server.socket", (message) => add((message as { readonly socket?: Closing }).socket));
  diagnostics.subscribe("http2.server.stream.created", (message) =>
    add((message as { readonly stream?: { readonly session?: Closing } }).stream?.session),
  );
  return { open: () => open.size, wasConnected: () => wasConnected };
}
