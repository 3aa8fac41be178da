import { oos } from "../../../provider/backends/oos";
import type { Backend } from "../../../provider/backends/types";
import type { Client, ServiceRequest, ServiceResponse } from "../../../provider/transport/types";

export interface FakeClient extends Client {
  readonly sent: readonly ServiceRequest[];
}

/** A client that answers from a function and keeps what was sent. */
export function fakeClient(answer: (request: ServiceRequest, index: number) => string, backend: Backend = oos): FakeClient {
  const sent: ServiceRequest[] = [];
  return {
    backend,
    signal: undefined,
    sent,
    async send(request: ServiceRequest): Promise<ServiceResponse> {
      sent.push(request);
      return Promise.resolve({
        status: 200,
        headers: {},
        body: Buffer.from(answer(request, sent.length - 1)),
        requestId: "0123456789abcdef",
      });
    },
    s3: () => Promise.reject(new Error("no S3 here")),
  };
}

/** The form that was sent, decoded by the platform. */
export function formOf(request: ServiceRequest | undefined): Record<string, string> {
  return Object.fromEntries(new URLSearchParams(String(request?.body)));
}
