/** The engine's Cancel, as Node.js tells of it. */
import { once } from "node:events";
import { connect, createServer } from "node:http2";
import type { AddressInfo } from "node:net";
import { afterEach, expect, test } from "vitest";
import { engineCancel } from "../../../provider/engine/faces/cancellation";

const closing: (() => void)[] = [];
afterEach(() => {
  for (const close of closing.splice(0)) close();
});

async function call(port: number, path: string): Promise<void> {
  const client = connect(`http://127.0.0.1:${port}`);
  const request = client.request({ ":method": "POST", ":path": path });
  request.resume().end();
  await once(request, "end");
  client.close();
}

test("a Cancel that a server of this process receives aborts the signal; no other call does", async () => {
  const signal = engineCancel();
  const server = createServer((_request, response) => response.end());
  closing.push(() => server.close());
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  await call(port, "/pulumirpc.ResourceProvider/Create");
  expect(signal.aborted).toBe(false);
  await call(port, "/pulumirpc.ResourceProvider/Cancel");
  expect(signal.aborted).toBe(true);
  expect(signal.reason).toEqual(new Error("cancelled by the engine"));
});
