/** As much of an engine as a provider process sees of it: an address of its own, and connections to the provider that can break. */
import { once } from "node:events";
import { createServer as createHttp2Server, type ServerHttp2Session } from "node:http2";
import { type AddressInfo, connect, createServer, type Server, type Socket } from "node:net";
import { PluginClient } from "../../../support/plugin/client";

export interface FakeEngine {
  /** What the engine gives to the processes that it starts. */
  readonly address: string;
  /** A client whose connections go through this engine. */
  connect(provider: string): Promise<PluginClient>;
  /** Ends the connections to providers; new ones can be made. */
  disconnect(): void;
  /** Everything ends, as when the process is killed. */
  die(): void;
}

export async function startEngine(): Promise<FakeEngine> {
  const sessions = new Set<ServerHttp2Session>();
  const own = createHttp2Server().on("session", (session) => sessions.add(session));
  const address = await listening(own);
  const sockets = new Set<Socket>();
  const ends: (() => void)[] = [];
  const disconnect = (): void => {
    for (const socket of sockets) socket.destroy();
    sockets.clear();
  };
  return {
    address,
    disconnect,
    connect: async (provider) => {
      const relay = createServer((inner) => {
        const outer = connect(Number(provider.split(":")[1]), "127.0.0.1");
        for (const [from, to] of [
          [inner, outer],
          [outer, inner],
        ] as const) {
          sockets.add(from);
          from.on("error", () => to.destroy());
          from.on("close", () => to.destroy());
          from.pipe(to);
        }
      });
      const client = new PluginClient(await listening(relay));
      ends.push(() => {
        relay.close();
        client.close();
      });
      return client;
    },
    die: () => {
      own.close();
      for (const session of sessions) session.destroy();
      disconnect();
      for (const end of ends) end();
    },
  };
}

async function listening(server: Pick<Server, "listen" | "address"> & NodeJS.EventEmitter): Promise<string> {
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  return `127.0.0.1:${String((server.address() as AddressInfo).port)}`;
}
