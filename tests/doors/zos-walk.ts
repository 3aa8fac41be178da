/** Each door to the operations of ZOS whose doors are walked on one kind of server: the server must have granted every operation that the table says. */
import { describe, expect, test } from "vitest";
import type { ContractServer } from "../contract/server";
import type { CountingProxy } from "../servers/rgw/proxy";
import { operationDoors } from "./rows";
import { granted } from "./zos-manual";
import { goThrough } from "./zos-through";

/** A server of ZOS that the provider reaches through a proxy; what tests prepare goes around it. */
export interface WalkedServer extends ContractServer {
  readonly proxy: Pick<CountingProxy, "seen">;
}

/** @param kind as the column `server` of docs/operations.tsv says it */
export function walk(kind: string, start: () => Promise<WalkedServer>): void {
  const rows = operationDoors.filter(({ backend, server }) => backend === "zos" && server === kind);
  const doors = [...new Set(rows.flatMap((row) => row.doors))].sort();

  describe.each(doors)("%s", (door) => {
    const led = rows.filter((row) => row.doors.includes(door)).map(({ operation }) => operation);

    test(`leads to ${led.join(", ")}`, async () => {
      const server = await start();
      try {
        await goThrough(door, server);
        expect([...granted(server.proxy.seen)]).toEqual(expect.arrayContaining(led));
      } finally {
        await server.close();
      }
    });
  });
}
