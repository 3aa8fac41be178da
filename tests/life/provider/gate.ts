/** A forward proxy before one provider process: at a chosen request it loses the request or the answer, or the process ends there. */
import { createServer, Agent, type IncomingMessage, request, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

/** What happens at a request. */
export interface Interruption {
  /** How many requests pass before. */
  readonly after: number;
  /** Whether the service executes the request. */
  readonly executed: boolean;
  /** `hang`: no answer ever comes, and nothing passes any more; `break`: the connection breaks, and what comes next passes. */
  readonly kind: "hang" | "break" | "pause";
}

interface Armed extends Interruption {
  readonly reached: (resume: () => void) => void;
}

export class Gate {
  #interruption: Armed | undefined;
  #passed = 0;
  #isShut = false;
  readonly #agent = new Agent({ keepAlive: true });
  /** `GET /b-one?policy`, in order. */
  readonly seen: string[] = [];

  private constructor(private readonly server: Server) {}

  static async open(): Promise<Gate> {
    const server = createServer();
    const gate = new Gate(server);
    server.on("request", (incoming: IncomingMessage, outgoing: ServerResponse) => gate.#take(incoming, outgoing));
    await new Promise<void>((resolve, reject) => {
      server.once("error", reject);
      server.listen(0, "127.0.0.1", resolve);
    });
    return gate;
  }

  get url(): string {
    return `http://127.0.0.1:${String((this.server.address() as AddressInfo).port)}`;
  }

  /** Resolves when the request is reached; with `pause`, what it resolves to lets the request go on. */
  arm(interruption: Interruption): Promise<() => void> {
    this.#passed = 0;
    return new Promise((reached) => {
      this.#interruption = { ...interruption, reached };
    });
  }

  disarm(): void {
    this.#interruption = undefined;
  }

  /** Nothing passes any more: the process has ended. */
  shut(): void {
    this.#isShut = true;
  }

  async close(): Promise<void> {
    this.#agent.destroy();
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }

  #take(incoming: IncomingMessage, outgoing: ServerResponse): void {
    const chunks: Buffer[] = [];
    incoming.on("data", (chunk: Buffer) => chunks.push(chunk));
    incoming.on("end", () => {
      const target = new URL(incoming.url ?? "");
      const body = Buffer.concat(chunks);
      if (this.#isShut) return;
      this.seen.push(wordsOf(incoming.method ?? "", target, body));
      const interruption = this.#interruption;
      if (interruption === undefined || this.#passed < interruption.after) {
        this.#passed += 1;
        this.#forward(incoming, target, body, (answer) => relay(answer, outgoing), outgoing);
        return;
      }
      this.#interruption = undefined;
      this.#interrupt(interruption, incoming, target, body, outgoing);
    });
  }

  #interrupt({ kind, executed, reached }: Armed, incoming: IncomingMessage, target: URL, body: Buffer, outgoing: ServerResponse): void {
    if (kind === "hang") this.#isShut = true;
    const ended = (): void => {
      if (kind === "break") outgoing.destroy();
      reached(() => undefined);
    };
    if (kind === "pause") {
      const forward = (): void => this.#forward(incoming, target, body, (answer) => relay(answer, outgoing), outgoing);
      const held = (answer: IncomingMessage): void => reached(() => relay(answer, outgoing));
      if (executed) this.#forward(incoming, target, body, held, outgoing);
      else reached(forward);
    } else if (executed) {
      this.#forward(
        incoming,
        target,
        body,
        (answer) => {
          answer.resume();
          answer.on("end", ended);
        },
        outgoing,
      );
    } else ended();
  }

  #forward(incoming: IncomingMessage, target: URL, body: Buffer, take: (answer: IncomingMessage) => void, outgoing: ServerResponse): void {
    const { method, headers } = incoming;
    const { hostname, port, pathname, search } = target;
    // The raw target stays as it was signed.
    const path = (incoming.url ?? "").replace(/^https?:\/\/[^/]*/, "") || `${pathname}${search}`;
    const onward = request({ hostname, port, method, path, headers, agent: this.#agent }, take);
    onward.on("error", () => outgoing.destroy());
    onward.end(body);
  }
}

function relay(answer: IncomingMessage, outgoing: ServerResponse): void {
  outgoing.writeHead(answer.statusCode ?? 502, answer.headers);
  answer.pipe(outgoing);
}

function wordsOf(method: string, { pathname, searchParams }: URL, body: Buffer): string {
  const keys = [...searchParams.keys()].filter((key) => !/^x-amz/i.test(key)).join("&");
  const action = /(?:^|&)Action=(\w+)/.exec(body.toString("utf8"))?.[1];
  return `${method} ${pathname}${keys === "" ? "" : `?${keys}`}${action === undefined ? "" : ` ${action}`}`;
}
