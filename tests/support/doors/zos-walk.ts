/** Each door to the operations of ZOS, walked on one kind of server: the server must have granted every operation that the door needs. */
import { describe, expect, test } from "vitest";
import { zos } from "../../../provider/backends/zos";
import { registry } from "../../../provider/registry";
import type { ContractServer } from "../contract/server";
import type { CountingProxy } from "../servers/rgw/proxy";
import { operationsOn } from "./rows";
import { beyondManual, granted, zosManual } from "./zos-manual";
import { goThrough, knownDoors } from "./zos-through";

/** A server of ZOS that the provider reaches through a proxy; what tests prepare goes around it. */
export interface WalkedServer extends ContractServer {
  readonly proxy: Pick<CountingProxy, "seen">;
}

const listed = new Set([...zosManual, ...beyondManual].map(([, operation]) => operation));

/** The operations of the guide that the kind of server is walked for, by our name, and what the guide calls them. */
export function walkedOn(kind: "gateway" | "emulator"): ReadonlyMap<string, string> {
  return new Map(
    operationsOn(zos)
      .filter(({ sinceCeph }) => (sinceCeph === undefined) === (kind === "gateway"))
      .map(({ operation, nameInManual = operation }) => [operation, nameInManual] as const)
      .filter(([, name]) => listed.has(name)),
  );
}

export function walk(kind: "gateway" | "emulator", start: () => Promise<WalkedServer>): void {
  const operations = walkedOn(kind);
  const doors = [...knownDoors].map((name) => {
    const definition = registry.resources.get(name) ?? registry.functions.get(name);
    const uses: readonly string[] = definition !== undefined && "uses" in definition ? definition.uses : [];
    return { name, led: uses.flatMap((operation) => operations.get(operation) ?? []) };
  });
  const reached = new Set<string>();

  describe.each(doors.filter(({ led }) => led.length > 0))("$name", ({ name, led }) => {
    test(`leads to ${led.join(", ")}`, async () => {
      const server = await start();
      try {
        await goThrough(name, server);
        const found = granted(server.proxy.seen);
        for (const operation of found) reached.add(operation);
        expect([...found]).toEqual(expect.arrayContaining(led));
      } finally {
        await server.close();
      }
    });
  });

  test("every operation is reached", () => {
    expect([...reached]).toEqual(expect.arrayContaining([...operations.values()]));
  });
}
